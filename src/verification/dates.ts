import { z } from 'zod'
import type { Step } from './report.ts'

/** Clocks of issuers differ a little from ours. */
const leewayMilliseconds = 120_000

const dateTime = z.iso.datetime({ offset: true })

/** A date that can be shown; null for what is none, or lies outside of living memory. */
export function shownDate(written: string | null): string | null {
  const isDate = written !== null && dateTime.safeParse(written).success
  return isDate && /^(?:19|20|21)\d\d-/.test(written) ? written : null
}

/** From and until when something counts, as written: date-times with an offset (ISO 8601). */
export interface Period {
  readonly from: string | null
  readonly until: string | null
}

/** When each period is over: none of several may be missed. */
export function checkDates(periods: readonly Period[], now: Date): Step {
  const froms = periods.flatMap(({ from }) => (from === null ? [] : [from]))
  const untils = periods.flatMap(({ until }) => (until === null ? [] : [until]))
  const isReadable = [...froms, ...untils].every((at) => dateTime.safeParse(at).success)
  if (!isReadable || froms.length === 0) {
    return { step: 'dates', outcome: 'fault', code: 'unreadable' }
  }
  if (froms.some((from) => Date.parse(from) > now.getTime() + leewayMilliseconds)) {
    return { step: 'dates', outcome: 'fault', code: 'not-yet' }
  }
  if (untils.some((until) => Date.parse(until) <= now.getTime())) {
    return { step: 'dates', outcome: 'fault', code: 'expired' }
  }
  return { step: 'dates', outcome: 'ok', code: untils.length === 0 ? 'no-end' : 'until' }
}

/** Writes the seconds of a JWT's `nbf` and `exp` (RFC 7519) as a date-time; null when there are none. */
export function dateTimeOfSeconds(seconds: unknown): string | null {
  if (seconds === undefined) return null
  const isTime = typeof seconds === 'number' && Math.abs(seconds) < 8.64e12
  // What is no time is kept as a text that cannot be read as one.
  return isTime ? new Date(seconds * 1000).toISOString() : String(seconds)
}
