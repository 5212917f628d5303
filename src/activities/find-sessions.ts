import type { DatabaseOrTransaction } from '../database/client.ts'
import type { InEveryLocale } from '../language/locale.ts'
import type { DayRange, PartOfDay, Topic } from '../understand/understood.ts'

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
  /** The neighbourhood's slug. */
  readonly neighbourhood: string | null
  readonly online: boolean | null
  readonly free: boolean | null
  /** Without it, what is for children only is left out. */
  readonly children: boolean | null
  readonly wheelchair: boolean | null
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
  readonly placeName: string
  /** The neighbourhood's name; null when it is online. */
  readonly neighbourhood: string | null
  readonly priceCents: number
  readonly organisation: string
}

/** Local hours at which each part of the day begins and ends; the end is not included. */
const hours: Readonly<Record<PartOfDay, readonly [from: number, until: number]>> = {
  morning: [5, 12],
  afternoon: [12, 17],
  evening: [17, 24],
}

/**
 * Finds sessions with a place left, soonest first, the first session of each activity only.
 *
 * One statement on purpose: this is the path that everybody takes, and the order of its conditions
 * follows the index on `startsAt`.
 */
export async function findSessions(
  db: DatabaseOrTransaction,
  query: SessionQuery,
  limit: number,
): Promise<readonly FoundSession[]> {
  const [fromHour, untilHour] = query.partOfDay === null ? [0, 24] : hours[query.partOfDay]
  const rows = await db.$queryRaw<
    {
      id: string
      activityId: string
      startsAt: Date
      endsAt: Date
      titleNl: string
      titleEn: string
      placeName: string
      neighbourhood: string | null
      priceCents: number
      organisation: string
    }[]
  >`
    SELECT * FROM (
      SELECT DISTINCT ON (a.id)
        s.id, a.id AS "activityId", s."startsAt", s."endsAt",
        nl.title AS "titleNl", en.title AS "titleEn",
        a."placeName", n.name AS neighbourhood, a."priceCents", o.name AS organisation
      FROM "Session" s
      JOIN "Activity" a ON a.id = s."activityId"
      JOIN "Organisation" o ON o.id = a."organisationId"
      LEFT JOIN "Neighbourhood" n ON n.id = a."neighbourhoodId"
      JOIN "ActivityText" nl ON nl."activityId" = a.id AND nl.locale = 'nl'
      JOIN "ActivityText" en ON en."activityId" = a.id AND en.locale = 'en'
      WHERE s."startsAt" > ${query.now}
        AND s."startsAt" >= (${query.days.start}::date)::timestamp AT TIME ZONE ${query.timeZone}
        AND s."startsAt" < (${query.days.end}::date + 1)::timestamp AT TIME ZONE ${query.timeZone}
        AND s."cancelledAt" IS NULL AND s."goingCount" < s.capacity
        AND a."endedAt" IS NULL AND o."leftAt" IS NULL AND o."cityId" = ${query.cityId}::uuid
        AND extract(hour FROM s."startsAt" AT TIME ZONE ${query.timeZone}) >= ${fromHour}
        AND extract(hour FROM s."startsAt" AT TIME ZONE ${query.timeZone}) < ${untilHour}
        AND (${query.topic}::text IS NULL OR a.topic::text = ${query.topic})
        AND (${query.neighbourhood}::text IS NULL OR n.slug = ${query.neighbourhood})
        AND (${query.online}::boolean IS NOT TRUE OR a."isOnline")
        AND (${query.free}::boolean IS NOT TRUE OR a."priceCents" = 0)
        AND CASE WHEN ${query.children}::boolean IS TRUE THEN a."isForChildren"
            ELSE a."maximumAge" IS NULL OR a."maximumAge" >= 18 END
        AND (${query.wheelchair}::boolean IS NOT TRUE OR a."wheelchairAccessible" OR a."isOnline")
      ORDER BY a.id, s."startsAt"
    ) first_of_each
    ORDER BY "startsAt", id
    LIMIT ${limit} OFFSET ${query.skip}`
  return rows.map(({ titleNl, titleEn, ...row }) => ({
    ...row,
    title: { nl: titleNl, en: titleEn },
  }))
}
