import type { InEveryLocale } from '../../language/locale.ts'
import type { DayRange, PartOfDay, Topic } from '../../understand/understood.ts'

/** What to look for. `null` puts no condition. */
export interface SessionQuery {
  readonly cityId: string
  readonly timeZone: string
  /** Only what begins after this moment. */
  readonly now: Date
  /** Local days, both ends included. */
  readonly days: DayRange
  readonly partOfDay: PartOfDay | null
  readonly topic: Topic | null
  /**
   * Words of titles, summaries, organisations and places, as `knownWords` gives them. With a topic they
   * only bring up what has them; without one nothing else is found.
   */
  readonly words: readonly string[]
  /** The neighbourhood's slug. */
  readonly neighbourhood: string | null
  /** Neighbourhoods by their distance from where somebody is: what is nearer comes first. */
  readonly nearestFirst: readonly string[] | null
  readonly online: boolean | null
  readonly free: boolean | null
  /** In cents of a euro. */
  readonly maximumPriceCents: number | null
  /** A language that is spoken there, BCP 47. */
  readonly spokenLanguage: string | null
  /** Without it, what is for children only is left out. */
  readonly children: boolean | null
  readonly wheelchair: boolean | null
  /** How many places must be left; one when it was not said. */
  readonly placesNeeded: number | null
  /** How many of the first results to leave out. */
  readonly skip: number
}

/** A session as it is listed. */
export interface FoundSession {
  readonly id: string
  readonly activityId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly title: InEveryLocale
  readonly topic: Topic
  readonly placeName: string
  /** The neighbourhood's name; null when it is online. */
  readonly neighbourhood: string | null
  readonly neighbourhoodSlug: string | null
  readonly priceCents: number
  readonly organisation: string
}

/** By what the results are ordered, which is said with them. */
export type Ranking = 'soonest' | 'nearest' | 'words'

/**
 * How the results of a query are ordered: by its words first, then by distance, then by time. Within one
 * neighbourhood everything is near.
 */
export function rankingOf(
  query: Pick<SessionQuery, 'words' | 'neighbourhood' | 'nearestFirst'>,
): Ranking {
  if (query.words.length > 0) return 'words'
  return query.nearestFirst === null || query.neighbourhood !== null ? 'soonest' : 'nearest'
}
