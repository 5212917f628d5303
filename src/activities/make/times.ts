import { Temporal } from 'temporal-polyfill'
import { understand } from '../../understand/understand.ts'
import type { UnderstandingContext } from '../../understand/understood.ts'
import { localDateTime } from '../local-day.ts'

/** One time that an activity takes place, as moments in UTC. */
export interface Time {
  readonly startsAt: string
  readonly endsAt: string
}

export type ReadTimes =
  | { readonly kind: 'read'; readonly times: readonly Time[] }
  | { readonly kind: 'noDay' | 'past' }

/** How long something takes of which only the beginning is said. */
const usualHours = 2

/** More than these are made by repeating. */
const mostTimes = 10

/**
 * Reads "zaterdag van 10 tot 12 uur, dinsdag 14.00-16.00" as moments; each has its own day and time.
 *
 * @param now the moment of asking: nothing is put in that has begun.
 */
export function readTimes(
  typed: string,
  where: { readonly now: Date; readonly timeZone: string } & Pick<UnderstandingContext, 'places'>,
): ReadTimes {
  const { now, timeZone, places } = where
  const context = { now: localDateTime(now, timeZone), places }
  const times: Time[] = []
  for (const part of parts(typed, context)) {
    const { days, clock } = understand(part, context).when
    if (days === null || clock === null || days.start !== days.end) return { kind: 'noDay' }
    const at = (time: string) => Temporal.PlainDateTime.from(`${days.start}T${time}`)
    const startsAt = at(clock.from).toZonedDateTime(timeZone)
    const endsAt =
      clock.until === null
        ? startsAt.add({ hours: usualHours })
        : at(clock.until).toZonedDateTime(timeZone)
    if (startsAt.epochMilliseconds <= now.getTime()) return { kind: 'past' }
    times.push({ startsAt: utc(startsAt), endsAt: utc(endsAt) })
  }
  const sorted = times.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  return times.length === 0 || times.length > mostTimes
    ? { kind: 'noDay' }
    : { kind: 'read', times: sorted }
}

/** Parts with a day and a time each: "zaterdag 28 november, 10.00 uur" is one, though it has a comma. */
function parts(typed: string, context: UnderstandingContext): readonly string[] {
  const found: string[] = []
  for (const piece of typed.split(/[;,\n]/)) {
    const last = found.at(-1)
    const isWhole = last !== undefined && understand(last, context).when.clock !== null
    if (last === undefined || isWhole) found.push(piece)
    else found[found.length - 1] = `${last} ${piece}`
  }
  return found.filter((piece) => piece.trim() !== '')
}

const utc = (at: Temporal.ZonedDateTime) => new Date(at.epochMilliseconds).toISOString()

/** The same times, so many weeks later: on the same clock, also when summer time begins or ends. */
export function weeksLater(times: readonly Time[], weeks: number, timeZone: string): Time[] {
  const later = (at: string) =>
    utc(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).add({ weeks }))
  return times.map(({ startsAt, endsAt }) => ({ startsAt: later(startsAt), endsAt: later(endsAt) }))
}

/** The times of so many weeks in a row, soonest first. */
export function everyWeek(times: readonly Time[], weeks: number, timeZone: string): Time[] {
  return Array.from({ length: weeks }, (_, week) => weeksLater(times, week, timeZone))
    .flat()
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
}
