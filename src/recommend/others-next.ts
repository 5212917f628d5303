import type { DatabaseOrTransaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { smallest } from '../organisations/hide-small.ts'

/** So many others are looked at, the newest first: enough to see a habit, and bounded. */
const othersRead = 1000
const activitiesRead = 5
const activitiesFound = 5

/**
 * The activities that others signed up for after one of these, what most of them did first. Only what five
 * people or more did counts: nobody can be recognised by it.
 *
 * @param activityIds what somebody signed up for, newest first
 */
export async function othersNext(
  db: DatabaseOrTransaction,
  asked: { readonly personId: string; readonly activityIds: readonly string[] },
): Promise<readonly string[]> {
  if (asked.activityIds.length === 0) return []
  const own = asked.activityIds.slice(0, activitiesRead)
  const rows = await db.$queryRaw<{ activityId: string }[]>(Prisma.sql`
    WITH others AS (
      SELECT earlier."personId", earlier."createdAt" AS at
      FROM "Session" s JOIN "Signup" earlier ON earlier."sessionId" = s.id
      WHERE s."activityId" = ANY (${own}::uuid[]) AND earlier."personId" <> ${asked.personId}::uuid
      AND earlier.status IN ('going', 'attended')
      ORDER BY earlier."createdAt" DESC LIMIT ${othersRead}
    )
    SELECT s."activityId" FROM others
    JOIN "Signup" later ON later."personId" = others."personId" AND later."createdAt" > others.at
      AND later.status IN ('going', 'attended')
    JOIN "Session" s ON s.id = later."sessionId"
    WHERE s."activityId" <> ALL (${[...asked.activityIds]}::uuid[])
    GROUP BY s."activityId" HAVING count(DISTINCT later."personId") >= ${smallest}
    ORDER BY count(DISTINCT later."personId") DESC, s."activityId" LIMIT ${activitiesFound}`)
  return rows.map(({ activityId }) => activityId)
}
