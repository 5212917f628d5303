import { z } from 'zod'
import type { DatabaseOrTransaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { hideSmall, smallest } from '../organisations/hide-small.ts'
import { type LocalDay, type Topic, topics } from '../understand/understood.ts'

/** Monday is 1, Sunday 7; 0 for any. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

/** What people in a city looked for and did not find, and about how often. */
export interface Demand {
  readonly topic: Topic | null
  /** The neighbourhood's name. */
  readonly neighbourhood: string | null
  readonly weekday: Weekday
  /** Rounded down to a multiple of five. */
  readonly least: number
}

const mostShown = 3

const row = z.object({
  topic: z.enum(topics).nullable().catch(null),
  neighbourhood: z.string().nullable(),
  weekday: z.literal([0, 1, 2, 3, 4, 5, 6, 7]),
  count: z.coerce.number(),
  isWhole: z.boolean(),
})

/**
 * What was asked most and not found from one day to another, both included: the exact wish where it was
 * asked five times or more, or else its topic as a whole.
 */
export async function unmetDemand(
  db: DatabaseOrTransaction,
  asked: { readonly cityId: string; readonly start: LocalDay; readonly end: LocalDay },
): Promise<readonly Demand[]> {
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT nullif(d.topic, '') AS topic, n.name AS neighbourhood, coalesce(d.weekday, 0) AS weekday,
      sum(d.count)::int AS count, grouping(d.weekday) = 1 AS "isWhole"
    FROM "UnmetDemand" d
    LEFT JOIN "Neighbourhood" n ON n."cityId" = d."cityId" AND n.slug = d."neighbourhoodSlug"
    WHERE d."cityId" = ${asked.cityId}::uuid AND d.day BETWEEN ${asked.start}::date AND ${asked.end}::date
    GROUP BY GROUPING SETS ((d.topic, n.name, d.weekday), (d.topic))
    HAVING sum(d.count) >= ${smallest}
    ORDER BY "isWhole", count DESC, topic NULLS LAST, neighbourhood NULLS LAST, weekday`)
  const demands = z.array(row).parse(rows)
  const exact = new Set(demands.filter(({ isWhole }) => !isWhole).map(({ topic }) => topic))
  return demands
    .filter(({ isWhole, topic }) => !isWhole || (topic !== null && !exact.has(topic)))
    .slice(0, mostShown)
    .map(({ topic, neighbourhood, weekday, count }) => ({
      topic,
      neighbourhood,
      weekday,
      least: hideSmall(count) ?? smallest,
    }))
}
