import type { DatabaseOrTransaction } from '../database/client.ts'
import type { DayRange } from '../understand/understood.ts'
import { findSessions } from './find-sessions.ts'
import { addDays, localDay } from './local-day.ts'
import { type FoundSession, type Ranking, rankingOf, type SessionQuery } from './search/query.ts'
import { firstThatFinds, onlineElsewhere, type Widening, widened } from './search/widen.ts'

/** How many results an answer shows: what fits a small screen without scrolling. */
export const resultsShown = 3

/** How far ahead is looked when no day was named. */
const soonDays = 14

/** How far ahead is looked when nothing else was found. */
const laterDays = 56

/** How far ahead anything at all is looked for. */
const yearDays = 365

export type FindOutcome =
  | {
      readonly kind: 'found'
      readonly ranking: Ranking
      readonly sessions: readonly FoundSession[]
    }
  /** Nothing exactly as asked; this is near it. */
  | {
      readonly kind: 'widened'
      readonly by: Widening
      readonly ranking: Ranking
      readonly sessions: readonly FoundSession[]
    }
  | { readonly kind: 'nothing' }

/** What somebody asks for; days may be left open. */
export type Wish = Omit<SessionQuery, 'days' | 'skip'> & { readonly days: DayRange | null }

/** A wish that asks for nothing: anything soon, in this city. */
export const anything = (city: { readonly id: string; readonly timeZone: string }, now: Date) =>
  ({
    cityId: city.id,
    timeZone: city.timeZone,
    now,
    days: null,
    partOfDay: null,
    topic: null,
    words: [],
    neighbourhood: null,
    nearestFirst: null,
    online: null,
    free: null,
    maximumPriceCents: null,
    spokenLanguage: null,
    children: null,
    wheelchair: null,
    placesNeeded: null,
  }) satisfies Wish

/** Today and the so many days after it. */
function fromToday({ now, timeZone }: Pick<Wish, 'now' | 'timeZone'>, days: number): DayRange {
  const today = localDay(now, timeZone)
  return { start: today, end: addDays(today, days) }
}

/** The wish as a query: days left open are the coming two weeks. */
export function queryOf(wish: Wish, skip = 0): SessionQuery {
  return { ...wish, days: wish.days ?? fromToday(wish, soonDays), skip }
}

/** The wish on any day of the coming eight weeks. */
export const queryOfLater = (wish: Wish): SessionQuery => ({
  ...queryOf(wish),
  days: fromToday(wish, laterDays),
})

/**
 * Finds up to three sessions for a wish: exactly as asked, or else with one condition after another
 * let go, so that an answer is never a dead end.
 */
export async function find(db: DatabaseOrTransaction, wish: Wish): Promise<FindOutcome> {
  const query = queryOf(wish)
  const sessions = await findSessions(db, query, resultsShown)
  if (sessions.length > 0) return { kind: 'found', ranking: rankingOf(query), sessions }
  const steps = widened(query, fromToday(wish, laterDays), fromToday(wish, yearDays))
  const wider =
    (await firstThatFinds(db, steps)) ?? (await onlineElsewhere(db, steps.at(-1)?.query ?? query))
  if (wider === null) return { kind: 'nothing' }
  return {
    kind: 'widened',
    by: wider.by,
    ranking: rankingOf(wider.query),
    sessions: await findSessions(db, wider.query, resultsShown),
  }
}
