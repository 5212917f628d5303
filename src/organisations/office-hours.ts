import { Temporal } from 'temporal-polyfill'

/** Hours on one weekday (1 Monday to 7 Sunday) in which somebody answers; local times HH:MM. */
export interface OfficeHour {
  readonly weekday: number
  readonly fromTime: string
  readonly untilTime: string
}

/** What counts where neither the organisation nor the city's team has said its hours. */
export const usualHours: readonly OfficeHour[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  fromTime: '09:00',
  untilTime: '17:00',
}))

/**
 * When an office is open: `openNow`, and otherwise the next opening within a week; null when there
 * are no hours at all.
 */
export function openingAt(
  hours: readonly OfficeHour[],
  at: Date,
  timeZone: string,
): { readonly openNow: boolean; readonly opensAt: Date | null } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const today = local.toPlainDate()
  const spans = Array.from({ length: 8 }, (_, days) => today.add({ days })).flatMap((day) =>
    hours
      .filter(({ weekday }) => weekday === day.dayOfWeek)
      .map(({ fromTime, untilTime }) => ({
        from: moment(day, fromTime, timeZone),
        until: moment(day, untilTime, timeZone),
      })),
  )
  if (spans.some(({ from, until }) => from <= at && at < until)) {
    return { openNow: true, opensAt: null }
  }
  const later = spans.map(({ from }) => from).filter((from) => from > at)
  const [opensAt = null] = later.toSorted((one, other) => one.getTime() - other.getTime())
  return { openNow: false, opensAt }
}

function moment(day: Temporal.PlainDate, time: string, timeZone: string): Date {
  const zoned = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
  return new Date(zoned.epochMilliseconds)
}
