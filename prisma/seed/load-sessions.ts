import { Temporal } from 'temporal-polyfill'
import type { Prisma } from '../../src/database/generated/client.ts'
import type { CityData } from './city-data.ts'
import { activityId, cityScope } from './city-rows.ts'
import { seedId } from './ids.ts'
import { sessionCodeCandidates, withSessionCodes } from './session-codes.ts'
import { sessionsFor } from './sessions-for.ts'

/** How far ahead there is always something to do. */
export const weeksAhead = 8

/** A session as the city's data has it for the coming weeks. */
export interface WantedSession {
  /** The activity's slug, with its city's, and the moment: what its id and its code are made of. */
  readonly name: string
  readonly activityId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
}

/** Lists all sessions of a city from today on, for {@link weeksAhead} weeks. Pure. */
export function wantedSessions(data: CityData, now: Date): readonly WantedSession[] {
  const { timeZone } = data.city
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
  return data.activities.flatMap(({ slug, capacity, slots }) =>
    sessionsFor(slots, today, weeksAhead, timeZone).map(({ startsAt, endsAt }) => ({
      name: [...cityScope(data), slug, startsAt.toISOString()].join(' '),
      activityId: activityId(data, slug),
      startsAt,
      endsAt,
      capacity,
    })),
  )
}

/**
 * Adds the sessions of the coming weeks that are not there yet. What is there stays as it is: people
 * may have signed up for it, or a worker may have cancelled it.
 *
 * @returns how many were added
 */
export async function loadSessions(
  transaction: Prisma.TransactionClient,
  data: CityData,
  now: Date,
): Promise<number> {
  const wanted = wantedSessions(data, now)
  const present = await transaction.session.findMany({
    where: {
      activityId: { in: [...new Set(wanted.map((session) => session.activityId))] },
      startsAt: { in: [...new Map(wanted.map(({ startsAt }) => [+startsAt, startsAt])).values()] },
    },
    select: { activityId: true, startsAt: true },
  })
  const there = new Set(present.map(momentKey))
  const missing = wanted.filter((session) => !there.has(momentKey(session)))
  if (missing.length === 0) return 0
  const taken = await transaction.session.findMany({
    where: { code: { in: missing.flatMap(({ name }) => sessionCodeCandidates(name)) } },
    select: { code: true },
  })
  const sessions = withSessionCodes(missing, new Set(taken.map(({ code }) => code)))
  const { count } = await transaction.session.createMany({
    data: sessions.map(({ name, ...session }) => ({ id: seedId('session', name), ...session })),
    // A session that a worker moved to another time is there under its id: it does not come back.
    skipDuplicates: true,
  })
  return count
}

function momentKey(session: { readonly activityId: string; readonly startsAt: Date }): string {
  return `${session.activityId} ${session.startsAt.getTime()}`
}
