import type { Transaction } from '../../database/client.ts'
import { withFreeCodes } from './free-codes.ts'
import type { Time } from './times.ts'

/** When an activity takes place, for how many. */
export interface NewSessions {
  readonly activityId: string
  readonly capacity: number
  readonly times: readonly Time[]
}

/**
 * Adds times to an activity, each with a code of its own; those that are there already stay.
 *
 * @returns how many were added.
 */
export async function addSessions(tx: Transaction, sessions: NewSessions): Promise<number> {
  const { activityId, capacity, times } = sessions
  const there = await tx.session.findMany({
    where: { activityId, startsAt: { in: times.map(({ startsAt }) => new Date(startsAt)) } },
    select: { startsAt: true },
  })
  const taken = new Set(there.map(({ startsAt }) => startsAt.toISOString()))
  const fresh = times
    .filter(({ startsAt }) => !taken.has(startsAt))
    .map((time) => ({ ...time, name: `${activityId} ${time.startsAt}` }))
  const free = await withFreeCodes(tx, fresh)
  const added = await tx.session.createMany({
    data: free.map(({ startsAt, endsAt, code }) => ({
      activityId,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      capacity,
      code,
    })),
    skipDuplicates: true,
  })
  return added.count
}
