import { Prisma } from '../../database/generated/client.ts'
import type { PartOfDay } from '../../understand/understood.ts'
import { addDays, startOfDay } from '../local-day.ts'
import type { SessionQuery } from './query.ts'

/** Local hours at which each part of the day begins and ends; the end is not included. */
const hours: Readonly<Record<PartOfDay, readonly [from: number, until: number]>> = {
  morning: [5, 12],
  afternoon: [12, 17],
  evening: [17, 24],
}

/** More than anything costs, in cents. */
const anyPriceCents = 2_147_483_647

/**
 * The listings `l` of a query as SQL, with the session `s` of each for its places left. The text is the
 * same whatever is asked, so that PostgreSQL plans it once a connection, and not at each question.
 */
export const listed = (query: SessionQuery): Prisma.Sql => {
  const { cityId, timeZone, days, now, topic, neighbourhood, online, spokenLanguage } = query
  const from = startOfDay(days.start, timeZone)
  // A session that begins this very moment has begun.
  const earliest = from > now ? from : new Date(now.getTime() + 1)
  const [fromHour, untilHour] = query.partOfDay === null ? [0, 24] : hours[query.partOfDay]
  const highestCents = query.free === true ? 0 : (query.maximumPriceCents ?? anyPriceCents)
  return Prisma.sql`"Listing" l JOIN "Session" s ON s.id = l."sessionId"
    WHERE s."goingCount" + ${query.placesNeeded ?? 1} <= s.capacity
    AND l."cityId" = ${cityId}::uuid
    AND l."startsAt" >= ${earliest} AND l."startsAt" < ${startOfDay(addDays(days.end, 1), timeZone)}
    AND l."startHour" >= ${fromHour} AND l."startHour" < ${untilHour}
    AND (${topic}::"Topic" IS NULL OR l.topic = ${topic}::"Topic")
    AND (${neighbourhood}::text IS NULL OR l."neighbourhoodSlug" = ${neighbourhood}::text)
    AND (${online}::boolean IS NULL OR l."isOnline" = ${online}::boolean)
    AND l."priceCents" <= ${highestCents}
    AND CASE WHEN ${query.children === true}::boolean THEN l."isForChildren" ELSE l."suitsAdults" END
    AND (NOT ${query.wheelchair === true}::boolean OR l.wheelchair)
    AND (${spokenLanguage}::text IS NULL OR ${spokenLanguage}::text = ANY (l."spokenLanguages"))`
}

/** The activities of a city that hold any of the words, as SQL over `"ActivityWords" w`. */
export const holdsWords = ({ cityId, words }: Pick<SessionQuery, 'cityId' | 'words'>): Prisma.Sql =>
  Prisma.sql`w."cityId" = ${cityId}::uuid AND w.words @@ ${stems(words.join(' | '))}`

/** True of activities `w` with one of the words in their title. */
export const inTitle = ({ words }: Pick<SessionQuery, 'words'>): Prisma.Sql =>
  Prisma.sql`w.words @@ ${stems(words.map((word) => `${word}:A`).join(' | '))}`

const stems = (words: string): Prisma.Sql =>
  Prisma.sql`(to_tsquery('search_nl', ${words}) || to_tsquery('search_en', ${words}))`
