import { Temporal } from 'temporal-polyfill'

/** A calendar day. */
export type Day = Temporal.PlainDate

/** Days from `start` to `end`, both included. */
export interface Span {
  readonly start: Day
  readonly end: Day
}

export const oneDay = (day: Day): Span => ({ start: day, end: day })

export const plusDays = (day: Day, days: number): Day => day.add({ days })

export const isBefore = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) < 0

/** That weekday (1 Monday to 7 Sunday) in the week, Monday to Sunday, of the day. */
export const inWeekOf = (day: Day, weekday: number): Day => plusDays(day, weekday - day.dayOfWeek)

/** The first such weekday after the day. */
export const weekdayAfter = (day: Day, weekday: number): Day =>
  plusDays(day, ((weekday - day.dayOfWeek + 6) % 7) + 1)

/** The last such weekday before the day. */
export const weekdayBefore = (day: Day, weekday: number): Day =>
  plusDays(day, -(((day.dayOfWeek - weekday + 6) % 7) + 1))

/** Monday to Sunday. */
export const weekOf = (day: Day): Span => ({ start: inWeekOf(day, 1), end: inWeekOf(day, 7) })

/** Saturday and Sunday. */
export const weekendOf = (day: Day): Span => ({ start: inWeekOf(day, 6), end: inWeekOf(day, 7) })

export const monthOf = (day: Day): Span => ({
  start: day.with({ day: 1 }),
  end: day.with({ day: day.daysInMonth }),
})

/** The day of the calendar, or null when there is none such (31 April). */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1) return null
  const first = new Temporal.PlainDate(year, month, 1)
  return day > first.daysInMonth ? null : first.with({ day })
}

/** The first such day and month that is not over yet: within a year, or four for 29 February. */
export function comingDate(today: Day, month: number, day: number): Day | null {
  for (let year = today.year; year <= today.year + 4; year += 1) {
    const date = dayOf(year, month, day)
    if (date !== null && !isBefore(date, today)) return date
  }
  return null
}

/** The first month of that name that is not over yet. */
export function comingMonth(today: Day, month: number): Span {
  const year = month < today.month ? today.year + 1 : today.year
  return monthOf(new Temporal.PlainDate(year, month, 1))
}

/** The first day with that number in its month, from today on, and on that weekday if it matters. */
export function comingDayNumber(today: Day, day: number, weekday: number | null): Day | null {
  for (let months = 0; months <= 14; months += 1) {
    const month = today.with({ day: 1 }).add({ months })
    const date = dayOf(month.year, month.month, day)
    if (date === null || isBefore(date, today)) continue
    if (weekday === null || date.dayOfWeek === weekday) return date
  }
  return null
}

/** A year written in two figures is in this century. */
export const fullYear = (year: number, digits: number): number =>
  digits === 2 ? 2000 + year : year
