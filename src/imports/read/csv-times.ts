import { Temporal } from 'temporal-polyfill'
import type { Problem } from '../item.ts'
import { remember } from './remember.ts'
import { momentIn, readDay, readTime } from './values.ts'

/** How long something takes of which only the beginning is said. */
const usualMilliseconds = 2 * 3_600_000

/** What the cells of a row say of when it is. */
export interface TimeCells {
  readonly date: string
  readonly start: string
  readonly end: string
}

export type RowTimes =
  | { readonly kind: 'times'; readonly startsAt: Date; readonly endsAt: Date }
  | { readonly kind: 'bad'; readonly problem: Problem }

/** Reads when a row is, on the clocks of the city. What ends before it begins on the clock ends the day after. */
export const readRowTimes = ({ date, start, end }: TimeCells, timeZone: string): RowTimes =>
  readKept([date, start, end, timeZone].join('\0'))

const readKept = remember((cells): RowTimes => {
  const [date = '', startCell = '', endCell = '', timeZone = ''] = cells.split('\0')
  // One cell may hold both, as "28-11-2026 10:00".
  const [dayTyped = '', inDate = ''] =
    /^(.*\d{4}|\d{4}-\d{1,2}-\d{1,2})(?:[T ,]+(\d{1,2}[:.u].*))?$/.exec(date)?.slice(1) ?? [date]
  if (date === '') return bad('noStart', '')
  const day = readDay(dayTyped)
  if (day === null) return bad('unknownDate', date)
  const typed = startCell || inDate
  const [from = '', untilInStart = ''] = typed.split(/-|–|tot|to|until/).map((part) => part.trim())
  const start = readTime(from)
  if (start === null) return bad('unknownTime', typed)
  const endTyped = endCell || untilInStart
  const startsAt = momentIn(day, start, timeZone)
  if (endTyped === '') {
    return { kind: 'times', startsAt, endsAt: new Date(startsAt.getTime() + usualMilliseconds) }
  }
  const end = readTime(endTyped)
  if (end === null) return bad('unknownTime', endTyped)
  const isSameDay = Temporal.PlainTime.compare(end, start) > 0
  const endsAt = momentIn(isSameDay ? day : day.add({ days: 1 }), end, timeZone)
  return endsAt <= startsAt
    ? bad('endsBeforeStart', `${from} ${endTyped}`)
    : { kind: 'times', startsAt, endsAt }
})

const bad = (code: Problem['code'], said: string): RowTimes => ({
  kind: 'bad',
  problem: { code, said },
})
