import { Temporal } from 'temporal-polyfill'
import type { SourceSession } from '../item.ts'
import { remember } from './remember.ts'
import { type Node, property, textOf } from './schema-org.ts'

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

/** Reads `startDate` with `endDate` or `duration`: dates and times of ISO 8601, without a zone on the city's clocks. */
export function timesOf(node: Node, timeZone: string): TimesOutcome {
  const startTyped = textOf(property(node, 'startDate'))
  if (startTyped === '')
    return { kind: 'bad', code: 'noStart', said: textOf(property(node, 'name')) }
  const startsAt = readMoment(startTyped, timeZone)
  if (startsAt === null) return { kind: 'bad', code: 'unknownDate', said: startTyped }
  const endTyped = textOf(property(node, 'endDate'))
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
  const said = textOf(property(node, 'duration'))
  if (said === '')
    return isDay(textOf(property(node, 'startDate'))) ? 86_400_000 : usualMilliseconds
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

/** A session at its times. */
export const sessionAt = (
  node: Node,
  externalId: string,
  { startsAt, endsAt }: ReadTimes,
  capacity: number | null,
): SourceSession => ({
  ...{ externalId, startsAt, endsAt, capacity },
  isCancelled: /Event(Cancelled|Postponed)$/.test(textOf(property(node, 'eventStatus'))),
})
