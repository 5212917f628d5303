import type { DatabaseOrTransaction } from '../../database/client.ts'
import { Prisma } from '../../database/generated/client.ts'
import type { DayRange } from '../../understand/understood.ts'
import { listed } from './conditions.ts'
import type { SessionQuery } from './query.ts'

/** What was let go to find something after all, in this order. */
export const widenings = [
  'words',
  'partOfDay',
  'where',
  'filters',
  'days',
  'topic',
  'all',
  'spoken',
  'later',
  'elsewhere',
] as const
export type Widening = (typeof widenings)[number]

/** A query that asks less, and what it let go. */
export interface Widened {
  readonly by: Widening
  readonly query: SessionQuery
  /** What was not asked cannot be let go: such a step is passed by. */
  readonly letsGo: boolean
}

/**
 * The same query with less and less asked. For whom it must suit (children, wheelchair) is never let go,
 * the language spoken there almost last.
 *
 * @param soon the coming weeks
 * @param later the coming year
 */
export function widened(query: SessionQuery, soon: DayRange, later: DayRange): readonly Widened[] {
  const wordless = { ...query, skip: 0, words: [] }
  const anyPart = { ...wordless, partOfDay: null }
  const anywhere = { ...anyPart, neighbourhood: null, online: null }
  const unfiltered = { ...anywhere, free: null, maximumPriceCents: null, placesNeeded: null }
  const soonest = { ...unfiltered, nearestFirst: null }
  const otherDays = { ...soonest, days: soon }
  const spoken = { ...otherDays, topic: null, spokenLanguage: null }
  const steps: readonly Omit<Widened, 'letsGo'>[] = [
    { by: 'words', query: wordless },
    { by: 'partOfDay', query: anyPart },
    { by: 'where', query: anywhere },
    { by: 'filters', query: unfiltered },
    { by: 'days', query: otherDays },
    { by: 'topic', query: { ...soonest, topic: null } },
    { by: 'all', query: { ...otherDays, topic: null } },
    { by: 'spoken', query: spoken },
    { by: 'later', query: { ...spoken, days: later } },
  ]
  return steps.map((step, index) => ({
    ...step,
    letsGo: conditionsKey(step.query) !== conditionsKey(steps[index - 1]?.query ?? query),
  }))
}

const conditionsKey = (query: SessionQuery): string =>
  JSON.stringify({
    ...query,
    skip: 0,
    nearestFirst: null,
    words: query.topic === null ? query.words : [],
  })

/**
 * The first of these that lets something go and finds anything, in one statement that stops there; null
 * when none does. In order of time rather than by EXISTS, for which PostgreSQL may leave the index and read
 * rows as they come.
 */
export async function firstThatFinds(
  db: DatabaseOrTransaction,
  steps: readonly Widened[],
): Promise<Widened | null> {
  if (steps.length === 0) return null
  const cases = steps.map(
    ({ query, letsGo }, index) => Prisma.sql`WHEN ${letsGo}::boolean AND (
      SELECT true FROM ${listed(query)} ORDER BY l."startsAt" LIMIT 1) THEN ${index}::int`,
  )
  const [row] = await db.$queryRaw<{ step: number | null }[]>(
    Prisma.sql` SELECT CASE ${Prisma.join(cases, ' ')} END AS step`,
  )
  return steps[row?.step ?? -1] ?? null
}

/** The same online in another city of this installation: for who is in a city with nothing at all. */
export async function onlineElsewhere(
  db: DatabaseOrTransaction,
  query: SessionQuery,
): Promise<Widened | null> {
  const cities = await db.city.findMany({
    where: { id: { not: query.cityId } },
    orderBy: { slug: 'asc' },
    select: { id: true },
  })
  const steps = cities.map(({ id }) => ({
    by: 'elsewhere' as const,
    letsGo: true,
    query: { ...query, cityId: id, online: true, neighbourhood: null, nearestFirst: null },
  }))
  return firstThatFinds(db, steps)
}
