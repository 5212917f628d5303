import type { ClockSpan } from '../understood.ts'
import { timeEnd } from './clock.ts'
import type { Term } from './term.ts'

interface Time {
  /** From midnight. */
  readonly minutes: number
  /** Said with am, pm, or two figures: it is not moved to the afternoon. */
  readonly isExact: boolean
}

const dayMinutes = 24 * 60

/** Hours up to this one, said in one figure, are those after noon: nothing is on at two at night. */
const lastAfternoonHour = 7

const has = (terms: readonly Term[], index: number, ...roles: readonly string[]): boolean =>
  roles.some((role) => terms[index]?.roles.has(role) === true)

/** Reads the first clock time of a message, and until when: "van 10 tot half 12", "14.00-16.00 uur". */
export function readClockSpan(terms: readonly Term[]): ClockSpan | null {
  for (let index = 0; index < terms.length; index += 1) {
    const end = timeEnd(terms, index) ?? bareRange(terms, index)
    if (end === null) continue
    const from = timeAt(terms, index, end)
    if (from === null) continue
    const rangeEnd = has(terms, end, 'to', 'and', 'dash') ? timeEnd(terms, end + 1, true) : null
    const until = rangeEnd === null ? null : timeAt(terms, end + 1, rangeEnd)
    return spanOf(from, until)
  }
  return null
}

/** "10 tot 12" and "10-12" without "van" or "uur": the hour where the first of two ends. */
function bareRange(terms: readonly Term[], index: number): number | null {
  const [first, other] = [terms[index], terms[index + 2]]
  if (!has(terms, index + 1, 'to', 'dash')) return null
  const isHour = (term: Term | undefined) =>
    term?.number != null && term.number <= 24 && term.month === null && term.weekday === null
  const saysDate =
    terms[index + 3]?.month != null ||
    has(terms, index - 1, 'dash', 'slash') ||
    has(terms, index + 3, 'dash', 'slash')
  const isTime = isHour(other) || timeEnd(terms, index + 2, true) !== null
  return isHour(first) && isTime && !saysDate ? index + 1 : null
}

function timeAt(terms: readonly Term[], start: number, end: number): Time | null {
  const taken = terms.slice(start, end)
  const at = taken.findIndex(({ number }) => number !== null)
  const hour = taken[at]?.number ?? null
  if (hour === null || hour > 24) return null
  const isPm = taken.some(({ roles }) => roles.has('pm'))
  const isAm = taken.some(({ roles }) => roles.has('am'))
  const shifted = isPm && hour < 12 ? hour + 12 : isAm && hour === 12 ? 0 : hour
  const isExact = isPm || isAm || taken[at]?.digits === 2
  return { minutes: shifted * 60 + minutesSaid(taken, at), isExact }
}

/** Minutes beside the hour: ".30", "half past", and before it "half" (Dutch) and "kwart voor". */
function minutesSaid(taken: readonly Term[], at: number): number {
  const [first] = taken
  const isBefore = taken
    .slice(0, at)
    .some(({ roles }) => roles.has('to') || roles.has('beforeHour'))
  if (first?.roles.has('quarter') === true && at > 0) return isBefore ? -15 : 15
  if (first?.roles.has('half') === true && at > 0) {
    const isPast = first.wordCount > 1 || taken.slice(0, at).some(({ roles }) => roles.has('past'))
    return isPast ? 30 : -30
  }
  const minutes = taken[at + 2]
  return minutes?.digits === 2 ? (minutes.number ?? 0) : 0
}

function spanOf(from: Time, until: Time | null): ClockSpan | null {
  const moved = (time: Time) =>
    !time.isExact && time.minutes <= lastAfternoonHour * 60 + 30
      ? time.minutes + dayMinutes / 2
      : time.minutes
  let start = moved(from)
  if (until === null) return start < dayMinutes ? { from: sayTime(start), until: null } : null
  let end = until.minutes
  // "9 tot 11" stays in the morning; "10 tot 2" and "8 tot 10 pm" cross noon.
  if (end <= from.minutes || !until.isExact) end = Math.max(end, moved(until))
  if (end <= start) {
    if (from.minutes < end) start = from.minutes
    else end += dayMinutes / 2
  }
  if (start >= dayMinutes || end > dayMinutes - 1 || end <= start) return null
  return { from: sayTime(start), until: sayTime(end) }
}

function sayTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
