import type { DatabaseOrTransaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { type FoundSession, rankingOf, type SessionQuery } from './search/query.ts'
import {
  nearestFirst,
  ofActivities,
  ofNewOrganisations,
  soonestFirst,
  wordsFirst,
} from './search/walks.ts'

/**
 * Finds sessions with enough places left, the first session of each activity only, in the order of
 * `rankingOf`. Where that order has too few (a topic whose titles do not hold the words, or nothing in
 * any neighbourhood but online), the soonest others follow.
 */
export async function findSessions(
  db: DatabaseOrTransaction,
  query: SessionQuery,
  limit: number,
): Promise<readonly FoundSession[]> {
  const most = query.skip + limit
  const first = await led(db, query, most)
  const othersFit = query.words.length === 0 || query.topic !== null
  if (first === null || (first.length < most && othersFit)) {
    const before = first ?? []
    const except = before.map(({ activityId }) => activityId)
    const others = await read(db, soonestFirst(query, most - before.length, except))
    return [...before, ...others].slice(query.skip)
  }
  return first.slice(query.skip)
}

/** The first session of each of these activities that fits a query, in this order. */
export const findFirstOf = (
  db: DatabaseOrTransaction,
  query: SessionQuery,
  activityIds: readonly string[],
): Promise<readonly FoundSession[]> => read(db, ofActivities(query, activityIds))

/** The first session of organisations that came after a moment, those with the fewest people first. */
export const findOfNewOrganisations = (
  db: DatabaseOrTransaction,
  query: SessionQuery,
  since: Date,
): Promise<readonly FoundSession[]> => read(db, ofNewOrganisations(query, since))

/** What leads by something else than time; null when only time counts. */
async function led(
  db: DatabaseOrTransaction,
  query: SessionQuery,
  most: number,
): Promise<readonly FoundSession[] | null> {
  switch (rankingOf(query)) {
    case 'words':
      return read(db, wordsFirst(query, most))
    case 'nearest':
      return read(db, nearestFirst(query, query.nearestFirst ?? [], most))
    case 'soonest':
      return null
  }
}

/** Reads the sessions that a walk gives, in its order: one statement, as everybody takes this path. */
async function read(db: DatabaseOrTransaction, walk: Prisma.Sql): Promise<readonly FoundSession[]> {
  const rows = await db.$queryRaw<
    (Omit<FoundSession, 'title'> & { readonly titleNl: string; readonly titleEn: string })[]
  >(Prisma.sql`
    SELECT s.id, a.id AS "activityId", s."startsAt", s."endsAt",
      coalesce(nl.title, en.title, '') AS "titleNl", coalesce(en.title, nl.title, '') AS "titleEn",
      a.topic, a."placeName", n.name AS neighbourhood, n.slug AS "neighbourhoodSlug",
      a."priceCents", o.name AS organisation
    FROM (${walk}) found
    JOIN "Session" s ON s.id = found."sessionId"
    JOIN "Activity" a ON a.id = s."activityId"
    JOIN "Organisation" o ON o.id = a."organisationId"
    LEFT JOIN "Neighbourhood" n ON n.id = a."neighbourhoodId"
    LEFT JOIN "ActivityText" nl ON nl."activityId" = a.id AND nl.locale = 'nl'
    LEFT JOIN "ActivityText" en ON en."activityId" = a.id AND en.locale = 'en'
    ORDER BY found.position`)
  return rows.map(({ titleNl, titleEn, ...row }) => ({
    ...row,
    title: { nl: titleNl, en: titleEn },
  }))
}
