import {
  addDays,
  isQuietTime,
  localDay,
  localTime,
  momentOf,
  startOfDay,
  weekdayOf,
} from '../activities/local-day.ts'
import type { LocalDay } from '../understand/understood.ts'

/** The local times of a city, between which nothing is sent unasked. */
export interface QuietHours {
  readonly timeZone: string
  /** `HH:MM` */
  readonly quietFrom: string
  readonly quietUntil: string
}

/** Sessions that somebody may be told of now. */
export type OpenWindow =
  | {
      readonly kind: 'evening' | 'morning'
      /** The sessions that begin from here until there. */
      readonly startsFrom: Date
      readonly startsUntil: Date
      /** Who signed up later than this has only just heard of it. */
      readonly signedUpBefore: Date
      readonly expiresAt: Date
    }
  | {
      readonly kind: 'afterwards'
      readonly endedFrom: Date
      readonly endedUntil: Date
      readonly expiresAt: Date
    }
  | { readonly kind: 'weekly'; readonly saturday: LocalDay; readonly expiresAt: Date }

/** Local clock times. The evening before is told of after dinner, the day itself at breakfast. */
const evening = { from: '18:00', until: '22:00', signedUpBefore: '14:00' }
const morning = { from: '08:00', until: '12:00', signedUpBefore: '04:00' }
const weekly = { weekday: 4, from: '17:00', until: '22:00' }

const minuteMilliseconds = 60_000
/** A reminder on the way out of the door comes too late. */
const leastNoticeMilliseconds = 15 * minuteMilliseconds
/** "How was it?" comes when people may be home, and not days later. */
const afterMilliseconds = 30 * minuteMilliseconds
const longestAfterMilliseconds = 36 * 60 * minuteMilliseconds

/**
 * What may be told at a moment: none in quiet hours. Pure; all times are read on the clock of the
 * city, so that a day of 23 or 25 hours has its evening and its morning as well.
 */
export function openWindows(now: Date, hours: QuietHours): readonly OpenWindow[] {
  const { timeZone } = hours
  const time = localTime(now, timeZone)
  if (isQuietTime(time, hours)) return []
  const today = localDay(now, timeZone)
  const at = (clockTime: string) => momentOf(today, clockTime, timeZone)
  const quietDay = time < hours.quietFrom ? today : addDays(today, 1)
  const quietAgain = momentOf(quietDay, hours.quietFrom, timeZone)
  /** Until this clock time, or until it is quiet again: also what was delayed must not come later. */
  const before = (clockTime: string) => earlier(at(clockTime), quietAgain)
  const isWithin = ({ from, until }: { from: string; until: string }) =>
    from <= time && time < until
  const dayAfter = (days: number) => startOfDay(addDays(today, days), timeZone)
  const windows: OpenWindow[] = [
    {
      kind: 'afterwards',
      endedFrom: new Date(now.getTime() - longestAfterMilliseconds),
      endedUntil: new Date(now.getTime() - afterMilliseconds),
      expiresAt: quietAgain,
    },
  ]
  if (isWithin(evening)) {
    windows.push({
      kind: 'evening',
      startsFrom: dayAfter(1),
      startsUntil: dayAfter(2),
      signedUpBefore: at(evening.signedUpBefore),
      expiresAt: before(evening.until),
    })
  }
  if (isWithin(morning)) {
    windows.push({
      kind: 'morning',
      startsFrom: new Date(now.getTime() + leastNoticeMilliseconds),
      startsUntil: dayAfter(1),
      signedUpBefore: at(morning.signedUpBefore),
      expiresAt: before(morning.until),
    })
  }
  if (weekdayOf(today) === weekly.weekday && isWithin(weekly)) {
    windows.push({ kind: 'weekly', saturday: addDays(today, 2), expiresAt: before(weekly.until) })
  }
  return windows
}

/** The first of two moments. */
export const earlier = (one: Date, other: Date): Date => (one < other ? one : other)
