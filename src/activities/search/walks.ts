import { Prisma } from '../../database/generated/client.ts'
import { holdsWords, inTitle, listed } from './conditions.ts'
import type { SessionQuery } from './query.ts'

// Each walk is SQL that gives `sessionId` and `position`, the first session of each activity only. None
// reads more of the listings than it needs: they stop as soon as there are enough.

/**
 * The soonest sessions. It steps along the index by time, passing by what does not fit, and after each
 * step the activities that it has already.
 *
 * @param except activities that are left out
 */
export const soonestFirst = (
  query: SessionQuery,
  most: number,
  except: readonly string[] = [],
): Prisma.Sql => {
  const fields = Prisma.sql`l."sessionId", l."startsAt", l."activityId"`
  const inOrder = Prisma.sql`ORDER BY l."startsAt", l."sessionId" LIMIT 1`
  const others = Prisma.sql`AND l."activityId" <> ALL (${except}::uuid[])`
  return Prisma.sql`
    WITH RECURSIVE walk AS (
      SELECT first.*, 1 AS position, ARRAY[first."activityId"] AS seen
      FROM (SELECT ${fields} FROM ${listed(query)} ${others} ${inOrder}) first
      UNION ALL
      SELECT next.*, walk.position + 1, walk.seen || next."activityId"
      FROM walk CROSS JOIN LATERAL (
        SELECT ${fields} FROM ${listed(query)} ${others}
        AND (l."startsAt", l."sessionId") > (walk."startsAt", walk."sessionId")
        AND l."activityId" <> ALL (walk.seen) ${inOrder}
      ) next
      WHERE walk.position < ${most}
    )
    SELECT "sessionId", position FROM walk`
}

/** The nearest sessions: neighbourhood after neighbourhood, soonest first in each. */
export const nearestFirst = (
  query: SessionQuery,
  neighbourhoods: readonly string[],
  most: number,
): Prisma.Sql => Prisma.sql`
    WITH RECURSIVE walk AS (
      SELECT 0 AS step, ARRAY[]::uuid[] AS found
      UNION ALL
      SELECT walk.step + 1, walk.found || here.ids
      FROM walk CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(near."sessionId" ORDER BY near."startsAt", near."sessionId"), '{}') AS ids
        FROM (
          SELECT DISTINCT ON (l."activityId") l."sessionId", l."startsAt"
          FROM ${listed(query)} AND l."neighbourhoodSlug" = (${neighbourhoods}::text[])[walk.step + 1]
          ORDER BY l."activityId", l."startsAt"
        ) near
      ) here
      WHERE walk.step < ${neighbourhoods.length} AND cardinality(walk.found) < ${most}
    ), nearest AS (SELECT found FROM walk ORDER BY step DESC LIMIT 1)
    SELECT "sessionId", position
    FROM nearest, unnest(nearest.found) WITH ORDINALITY AS each("sessionId", position)
    WHERE position <= ${most}`

/** What has the words, those with one in the title first, and of equals the soonest. */
export const wordsFirst = (query: SessionQuery, most: number): Prisma.Sql => Prisma.sql`
    SELECT "sessionId", row_number() OVER (ORDER BY titled DESC, "startsAt", "sessionId") AS position
    FROM (
      SELECT first."sessionId", first."startsAt", ${inTitle(query)} AS titled
      FROM "ActivityWords" w CROSS JOIN LATERAL (
        SELECT l."sessionId", l."startsAt" FROM ${listed(query)} AND l."activityId" = w."activityId"
        ORDER BY l."startsAt" LIMIT 1
      ) first
      WHERE ${holdsWords(query)}
    ) matched
    ORDER BY position LIMIT ${most}`

/** The first session of each of these activities, in the order of the activities. */
export const ofActivities = (
  query: SessionQuery,
  activityIds: readonly string[],
): Prisma.Sql => Prisma.sql`
    SELECT first."sessionId", given.position
    FROM unnest(${[...activityIds]}::uuid[]) WITH ORDINALITY AS given(id, position)
    CROSS JOIN LATERAL (
      SELECT l."sessionId" FROM ${listed(query)} AND l."activityId" = given.id
      ORDER BY l."startsAt" LIMIT 1
    ) first`

/** So many new organisations are looked at, the newest first. */
const mostOrganisations = 20

/** The first session of each organisation that came after a moment, those with the fewest people first. */
export const ofNewOrganisations = (query: SessionQuery, since: Date): Prisma.Sql => Prisma.sql`
    SELECT first."sessionId",
      row_number() OVER (ORDER BY first."goingCount", first."startsAt", first."sessionId") AS position
    FROM (
      SELECT o.id FROM "Organisation" o
      WHERE o."cityId" = ${query.cityId}::uuid AND o."leftAt" IS NULL AND o."createdAt" > ${since}
      ORDER BY o."createdAt" DESC, o.id LIMIT ${mostOrganisations}
    ) young
    CROSS JOIN LATERAL (
      SELECT l."sessionId", l."startsAt", s."goingCount" FROM ${listed(query)}
      AND l."activityId" IN (SELECT a.id FROM "Activity" a WHERE a."organisationId" = young.id)
      ORDER BY l."startsAt" LIMIT 1
    ) first`
