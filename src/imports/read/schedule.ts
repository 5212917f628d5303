import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import type { Problem } from '../item.ts'
import { dayNames } from './day-names.ts'
import { type Occurrences, occurrencesOf, type Span } from './recurrence.ts'
import { each, isNode, type Node, scheduleProperty, textOf } from './schema-org.ts'
import { momentIn } from './values.ts'

/** One time of a schedule, by what it is called within its schedules. */
export interface ScheduledTime {
  readonly name: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/** What schedules come to; of one that cannot be read, why. */
export interface ScheduledTimes {
  readonly times: readonly ScheduledTime[]
  readonly problems: readonly Problem[]
}

/** How long something takes of which only the beginning is said. */
const usualHours = 2

const midnight = new Temporal.PlainTime()

/** Reads `eventSchedule` and `courseSchedule`: one schema.org Schedule or several, written out over a span. */
export function scheduledTimes(
  schedules: unknown,
  { timeZone, span }: { readonly timeZone: string; readonly span: Span },
): ScheduledTimes {
  const problems: Problem[] = []
  const found: { readonly startsAt: Date; readonly endsAt: Date }[] = []
  const before: Date[] = []
  for (const schedule of each(schedules).filter(isNode)) {
    const read = readSchedule(schedule, timeZone, span)
    if (read === null) {
      problems.push({ code: 'unknownSchedule', said: saidOf(schedule) })
      continue
    }
    if (read.isCut) problems.push({ code: 'tooManyTimes', said: saidOf(schedule) })
    before.push(...read.beforeExceptions)
    found.push(...read.startsAt.map((startsAt) => ({ startsAt, endsAt: read.endOf(startsAt) })))
  }
  const names = dayNames(before, timeZone)
  const times = found.map((time) => ({ ...time, name: names.get(time.startsAt.getTime()) ?? '' }))
  return { times: times.filter(({ startsAt, endsAt }) => endsAt > startsAt), problems }
}

const saidOf = (schedule: Node) =>
  (['repeatFrequency', 'startDate', 'startTime'] as const)
    .map((name) => textOf(scheduleProperty(schedule, name)))
    .filter((said) => said !== '')
    .join(' ')

type ReadSchedule = Occurrences & { readonly endOf: (startsAt: Date) => Date }

/** Null for a schedule that cannot be read: no times are made up. */
function readSchedule(schedule: Node, cityZone: string, span: Span): ReadSchedule | null {
  const said = (name: Parameters<typeof scheduleProperty>[1]) =>
    textOf(scheduleProperty(schedule, name))
  try {
    const timeZone = said('scheduleTimezone') || cityZone
    const first = Temporal.PlainDate.from(said('startDate'))
    const from = Temporal.PlainTime.from(said('startTime'))
    const until =
      said('endTime') === ''
        ? from.add(
            said('duration') === ''
              ? { hours: usualHours }
              : Temporal.Duration.from(said('duration')),
          )
        : Temporal.PlainTime.from(said('endTime'))
    const last = said('endDate') === '' ? null : Temporal.PlainDate.from(said('endDate'))
    const rule = ruleOf(schedule, last)
    if (rule === null) return null
    const { year, month, day } = first
    const { hour, minute, second } = from
    const excluded = each(scheduleProperty(schedule, 'exceptDate')).map((except) =>
      momentIn(Temporal.PlainDate.from(textOf(except).slice(0, 10)), from, timeZone),
    )
    const start = { year, month, day, hour, minute, second }
    const rules = rule === 'once' ? [] : [rule]
    const end = last === null ? span.until : momentIn(last.add({ days: 1 }), midnight, timeZone)
    const within = { ...span, until: end < span.until ? end : span.until }
    const occurrences = occurrencesOf({ start, timeZone, rules, added: [], excluded }, within)
    const isNextDay = Temporal.PlainTime.compare(until, from) <= 0
    const endOf = (startsAt: Date) => {
      const date = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime())
        .toZonedDateTimeISO(timeZone)
        .toPlainDate()
      return momentIn(isNextDay ? date.add({ days: 1 }) : date, until, timeZone)
    }
    return { ...occurrences, endOf }
  } catch (cause) {
    // Both libraries throw at what they cannot read.
    if (cause instanceof Error) return null
    throw cause
  }
}

const frequencies = { D: 'DAILY', W: 'WEEKLY', M: 'MONTHLY', Y: 'YEARLY' } as const
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const dayNamesOfSchema = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
]

/** The rule of a schedule, as RFC 5545 has rules; null when it says what no rule says. */
function ruleOf(schedule: Node, last: Temporal.PlainDate | null): ICAL.Recur | 'once' | null {
  const days = each(scheduleProperty(schedule, 'byDay')).map(dayOfWeek)
  if (!days.every((day) => day !== null)) return null
  const frequency = textOf(scheduleProperty(schedule, 'repeatFrequency'))
  const repeat = frequency === '' ? (days.length > 0 ? ['1', 'W'] : []) : readFrequency(frequency)
  if (repeat === null) return null
  const [interval, unit] = repeat
  // Nothing says that it comes back.
  if (interval === undefined || unit === undefined) {
    return last === null || isOnlyDay(schedule, last) ? 'once' : null
  }
  const numbers = (name: 'byMonth' | 'byMonthDay' | 'byMonthWeek') =>
    each(scheduleProperty(schedule, name)).map((value) => Number(textOf(value)))
  const weeks = numbers('byMonthWeek')
  const isOfMonth = unit === 'M' || unit === 'Y'
  // The second Friday is one of a month, not of a week.
  if (!isOfMonth && (weeks.length > 0 || days.some((day) => /\d/.test(day)))) return null
  const count = textOf(scheduleProperty(schedule, 'repeatCount'))
  const parts = [
    `FREQ=${frequencies[unit === 'D' || unit === 'M' || unit === 'Y' ? unit : 'W']}`,
    `INTERVAL=${interval}`,
    ...(count === '' ? [] : [`COUNT=${Number(count)}`]),
    ...listed('BYMONTH', numbers('byMonth')),
    ...listed('BYMONTHDAY', numbers('byMonthDay')),
    ...listed(
      'BYDAY',
      weeks.length === 0 ? days : weeks.flatMap((week) => days.map((day) => `${week}${day}`)),
    ),
  ]
  return ICAL.Recur.fromString(parts.join(';'))
}

const isOnlyDay = (schedule: Node, last: Temporal.PlainDate) =>
  textOf(scheduleProperty(schedule, 'startDate')).slice(0, 10) === last.toString()

const listed = (name: string, values: readonly (string | number | null)[]) =>
  values.length === 0 ? [] : [`${name}=${values.join(',')}`]

/** Reads `P2W`, and the words that search engines ask for. */
function readFrequency(said: string): readonly string[] | null {
  const duration = /^P([1-9]\d?)([DWMY])$/.exec(said)
  if (duration !== null) return duration.slice(1)
  const word = /^(dai|week|month|year)ly$/i.exec(said)?.[1]
  return word === undefined ? null : ['1', word.charAt(0).toUpperCase()]
}

/** Reads `https://schema.org/Monday`, `Monday`, `MO` and `1MO`. */
function dayOfWeek(value: unknown): string | null {
  const said = textOf(isNode(value) ? (value['@id'] ?? value) : value).replace(/^.*[/#]/, '')
  if (/^-?\d?(MO|TU|WE|TH|FR|SA|SU)$/.test(said)) return said
  return weekdays[dayNamesOfSchema.indexOf(said)] ?? null
}
