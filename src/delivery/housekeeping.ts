import type { Database } from '../database/client.ts'

/** The name of the daily task. */
export const housekeepingTask = 'housekeeping'

/** At 03:17 UTC, when nobody is reading. */
export const housekeepingTime = '17 3 * * *'

const dayMilliseconds = 86_400_000

/** A platform repeats an update for a day at the most; a week is ample. */
const keepUpdatesDays = 7

/** How long a reply's fate (never its words) stays to be looked into. */
const keepDeliveriesDays = 30

/** How long a story waits for the learner's yes before it is erased. */
const keepDraftsDays = 2

/** Removes what is past its term. Safe to run at any time and more than once. */
export async function keepHouse(db: Database, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMilliseconds)
  await db.receivedUpdate.deleteMany({ where: { receivedAt: { lt: before(keepUpdatesDays) } } })
  await db.delivery.deleteMany({
    where: { status: { not: 'pending' }, createdAt: { lt: before(keepDeliveriesDays) } },
  })
  await db.story.deleteMany({
    where: { agreedAt: null, createdAt: { lt: before(keepDraftsDays) } },
  })
}
