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

/** That somebody was told is kept until it cannot come up again. */
const keepNoticesDays = 30

/** Removes what is past its term. Safe to run at any time and more than once. */
export async function keepHouse(db: Database, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMilliseconds)
  await db.receivedUpdate.deleteMany({ where: { receivedAt: { lt: before(keepUpdatesDays) } } })
  await db.notice.deleteMany({ where: { toldAt: { lt: before(keepNoticesDays) } } })
  await db.delivery.deleteMany({
    where: { status: { not: 'pending' }, createdAt: { lt: before(keepDeliveriesDays) } },
  })
}
