import { Temporal } from 'temporal-polyfill'

/** A time in the week at which an activity takes place, on the city's clocks. */
export interface WeeklySlot {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** Local time, such as `13:00`. */
  readonly from: string
  readonly until: string
  /** 1 for every week, 2 for every other week. */
  readonly everyWeeks: number
  /** With every other week: which of the two, 0 or 1. */
  readonly weekOffset: number
}

/** One time that an activity takes place, before it has an id. */
export interface PlannedSession {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** A Monday from which weeks are counted, so that every other week stays the same one, whatever day it is today. */
const firstMonday = Temporal.PlainDate.from('2024-01-01')
const daysInAWeek = 7

/**
 * Lists when an activity takes place, soonest first. A session at 13:00 is at 13:00 on the city's
 * clocks in summer and in winter.
 *
 * @param firstDay the first day that counts, `YYYY-MM-DD` in the city's time zone
 * @param timeZone IANA name
 * @example sessionsFor([{ weekday: 6, from: '13:00', until: '15:00', everyWeeks: 1, weekOffset: 0 }], '2026-11-23', 8, 'Europe/Amsterdam')
 */
export function sessionsFor(
  slots: readonly WeeklySlot[],
  firstDay: string,
  weeks: number,
  timeZone: string,
): readonly PlannedSession[] {
  const start = Temporal.PlainDate.from(firstDay)
  return slots
    .flatMap((slot) =>
      daysOf(slot, start, weeks).map((day) => ({
        startsAt: momentOf(day, slot.from, timeZone),
        endsAt: momentOf(day, slot.until, timeZone),
      })),
    )
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

function daysOf(
  slot: WeeklySlot,
  start: Temporal.PlainDate,
  weeks: number,
): readonly Temporal.PlainDate[] {
  const days = (slot.weekday - start.dayOfWeek + daysInAWeek) % daysInAWeek
  const first = start.add({ days })
  const firstWeek = Math.floor(firstMonday.until(first).days / daysInAWeek)
  return Array.from({ length: weeks }, (_, week) => week)
    .filter((week) => (firstWeek + week - slot.weekOffset) % slot.everyWeeks === 0)
    .map((week) => first.add({ days: week * daysInAWeek }))
}

function momentOf(day: Temporal.PlainDate, time: string, timeZone: string): Date {
  const moment = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
  return new Date(moment.epochMilliseconds)
}
