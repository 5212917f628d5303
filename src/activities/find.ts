import type { DatabaseOrTransaction } from '../database/client.ts'
import type { DayRange, LocalDay } from '../understand/understood.ts'
import { type FoundSession, findSessions, type SessionQuery } from './find-sessions.ts'
import { addDays, localDay } from './local-day.ts'

/** How many results an answer shows: what fits a small screen without scrolling. */
export const resultsShown = 3

/** How far ahead is looked when no day was named. */
const soonDays = 14

/** How far ahead is looked when nothing else was found. */
const laterDays = 56

/** What was let go to find something after all. */
export type Widening = 'partOfDay' | 'where' | 'filters' | 'days' | 'topic' | 'all'

export type FindOutcome =
  | { readonly kind: 'found'; readonly sessions: readonly FoundSession[] }
  /** Nothing exactly as asked; this is near it. */
  | {
      readonly kind: 'widened'
      readonly by: Widening
      readonly sessions: readonly FoundSession[]
    }
  | { readonly kind: 'nothing' }

/** What somebody asks for; days may be left open. */
export type Wish = Omit<SessionQuery, 'days' | 'skip'> & { readonly days: DayRange | null }

function soonRange(wish: Wish, days: number): DayRange {
  const today = localDay(wish.now, wish.timeZone)
  return { start: today, end: addDays(today, days) }
}

/** The wish as a query: days left open are the coming two weeks. */
export function queryOf(wish: Wish, skip = 0): SessionQuery {
  return { ...wish, days: wish.days ?? soonRange(wish, soonDays), skip }
}

/** The same wish with less and less asked. For whom it must suit (children, wheelchair) is never let go. */
function widenings(wish: Wish): readonly (readonly [Widening, SessionQuery])[] {
  const anyPart = { ...queryOf(wish), partOfDay: null }
  const anywhere = { ...anyPart, neighbourhood: null, online: null }
  const unfiltered = { ...anywhere, free: null }
  const later = { ...unfiltered, days: soonRange(wish, laterDays) }
  const anything = { ...unfiltered, topic: null }
  return [
    ['partOfDay', anyPart],
    ['where', anywhere],
    ['filters', unfiltered],
    ['days', later],
    ['topic', anything],
    ['all', { ...later, topic: null }],
  ]
}

/**
 * Finds up to three sessions for a wish: exactly as asked, or else with one condition after another
 * let go, so that an answer is never a dead end.
 */
export async function find(db: DatabaseOrTransaction, wish: Wish): Promise<FindOutcome> {
  const sessions = await findSessions(db, queryOf(wish), resultsShown)
  if (sessions.length > 0) return { kind: 'found', sessions }
  for (const [by, query] of widenings(wish)) {
    const near = await findSessions(db, query, resultsShown)
    if (near.length > 0) return { kind: 'widened', by, sessions: near }
  }
  return { kind: 'nothing' }
}

/** Days in the coming weeks on which the wish finds something, today and the days asked left out. */
export async function findDays(
  db: DatabaseOrTransaction,
  wish: Wish,
  limit: number,
): Promise<readonly LocalDay[]> {
  const later = await findSessions(db, { ...queryOf(wish), days: soonRange(wish, laterDays) }, 200)
  const asked = wish.days
  const days = later
    .map((session) => localDay(session.startsAt, wish.timeZone))
    .filter((day) => asked === null || day < asked.start || day > asked.end)
  return [...new Set(days)].slice(0, limit)
}
