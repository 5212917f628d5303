import { anything, queryOf } from '../activities/find.ts'
import { findFirstOf, findOfNewOrganisations, findSessions } from '../activities/find-sessions.ts'
import { addDays, localDay } from '../activities/local-day.ts'
import type { DatabaseOrTransaction } from '../database/client.ts'
import { type Interests, noInterests } from './interests.ts'
import { othersNext } from './others-next.ts'
import { type Recommendation, rank } from './rank.ts'

/** How far ahead is looked. */
const aheadDays = 28
/** How many sessions are looked at for each thing that may fit. */
const candidatesEach = 4
/** So many topics say what somebody likes now. */
const mostTopics = 4
/** For so long an organisation is new. */
const newDays = 90

/** For whom, and from when. */
export interface RecommendationRequest {
  readonly personId: string
  /** Null when the person does not want to be looked at: then everybody gets the same. */
  readonly interests: Interests | null
  readonly city: { readonly id: string; readonly timeZone: string }
  readonly now: Date
}

/** Recommends up to three sessions in the coming four weeks, each with the reason for it. */
export async function recommend(
  db: DatabaseOrTransaction,
  { personId, interests: wanted, city, now }: RecommendationRequest,
): Promise<readonly Recommendation[]> {
  const interests = wanted ?? noInterests
  const today = localDay(now, city.timeZone)
  const days = { start: today, end: addDays(today, aheadDays) }
  const query = queryOf({ ...anything(city, now), days })
  const since = new Date(now.getTime() - newDays * 86_400_000)
  const topics = [...new Set([...interests.wishTopics, ...interests.badgeTopics])]
  const [place = null] = interests.neighbourhoods
  const nextActivityIds = await othersNext(db, { personId, activityIds: interests.activityIds })
  const young = await findOfNewOrganisations(db, query, since)
  const found = [
    ...(await findFirstOf(db, query, nextActivityIds)),
    ...young,
    ...(place === null
      ? []
      : await findSessions(db, { ...query, neighbourhood: place }, candidatesEach)),
    ...(await findSessions(db, query, candidatesEach)),
  ]
  for (const topic of topics.slice(0, mostTopics)) {
    found.push(...(await findSessions(db, { ...query, topic }, candidatesEach)))
  }
  const sessions = [...new Map(found.map((session) => [session.id, session])).values()]
  return rank(
    sessions.filter(({ activityId }) => !interests.activityIds.includes(activityId)),
    { interests, nextActivityIds, newSessionIds: young.map(({ id }) => id) },
  )
}
