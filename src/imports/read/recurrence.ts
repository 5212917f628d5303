import ICAL from 'ical.js'
import { type ClockTime, clockAt, momentOnClock } from './time-zones.ts'

/** Something that repeats, with what its exceptions say. */
export interface Recurrence {
  readonly start: ClockTime
  readonly timeZone: string
  readonly rules: readonly ICAL.Recur[]
  /** Further moments, and moments that are left out. */
  readonly added: readonly Date[]
  readonly excluded: readonly Date[]
}

/** From when until when it is written out. */
export interface Span {
  readonly from: Date
  readonly until: Date
}

/** When it takes place; `isCut` when there is more than is written out. */
export interface Occurrences {
  readonly startsAt: readonly Date[]
  /** What the rules give before anything is left out: by these an occurrence keeps its name. */
  readonly beforeExceptions: readonly Date[]
  readonly isCut: boolean
}

/** Nobody plans further than this by hand. */
const mostOccurrences = 400

const dayMilliseconds = 24 * 3_600_000

/** A series of years ago is walked through from its beginning. */
const mostSteps = 2_000

/**
 * Writes out a recurrence (RFC 5545, sections 3.3.10 and 3.8.5), on the clocks of its zone: ten o'clock stays
 * ten o'clock when summer time begins or ends.
 */
export function occurrencesOf(recurrence: Recurrence, { from, until }: Span): Occurrences {
  const { start, timeZone, rules, added, excluded } = recurrence
  const found = new Set(added.map((at) => at.getTime()))
  let isCut = false
  // Without a rule it takes place at its beginning, and at what is added.
  if (rules.length === 0) found.add(momentOnClock(start, timeZone).getTime())
  for (const rule of rules) {
    if (rule.freq === 'SECONDLY' || rule.freq === 'MINUTELY') {
      // No activity of a city is so.
      isCut = true
      continue
    }
    const first = nearBeginning(rule, start, from)
    const dates = withLocalUntil(rule, timeZone).iterator(ICAL.Time.fromData(first))
    for (let step = 0; ; step += 1) {
      const next = dates.next()
      if (!next) break
      if (step >= mostSteps) {
        isCut = true
        break
      }
      // No zone is further from UTC than a day: what is surely past needs no zone to be left out.
      const { year, month, day, hour, minute, second } = next
      const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
      if (asUtc < from.getTime() - dayMilliseconds) continue
      const at = momentOnClock(next, timeZone)
      if (at >= until) break
      if (at >= from) found.add(at.getTime())
      if (found.size > mostOccurrences + excluded.length) {
        isCut = true
        break
      }
    }
  }
  const left = new Set(excluded.map((at) => at.getTime()))
  const all = [...found]
    .filter((at) => at >= from.getTime() && at < until.getTime())
    .toSorted((one, other) => one - other)
    .map((at) => new Date(at))
  const times = all.filter((at) => !left.has(at.getTime()))
  return {
    startsAt: times.slice(0, mostOccurrences),
    beforeExceptions: all,
    isCut: isCut || times.length > mostOccurrences,
  }
}

/**
 * Where to begin with a rule that has gone on for long: a whole number of its periods after its beginning. One
 * that counts its times, or chooses between them, is gone through from there.
 */
function nearBeginning(rule: ICAL.Recur, start: ClockTime, from: Date): ClockTime {
  const days = rule.freq === 'DAILY' ? 1 : rule.freq === 'WEEKLY' ? 7 : null
  if (days === null || rule.count !== null || rule.getComponent('BYSETPOS').length > 0) return start
  const { year, month, day } = start
  const beginning = Date.UTC(year, month - 1, day)
  const period = days * Math.max(1, rule.interval) * dayMilliseconds
  const periods = Math.floor((from.getTime() - beginning) / period) - 1
  if (periods <= 0) return start
  const later = new Date(beginning + periods * period)
  const [laterYear, laterMonth, laterDay] = [
    later.getUTCFullYear(),
    later.getUTCMonth() + 1,
    later.getUTCDate(),
  ]
  return { ...start, year: laterYear, month: laterMonth, day: laterDay }
}

/** A rule ends at a moment in UTC, while its times are walked through on local clocks. */
function withLocalUntil(rule: ICAL.Recur, timeZone: string): ICAL.Recur {
  const own = rule.clone()
  const { until } = own
  if (until !== null && !until.isDate && until.zone === ICAL.Timezone.utcTimezone) {
    own.until = ICAL.Time.fromData(clockAt(until.toJSDate(), timeZone))
  }
  return own
}
