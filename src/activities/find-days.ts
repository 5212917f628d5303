import type { DatabaseOrTransaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { DayRange, LocalDay } from '../understand/understood.ts'
import { addDays, isLocalDay, startOfDay } from './local-day.ts'
import { holdsWords, listed } from './search/conditions.ts'
import type { SessionQuery } from './search/query.ts'

/**
 * Finds the first days on which a query finds something, steps from day to day along the index.
 *
 * @param except days that are left out, such as those that were asked for already
 */
export async function findDays(
  db: DatabaseOrTransaction,
  query: SessionQuery,
  { limit, except }: { readonly limit: number; readonly except: DayRange | null },
): Promise<readonly LocalDay[]> {
  const { timeZone } = query
  const others =
    except === null
      ? Prisma.empty
      : Prisma.sql`AND (l."startsAt" < ${startOfDay(except.start, timeZone)}
          OR l."startsAt" >= ${startOfDay(addDays(except.end, 1), timeZone)})`
  const filtered = query.words.length > 0 && query.topic === null
  const holding = filtered
    ? Prisma.sql`AND l."activityId" IN (SELECT w."activityId" FROM "ActivityWords" w WHERE ${holdsWords(query)})`
    : Prisma.empty
  const next = (after: Prisma.Sql) => Prisma.sql`
    SELECT (l."startsAt" AT TIME ZONE ${timeZone})::date AS day FROM ${listed(query)} ${others} ${holding} ${after}
    ORDER BY l."startsAt" LIMIT 1`
  const rows = await db.$queryRaw<{ day: string }[]>(Prisma.sql`
    WITH RECURSIVE walk AS (
      SELECT first.day, 1 AS step FROM (${next(Prisma.empty)}) first
      UNION ALL
      SELECT later.day, walk.step + 1 FROM walk CROSS JOIN LATERAL (${next(
        Prisma.sql`AND l."startsAt" >= (walk.day + 1)::timestamp AT TIME ZONE ${timeZone}`,
      )}) later
      WHERE walk.step < ${limit}
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day FROM walk ORDER BY day`)
  return rows.map(({ day }) => day).filter(isLocalDay)
}
