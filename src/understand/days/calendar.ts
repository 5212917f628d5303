import type { LocalDay } from '../understood.ts'

/**
 * A calendar day, as the number of days since 1 January 1970: adding and comparing days happens
 * many times a message, and a number does it fastest. No clock, time zone or change of the clock
 * comes into it.
 */
export type Day = number

/** Days from `start` to `end`, both included. */
export interface Span {
  readonly start: Day
  readonly end: Day
}

const millisecondsADay = 86_400_000

/** The year, month (1 to 12) and day of the month of a day. */
export function dateOf(day: Day) {
  const date = new Date(day * millisecondsADay)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** The day with that date; a month over 12 or under 1 is in another year. */
const dayAt = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / millisecondsADay

const isoDay = /^(\d{4})-(\d{2})-(\d{2})/

const isLocalDay = (text: string): text is LocalDay => isoDay.test(text)

/**
 * Reads the day at the beginning of a local date or date-time.
 *
 * @throws {RangeError} when it does not begin with a calendar day
 */
export function readDay(text: string): Day {
  const [, year, month, day] = isoDay.exec(text) ?? []
  const found = dayOf(Number(year), Number(month), Number(day))
  if (found === null) throw new RangeError('A local date does not begin with a calendar day')
  return found
}

/** Writes a day as `YYYY-MM-DD`; null outside the years 0000 to 9999. */
export function writeDay(day: Day): LocalDay | null {
  const date = new Date(day * millisecondsADay)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
  return isLocalDay(text) ? text : null
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1

export const oneDay = (day: Day): Span => ({ start: day, end: day })

/** That weekday (1 Monday to 7 Sunday) in the week, Monday to Sunday, of the day. */
export const inWeekOf = (day: Day, weekday: number): Day => day + weekday - weekdayOf(day)

/** The first such weekday after the day. */
export const weekdayAfter = (day: Day, weekday: number): Day =>
  day + ((weekday - weekdayOf(day) + 6) % 7) + 1

/** The last such weekday before the day. */
export const weekdayBefore = (day: Day, weekday: number): Day =>
  day - ((weekdayOf(day) - weekday + 6) % 7) - 1

/** Monday to Sunday. */
export const weekOf = (day: Day): Span => ({ start: inWeekOf(day, 1), end: inWeekOf(day, 7) })

/** Saturday and Sunday. */
export const weekendOf = (day: Day): Span => ({ start: inWeekOf(day, 6), end: inWeekOf(day, 7) })

/** The month of the day, or one so many months later. */
export function monthOf(day: Day, later = 0): Span {
  const { year, month } = dateOf(day)
  return { start: dayAt(year, month + later, 1), end: dayAt(year, month + later + 1, 0) }
}

/** The same day of a later month, or its last day when it has no such day. */
export function plusMonths(day: Day, months: number): Day {
  const { start, end } = monthOf(day, months)
  return Math.min(start + dateOf(day).day - 1, end)
}

/** The day of the calendar, or null when there is none such (31 April). */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!(month >= 1 && month <= 12 && day >= 1)) return null
  const found = dayAt(year, month, day)
  return found < dayAt(year, month + 1, 1) ? found : null
}

/** The first such day and month that is not over yet: within a year, or four for 29 February. */
export function comingDate(today: Day, month: number, day: number): Day | null {
  const { year: thisYear } = dateOf(today)
  for (let year = thisYear; year <= thisYear + 4; year += 1) {
    const date = dayOf(year, month, day)
    if (date !== null && date >= today) return date
  }
  return null
}

/** The first month of that name that is not over yet. */
export function comingMonth(today: Day, month: number): Span {
  const { year, month: thisMonth } = dateOf(today)
  return monthOf(dayAt(month < thisMonth ? year + 1 : year, month, 1))
}

/** The first day with that number in its month, from today on, and on that weekday if it matters. */
export function comingDayNumber(today: Day, day: number, weekday: number | null): Day | null {
  for (let months = 0; months <= 14; months += 1) {
    const { start, end } = monthOf(today, months)
    const date = start + day - 1
    if (date > end || date < today) continue
    if (weekday === null || weekdayOf(date) === weekday) return date
  }
  return null
}

/** A year written in two figures is in this century. */
export const fullYear = (year: number, digits: number): number =>
  digits === 2 ? 2000 + year : year
