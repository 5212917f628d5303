import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { LocalDay } from '../understand/understood.ts'

const isoDate = z.iso.date()

/** Tells whether a text is a calendar day, `YYYY-MM-DD`. */
export function isLocalDay(value: unknown): value is LocalDay {
  return isoDate.safeParse(value).success
}

function asLocalDay(date: Temporal.PlainDate): LocalDay {
  const day = date.toString()
  if (isLocalDay(day)) return day
  throw new RangeError('The day is outside the years 0000 to 9999.')
}

/** The calendar day of a moment in a time zone. */
export function localDay(at: Date, timeZone: string): LocalDay {
  return asLocalDay(zoned(at, timeZone).toPlainDate())
}

/** Local date and time of a moment, `YYYY-MM-DDTHH:mm`. */
export function localDateTime(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** The moment at which a day begins in a time zone; where the clock skips midnight, the first there is. */
export function startOfDay(day: LocalDay, timeZone: string): Date {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone)
  return new Date(start.epochMilliseconds)
}

/** The day so many days later. */
export function addDays(day: LocalDay, days: number): LocalDay {
  return asLocalDay(Temporal.PlainDate.from(day).add({ days }))
}

/** The first such weekday (1 Monday to 7 Sunday), the day itself included. */
export function nextWeekday(day: LocalDay, weekday: number): LocalDay {
  return addDays(day, (weekday - Temporal.PlainDate.from(day).dayOfWeek + 7) % 7)
}

/** The moment at which the next day begins in a time zone. */
export function startOfDayAfter(at: Date, timeZone: string): Date {
  const next = zoned(at, timeZone).add({ days: 1 }).startOfDay()
  return new Date(next.epochMilliseconds)
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}
