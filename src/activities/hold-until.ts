import { Temporal } from 'temporal-polyfill'

/** Local times HH:MM between which nothing is sent unasked; the first may be later than the second. */
export interface QuietHours {
  readonly quietFrom: string
  readonly quietUntil: string
  readonly timeZone: string
}

const minuteMilliseconds = 60_000
const shortestHoldMilliseconds = 15 * minuteMilliseconds
const longestHoldMilliseconds = 24 * 60 * minuteMilliseconds

/**
 * The end of the quiet hours that a moment is in; null when it is not in them.
 *
 * @throws {RangeError} when a time is not HH:MM.
 */
export function quietEnd(at: Date, quiet: QuietHours): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
    quiet.timeZone,
  )
  const from = Temporal.PlainTime.from(quiet.quietFrom)
  const until = Temporal.PlainTime.from(quiet.quietUntil)
  const time = local.toPlainTime()
  const isAfterFrom = Temporal.PlainTime.compare(time, from) >= 0
  const isBeforeUntil = Temporal.PlainTime.compare(time, until) < 0
  const overNight = Temporal.PlainTime.compare(from, until) > 0
  if (overNight ? !isAfterFrom && !isBeforeUntil : !isAfterFrom || !isBeforeUntil) return null
  const day = local.toPlainDate().add({ days: overNight && isAfterFrom ? 1 : 0 })
  const end = day.toZonedDateTime({ timeZone: quiet.timeZone, plainTime: until })
  return new Date(end.epochMilliseconds)
}

/**
 * Until when a place is held for who was waiting: a quarter of the time that is left, a quarter of
 * an hour at the least, a day at the most, and never past the beginning. Nobody has to answer at night: what
 * would end in quiet hours, or within the shortest time after them, is held until then.
 */
export function holdUntil(offeredAt: Date, startsAt: Date, quiet: QuietHours): Date {
  const from = quietEnd(offeredAt, quiet) ?? offeredAt
  const left = startsAt.getTime() - from.getTime()
  const held = Math.min(longestHoldMilliseconds, Math.max(shortestHoldMilliseconds, left / 4))
  const end = new Date(from.getTime() + held)
  const morning = quietEnd(end, quiet)
  const kind = morning === null ? end : new Date(morning.getTime() + shortestHoldMilliseconds * 4)
  return kind < startsAt ? kind : startsAt
}
