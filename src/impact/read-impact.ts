import { Temporal } from 'temporal-polyfill'
import { localDay, startOfDay } from '../activities/local-day.ts'
import type { AchievementKind } from '../badges/credential.ts'
import type { City } from '../cities/city.ts'
import type { DatabaseOrTransaction } from '../database/client.ts'
import { hideSmall } from '../organisations/hide-small.ts'
import { type LocalDay, type Topic, topics } from '../understand/understood.ts'

/** Numbers by month, in the order of {@link Impact.months}, rounded down to fives; null is hidden. */
export interface Series<Key extends string = string> {
  readonly key: Key
  readonly values: readonly (number | null)[]
}

/** What came of it, safe to publish. */
export interface Impact {
  /** Whole months, `YYYY-MM`, the oldest first. The month that is going on would change from day to day. */
  readonly months: readonly string[]
  /** Different people who were on the list of something that took place. */
  readonly people: readonly (number | null)[]
  /** Badges given. */
  readonly kinds: readonly Series<AchievementKind>[]
  /** Times that somebody joined in. */
  readonly topics: readonly Series<Topic>[]
  /** Times that somebody joined in, by the neighbourhood's slug; `online` for what is nowhere. */
  readonly neighbourhoods: readonly Series[]
}

const monthsShown = 6

const kinds = ['encouragement', 'skill', 'pathway'] as const satisfies readonly AchievementKind[]

/** The parts of a whole by month: how often each key was counted. */
type Counts = readonly { readonly month: string; readonly key: string; readonly count: number }[]

/**
 * Counts a city's last whole months, and hides what is small ({@link hideSmall}): also what could be worked
 * out between two tables, or from how a month looked before somebody was erased.
 */
export async function readImpact(
  db: DatabaseOrTransaction,
  { city, now }: { readonly city: City; readonly now: Date },
): Promise<Impact> {
  const thisMonth = Temporal.PlainDate.from(localDay(now, city.timeZone)).with({ day: 1 })
  const months = Array.from({ length: monthsShown }, (_, index) =>
    thisMonth
      .subtract({ months: monthsShown - index })
      .toPlainYearMonth()
      .toString(),
  )
  const until = startOfDay(firstDay(thisMonth.toPlainYearMonth().toString()), city.timeZone)
  const from = startOfDay(firstDay(months[0] ?? ''), city.timeZone)
  const period = { cityId: city.id, timeZone: city.timeZone, from, until }
  const joined = await countJoined(db, period)
  const badges = await countBadges(db, period)
  const people = await countPeople(db, period)
  const places = [...city.places.map(({ slug }) => slug), 'online']
  return {
    months,
    people: months.map((month) => hideSmall(countOf(people, month, 'all'))),
    kinds: seriesOf(kinds, months, badges),
    topics: seriesOf(
      topics,
      months,
      countBy(joined, ({ topic }) => topic),
    ),
    neighbourhoods: seriesOf(
      places,
      months,
      countBy(joined, ({ place }) => place),
    ),
  }
}

const firstDay = (month: string): LocalDay => localDay(new Date(`${month}-01T12:00:00Z`), 'UTC')

interface Period {
  readonly cityId: string
  readonly timeZone: string
  readonly from: Date
  readonly until: Date
}

function countJoined(db: DatabaseOrTransaction, { cityId, timeZone, from, until }: Period) {
  return db.$queryRaw<{ month: string; topic: string; place: string; count: number }[]>`
    SELECT to_char(s."startsAt" AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month,
      a.topic::text AS topic, coalesce(n.slug, 'online') AS place, count(*)::int AS count
    FROM "Signup" u
    JOIN "Session" s ON s.id = u."sessionId"
    JOIN "Activity" a ON a.id = s."activityId"
    JOIN "Organisation" o ON o.id = a."organisationId"
    LEFT JOIN "Neighbourhood" n ON n.id = a."neighbourhoodId"
    WHERE u.status IN ('going', 'attended') AND s."cancelledAt" IS NULL
      AND s."startsAt" >= ${from} AND s."startsAt" < ${until} AND o."cityId" = ${cityId}::uuid
    GROUP BY 1, 2, 3`
}

function countPeople(db: DatabaseOrTransaction, { cityId, timeZone, from, until }: Period) {
  return db.$queryRaw<{ month: string; key: string; count: number }[]>`
    SELECT to_char(s."startsAt" AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month, 'all' AS key,
      count(DISTINCT u."personId")::int AS count
    FROM "Signup" u
    JOIN "Session" s ON s.id = u."sessionId"
    JOIN "Activity" a ON a.id = s."activityId"
    JOIN "Organisation" o ON o.id = a."organisationId"
    WHERE u.status IN ('going', 'attended') AND s."cancelledAt" IS NULL
      AND s."startsAt" >= ${from} AND s."startsAt" < ${until} AND o."cityId" = ${cityId}::uuid
    GROUP BY 1`
}

function countBadges(db: DatabaseOrTransaction, { cityId, timeZone, from, until }: Period) {
  return db.$queryRaw<{ month: string; key: string; count: number }[]>`
    SELECT to_char(w."awardedAt" AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month,
      h.kind::text AS key, count(*)::int AS count
    FROM "Award" w
    JOIN "Achievement" h ON h.id = w."achievementId"
    JOIN "Organisation" o ON o.id = h."organisationId"
    WHERE w.stands AND w."awardedAt" >= ${from} AND w."awardedAt" < ${until}
      AND o."cityId" = ${cityId}::uuid
    GROUP BY 1, 2`
}

function countBy<Row extends { readonly month: string; readonly count: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Counts {
  return rows.map((row) => ({ month: row.month, key: keyOf(row), count: row.count }))
}

const countOf = (counts: Counts, month: string, key: string): number =>
  counts
    .filter((each) => each.month === month && each.key === key)
    .reduce((total, { count }) => total + count, 0)

/** One series a key, in the order of the keys. */
function seriesOf<Key extends string>(
  keys: readonly Key[],
  months: readonly string[],
  counts: Counts,
): readonly Series<Key>[] {
  return keys.map((key) => ({
    key,
    values: months.map((month) => hideSmall(countOf(counts, month, key))),
  }))
}
