import { addDays, localDay, nextWeekday } from '../../activities/local-day.ts'
import type { City } from '../../cities/city.ts'
import { type DayRange, type Topic, topics } from '../../understand/understood.ts'

/** The days that a reader can choose, in the order of the tabs. */
export const dayTabs = ['today', 'tomorrow', 'saturday', 'sunday', 'next-week'] as const
export type DayTab = (typeof dayTabs)[number]

/** What the reader of a city's page asks for, by its address. */
export interface WhatsOnQuery {
  readonly day: DayTab
  readonly topic: Topic | null
  /** A neighbourhood's slug. */
  readonly neighbourhood: string | null
  /** From 1. */
  readonly page: number
}

const saturday = 6
const sunday = 7
const monday = 1

/** Reads an address; what is not known is left out, as an old link may hold it. Pure. */
export function readWhatsOnQuery(
  query: Readonly<Record<string, unknown>>,
  places: City['places'],
): WhatsOnQuery {
  return {
    day: dayTabs.find((day) => day === query.day) ?? 'saturday',
    topic: topics.find((topic) => topic === query.topic) ?? null,
    neighbourhood: places.find(({ slug }) => slug === query.neighbourhood)?.slug ?? null,
    page: /^[1-9]\d?$/.test(String(query.page)) ? Number(query.page) : 1,
  }
}

/** Writes what is asked as the part of an address after `?`, without what goes without saying. */
export function writeWhatsOnQuery(query: WhatsOnQuery): Readonly<Record<string, string>> {
  const { day, topic, neighbourhood, page } = query
  return {
    ...(day !== 'saturday' && { day }),
    ...(topic !== null && { topic }),
    ...(neighbourhood !== null && { neighbourhood }),
    ...(page > 1 && { page: String(page) }),
  }
}

/** The days of a tab, both ends included; "next week" is from its Monday. */
export function daysOfTab(tab: DayTab, now: Date, timeZone: string): DayRange {
  const today = localDay(now, timeZone)
  const oneDay = (day: DayRange['start']): DayRange => ({ start: day, end: day })
  switch (tab) {
    case 'today':
      return oneDay(today)
    case 'tomorrow':
      return oneDay(addDays(today, 1))
    case 'saturday':
      return oneDay(nextWeekday(today, saturday))
    case 'sunday':
      return oneDay(nextWeekday(today, sunday))
    case 'next-week': {
      const start = nextWeekday(addDays(today, 1), monday)
      return { start, end: addDays(start, 6) }
    }
  }
}
