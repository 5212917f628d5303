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

/** The day so many days later. */
export function addDays(day: LocalDay, days: number): LocalDay {
  return asLocalDay(Temporal.PlainDate.from(day).add({ days }))
}

/** The first such weekday (1 Monday to 7 Sunday), the day itself included. */
export function nextWeekday(day: LocalDay, weekday: number): LocalDay {
  return addDays(day, (weekday - Temporal.PlainDate.from(day).dayOfWeek + 7) % 7)
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: LocalDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

/** What a clock shows in the time zone, `HH:MM`. */
export function localTime(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** Whether a clock time `HH:MM` is in the quiet hours, which may go over midnight. */
export function isQuietTime(
  time: string,
  { quietFrom, quietUntil }: { readonly quietFrom: string; readonly quietUntil: string },
): boolean {
  return quietFrom <= quietUntil
    ? quietFrom <= time && time < quietUntil
    : quietFrom <= time || time < quietUntil
}

/** How many days the second day is later than the first. */
export function daysBetween(first: LocalDay, second: LocalDay): number {
  return Temporal.PlainDate.from(first).until(second, { largestUnit: 'day' }).days
}

/** The moment at which a clock in the time zone shows this time, `HH:MM`, on this day. */
export function momentOf(day: LocalDay, clockTime: string, timeZone: string): Date {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: clockTime,
  })
  return new Date(epochMilliseconds)
}

/** The moment at which a day begins in the time zone. */
export const startOfDay = (day: LocalDay, timeZone: string): Date =>
  momentOf(day, '00:00', timeZone)

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}
