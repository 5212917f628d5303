import { Temporal } from 'temporal-polyfill'
import type { SourceSession } from '../item.ts'
import { remember } from './remember.ts'
import { each, isNode, type Node, textOf } from './schema-org.ts'
import { momentIn } from './values.ts'

/** When something begins and ends. */
export interface ReadTimes {
  readonly startsAt: Date
  readonly endsAt: Date
}

export type TimesOutcome =
  | { readonly kind: 'times'; readonly times: ReadTimes }
  | {
      readonly kind: 'bad'
      readonly code: 'noStart' | 'unknownDate' | 'endsBeforeStart'
      readonly said: string
    }

/** How long something takes of which only the beginning is said. */
const usualMilliseconds = 2 * 3_600_000

const mostOccurrences = 400

const dayMilliseconds = 24 * 3_600_000

/** A schedule is walked through for so many days from its beginning. */
const mostDays = 5_000

/** Reads `startDate` with `endDate` or `duration`: dates and times of ISO 8601, without a zone on the city's clocks. */
export function timesOf(node: Node, timeZone: string): TimesOutcome {
  const startTyped = textOf(node.startDate)
  if (startTyped === '') return { kind: 'bad', code: 'noStart', said: textOf(node.name) }
  const startsAt = readMoment(startTyped, timeZone)
  if (startsAt === null) return { kind: 'bad', code: 'unknownDate', said: startTyped }
  const endTyped = textOf(node.endDate)
  const end = endTyped === '' ? null : readMoment(endTyped, timeZone)
  if (endTyped !== '' && end === null) return { kind: 'bad', code: 'unknownDate', said: endTyped }
  const endsAt = end ?? new Date(startsAt.getTime() + lengthOf(node))
  // A day alone as the end is that day, to its end.
  const whole = end !== null && isDay(endTyped) ? new Date(endsAt.getTime() + 86_400_000) : endsAt
  return whole > startsAt
    ? { kind: 'times', times: { startsAt, endsAt: whole } }
    : { kind: 'bad', code: 'endsBeforeStart', said: `${startTyped} ${endTyped}` }
}

const isDay = (typed: string) => /^\d{4}-\d{2}-\d{2}$/.test(typed)

function lengthOf(node: Node): number {
  const said = textOf(node.duration)
  if (said === '') return isDay(textOf(node.startDate)) ? 86_400_000 : usualMilliseconds
  try {
    const milliseconds = Temporal.Duration.from(said).total('millisecond')
    return milliseconds > 0 ? milliseconds : usualMilliseconds
  } catch {
    return usualMilliseconds
  }
}

/** A moment of ISO 8601; without a zone it is what the clocks of the city show. */
export function readMoment(typed: string, timeZone: string): Date | null {
  const isZoned = typed.includes('T') && /[zZ]$|[+-]\d{2}:?\d{2}$/.test(typed)
  const at = isZoned ? readInstant(typed) : readLocal(`${typed} ${timeZone}`)
  return at === null ? null : new Date(at)
}

const readInstant = remember((typed) => {
  try {
    return Temporal.Instant.from(typed).epochMilliseconds
  } catch {
    return null
  }
})

/** What stands before the last space is the time, and behind it the zone. */
const readLocal = remember((typed) => {
  const space = typed.lastIndexOf(' ')
  try {
    const at = Temporal.PlainDateTime.from(typed.slice(0, space))
    return at.toZonedDateTime(typed.slice(space + 1)).epochMilliseconds
  } catch {
    return null
  }
})

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/**
 * Writes out `eventSchedule` and `courseSchedule` (schema.org Schedule) with days of the week and a
 * frequency of a day or of weeks; exceptions are left out.
 */
export function scheduledTimes(
  schedules: unknown,
  span: { readonly timeZone: string; readonly from: Date; readonly until: Date },
): readonly ReadTimes[] {
  return each(schedules)
    .filter(isNode)
    .flatMap((schedule) => writtenOut(schedule, span))
    .slice(0, mostOccurrences)
}

function writtenOut(
  schedule: Node,
  span: { readonly timeZone: string; readonly from: Date; readonly until: Date },
): readonly ReadTimes[] {
  const timeZone = textOf(schedule.scheduleTimezone) || span.timeZone
  const found: ReadTimes[] = []
  try {
    const first = Temporal.PlainDate.from(textOf(schedule.startDate))
    const last = textOf(schedule.endDate)
    const from = Temporal.PlainTime.from(textOf(schedule.startTime))
    const endTyped = textOf(schedule.endTime)
    const until = endTyped === '' ? from.add({ hours: 2 }) : Temporal.PlainTime.from(endTyped)
    const frequency = /^P(\d{1,2})([DW])$/.exec(textOf(schedule.repeatFrequency))
    const interval = Number(frequency?.[1] ?? 1) * (frequency?.[2] === 'D' ? 1 : 7)
    const most = Number(textOf(schedule.repeatCount)) || mostOccurrences
    const days = each(schedule.byDay)
      .map((day) => weekdays.indexOf(textOf(day).replace(/^.*\//, '')) + 1)
      .filter((day) => day > 0)
    const except = new Set(each(schedule.exceptDate).map((day) => textOf(day).slice(0, 10)))
    const end = last === '' ? null : numberOf(Temporal.PlainDate.from(last))
    const firstNumber = numberOf(first)
    const monday = firstNumber - (first.dayOfWeek - 1)
    const lookFrom = Math.floor(span.from.getTime() / dayMilliseconds) - 1
    const lookUntil = Math.ceil(span.until.getTime() / dayMilliseconds) + 1
    let count = 0
    for (let number = firstNumber; number <= Math.min(end ?? lookUntil, lookUntil); number += 1) {
      if (count >= most || found.length >= mostOccurrences || number - firstNumber > mostDays) break
      const isOn =
        days.length === 0
          ? (number - firstNumber) % interval === 0
          : days.includes(weekdayOf(number)) &&
            Math.floor((number - monday) / 7) % Math.max(1, interval / 7) < 1
      if (!isOn) continue
      count += 1
      if (number < lookFrom) continue
      const day = dayOf(number)
      const startsAt = momentIn(day, from, timeZone)
      if (except.has(day.toString()) || startsAt < span.from || startsAt >= span.until) continue
      const isNextDay = Temporal.PlainTime.compare(until, from) <= 0
      const endsAt = momentIn(isNextDay ? day.add({ days: 1 }) : day, until, timeZone)
      if (endsAt > startsAt) found.push({ startsAt, endsAt })
    }
  } catch (cause) {
    // A schedule that cannot be read has no times.
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause
  }
  return found
}

/** Days as numbers from 1970 on, which are quick to count with. */
const numberOf = ({ year, month, day }: Temporal.PlainDate) =>
  Date.UTC(year, month - 1, day) / dayMilliseconds

const dayOf = (number: number) =>
  Temporal.PlainDate.from(new Date(number * dayMilliseconds).toISOString().slice(0, 10))

/** 1 Monday to 7 Sunday: the first of January 1970 was a Thursday. */
const weekdayOf = (number: number) => ((((number + 3) % 7) + 7) % 7) + 1

/** A session at its times. */
export const sessionAt = (
  node: Node,
  externalId: string,
  { startsAt, endsAt }: ReadTimes,
  capacity: number | null,
): SourceSession => ({
  ...{ externalId, startsAt, endsAt, capacity },
  isCancelled: /Event(Cancelled|Postponed)$/.test(textOf(node.eventStatus)),
})
