import type { PartOfDay } from '../understood.ts'
import { has, type Term } from './term.ts'

/** What the clock times of a message say, and which terms are no part of a date because of them. */
export interface ClockReading {
  /** Terms with a number that is a time, an age, a price, a house number or a count. */
  readonly notADate: ReadonlySet<number>
  /** The part of the day of the first time that is named; null without one. */
  readonly part: PartOfDay | null
}

/** Reads "om 15.30", "na 3 uur", "from 2 to 4pm", "half acht", and what else is a number but no date. */
export function readClock(terms: readonly Term[]): ClockReading {
  const notADate = new Set<number>()
  const parts: (PartOfDay | null)[] = []
  for (let index = 0; index < terms.length; index += 1) {
    const term = terms[index]
    if (term === undefined || notADate.has(index)) continue
    if (isCounted(terms, index)) {
      notADate.add(index)
      continue
    }
    const end = timeEnd(terms, index)
    if (end === null) continue
    for (let taken = index; taken < end; taken += 1) notADate.add(taken)
    const rangeEnd = has(terms, end, 'to', 'and', 'dash') ? timeEnd(terms, end + 1, true) : null
    if (rangeEnd !== null) for (let taken = end; taken < rangeEnd; taken += 1) notADate.add(taken)
    parts.push(partOf(terms, index, rangeEnd ?? end))
  }
  return { notADate, part: parts.find((part) => part !== null) ?? null }
}

const isHour = (term: Term | undefined): boolean =>
  term?.number !== undefined && term.number !== null && term.number <= 24 && term.digits <= 2

const isDateAhead = (terms: readonly Term[], index: number): boolean => {
  const after = terms[index]
  if (after === undefined) return false
  if (after.month !== null && !after.roles.has('weak')) return true
  if (has(terms, index, 'of') && terms[index + 1]?.month != null) return true
  return has(terms, index, 'slash', 'dash') && terms[index + 1]?.number != null && !after.apart
}

/** An age, a price, a count, a floor or a number in a street. */
function isCounted(terms: readonly Term[], index: number): boolean {
  if (terms[index]?.number == null && terms[index]?.ordinal == null) return false
  if (has(terms, index + 1, 'counted') || has(terms, index - 1, 'currency', 'address')) return true
  return has(terms, index + 1, 'year') && terms[index]?.digits !== 4
}

/** Where a time that begins at `index` ends; null when there is none. `after` a "to" less is asked. */
export function timeEnd(terms: readonly Term[], index: number, after = false): number | null {
  const term = terms[index]
  if (has(terms, index, 'half', 'quarter')) {
    const hour = has(terms, index + 1, 'past', 'to', 'before', 'beforeHour', 'in')
      ? index + 2
      : index + 1
    return isHour(terms[hour]) && !isDateAhead(terms, hour + 1) ? pastHour(terms, hour + 1) : null
  }
  if (!isHour(term)) return null
  const minutes = terms[index + 2]
  const colon = terms[index + 1]?.text === ':'
  const point = terms[index + 1]?.text === '.'
  const announced = has(terms, index - 1, 'at')
  if ((colon || point) && minutes?.digits === 2 && !minutes.apart && (minutes.number ?? 99) < 60) {
    const asTime = announced || after || (minutes.number ?? 0) === 0 || (minutes.number ?? 0) > 12
    const dateGoesOn = terms[index + 3]?.text === '.' && terms[index + 4]?.digits
    if (colon || ((asTime || has(terms, index + 3, 'hour')) && !dateGoesOn)) {
      return pastHour(terms, index + 3)
    }
  }
  if (isHourWord(terms, index + 1)) return pastHour(terms, index + 1)
  if (isDateAhead(terms, index + 1) || terms[index + 1]?.ordinal != null) return null
  if (has(terms, index + 1, 'ordinalEnding', 'unit')) return null
  if (announced) return index + 1
  if (after) return index + 1
  if (!has(terms, index - 1, 'from', 'between', 'after', 'before', 'beforeHour', 'until'))
    return null
  return rangeIsTime(terms, index) ? index + 1 : null
}

/** "4 pm", "4p"; but "4 a month" is no time. */
function isHourWord(terms: readonly Term[], index: number): boolean {
  const term = terms[index]
  if (term === undefined || !term.roles.has('hour')) return false
  return !term.apart || !(term.roles.has('am') || term.roles.has('pm')) || term.text.length > 1
}

/** "van 5 tot 7": hours, unless a month is said with them. */
function rangeIsTime(terms: readonly Term[], index: number): boolean {
  // "Een zoon van 6" is an age, "van 6 tot 8" are hours.
  if (!has(terms, index + 1, 'to', 'and', 'dash')) {
    return terms[index + 1]?.number == null && !has(terms, index - 1, 'of')
  }
  const other = terms[index + 2]
  if (other === undefined || !isHour(other)) return false
  if (has(terms, index + 3, 'hour')) return true
  const said = (from: number, to: number) =>
    terms
      .slice(Math.max(0, from), to)
      .some(({ month, roles }) => month !== null || roles.has('month'))
  return !said(index - 4, index) && !said(index + 3, index + 6)
}

const mostHourWords = 3

function pastHour(terms: readonly Term[], index: number): number {
  let end = index
  while (end < index + mostHourWords && has(terms, end, 'hour')) end += 1
  return end
}

function partOf(terms: readonly Term[], start: number, end: number): PartOfDay | null {
  const hour = terms.slice(start, end).find(({ number }) => number !== null)?.number ?? null
  if (hour === null) return null
  const taken = terms.slice(start, end)
  const before = has(terms, start - 1, 'before', 'beforeHour', 'until')
  if (before) return hour === 12 ? 'morning' : null
  if (taken.some(({ roles }) => roles.has('pm')))
    return hour === 12 || hour < 5 ? 'afternoon' : 'evening'
  if (taken.some(({ roles }) => roles.has('am'))) return 'morning'
  if (hour >= 17 || (hour >= 5 && hour <= 8)) return 'evening'
  if (hour >= 12 || hour < 5) return 'afternoon'
  return 'morning'
}
