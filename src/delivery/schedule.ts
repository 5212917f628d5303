import type { Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'

/** Something to be done at a time. */
export interface Scheduled {
  readonly task: string
  readonly payload: Readonly<Record<string, string>>
  /** One job a key: a later call moves it to the new time. */
  readonly key: string
  /** The moment it is now, by the same clock as `runAt`. */
  readonly now: Date
  readonly runAt: Date
}

/**
 * Asks the queue to do something at a time, in the caller's transaction. The job reads anew what
 * there is to do, so that one that comes too early or twice does no harm. The queue is given how long to
 * wait and not the moment, which is by our clock: were the database's ahead, a job that puts itself back
 * until its time would run without end.
 */
export async function schedule(tx: Pick<Transaction, '$executeRaw'>, job: Scheduled) {
  const { task, payload, key } = job
  const seconds = Math.max(0, job.runAt.getTime() - job.now.getTime()) / 1000
  await tx.$executeRaw(Prisma.sql`
    SELECT graphile_worker.add_job(
      ${task}, ${JSON.stringify(payload)}::json,
      run_at := now() + make_interval(secs => ${seconds}::float8), job_key := ${key})`)
}
