import type { DatabaseOrTransaction } from '../database/client.ts'
import type { SeenInRun } from './seen.ts'

/** A session that a whole source had before and has no more, or has only now. */
export interface PairedSession {
  readonly id: string
  readonly externalId: string
  readonly activityId: string
  readonly startsAt: Date
}

/** What a whole source has no more. */
export interface Vanished {
  readonly sessions: readonly PairedSession[]
  /** By what the source called them. */
  readonly activities: readonly string[]
  /** Sessions of the source that are still to come, those included. */
  readonly comingSessions: number
  /** What this run put in, of the activities that lost a session. */
  readonly arrived: readonly PairedSession[]
}

const rowsAtOnce = 1000

/** The smallest id there is. */
const zero = '00000000-0000-0000-0000-000000000000'

/** Finds what was not seen of a source. What has begun already is left as it is. */
export async function findVanished(
  db: DatabaseOrTransaction,
  { importSourceId, now }: { readonly importSourceId: string; readonly now: Date },
  seen: SeenInRun,
): Promise<Vanished> {
  const sessions: PairedSession[] = []
  const arrived: PairedSession[] = []
  let comingSessions = 0
  const where = { importSourceId, cancelledAt: null, startsAt: { gt: now } }
  const select = { id: true, externalId: true, activityId: true, startsAt: true } as const
  for (let after: string | undefined = zero; after !== undefined; ) {
    const rows: PairedSession[] = await db.session.findMany({
      where: { ...where, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: rowsAtOnce,
      select,
    })
    comingSessions += rows.length
    for (const row of rows) {
      if (!seen.sessions.has(row.externalId)) sessions.push(row)
      else if (seen.newSessions.has(row.externalId)) arrived.push(row)
    }
    after = rows.at(-1)?.id
  }
  const emptied = new Set(sessions.map(({ activityId }) => activityId))
  const ofEmptied = arrived.filter(({ activityId }) => emptied.has(activityId))
  const activities = await vanishedActivities(db, importSourceId, seen)
  return { sessions, activities, comingSessions, arrived: ofEmptied }
}

async function vanishedActivities(
  db: DatabaseOrTransaction,
  importSourceId: string,
  seen: SeenInRun,
): Promise<readonly string[]> {
  const gone: string[] = []
  for (let after: string | undefined = zero; after !== undefined; ) {
    const rows: { readonly id: string; readonly externalId: string | null }[] =
      await db.activity.findMany({
        where: { importSourceId, endedAt: null, id: { gt: after } },
        orderBy: { id: 'asc' },
        take: rowsAtOnce,
        select: { id: true, externalId: true },
      })
    for (const { externalId } of rows) {
      if (externalId !== null && !seen.activities.has(externalId)) gone.push(externalId)
    }
    after = rows.at(-1)?.id
  }
  return gone
}

/** Further away it is another occurrence, not the same one at another time. */
const nearMilliseconds = 7 * 24 * 3_600_000

/**
 * Pairs each session that is gone with the nearest new one of its activity, less than a week away: a source that
 * names its times by when they are has moved it. Each is paired once.
 */
export function pairMoved({ sessions, arrived }: Pick<Vanished, 'sessions' | 'arrived'>): readonly {
  readonly gone: PairedSession
  readonly arrived: PairedSession
}[] {
  const free = new Map<string, PairedSession[]>()
  for (const session of arrived) {
    free.set(session.activityId, [...(free.get(session.activityId) ?? []), session])
  }
  return sessions.flatMap((gone) => {
    const away = ({ startsAt }: PairedSession) =>
      Math.abs(startsAt.getTime() - gone.startsAt.getTime())
    const others = free.get(gone.activityId) ?? []
    const [nearest] = others.toSorted((one, other) => away(one) - away(other))
    if (nearest === undefined || away(nearest) >= nearMilliseconds) return []
    free.set(
      gone.activityId,
      others.filter((other) => other !== nearest),
    )
    return [{ gone, arrived: nearest }]
  })
}

/** So few are taken away without asking, and so large a share. */
const fewSessions = 10
const largestShare = 1 / 3

/** Whether so much is gone that the source is rather cut off than changed. */
export const isFarMoreThanUsual = (gone: number, coming: number): boolean =>
  gone > fewSessions && gone > coming * largestShare
