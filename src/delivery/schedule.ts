import type { Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'

/** Something to be done at a time. */
export interface Scheduled {
  readonly task: string
  readonly payload: Readonly<Record<string, string>>
  /** One job a key: a later call moves it to the new time. */
  readonly key: string
  readonly runAt: Date
}

/**
 * Asks the queue to do something at a time, in the caller's transaction. The job reads anew what
 * there is to do, so that one that comes too early or twice does no harm.
 */
export async function schedule(tx: Pick<Transaction, '$executeRaw'>, job: Scheduled) {
  const { task, payload, key, runAt } = job
  await tx.$executeRaw(Prisma.sql`
    SELECT graphile_worker.add_job(
      ${task}, ${JSON.stringify(payload)}::json, run_at := ${runAt}::timestamptz, job_key := ${key})`)
}
