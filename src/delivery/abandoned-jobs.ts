import type { Pool, PoolClient } from 'pg'
import { deliverTask, queueCount } from './enqueue.ts'

/**
 * The first half of the advisory locks by which a holder of jobs shows that it lives; the other half is
 * a hash of its id. The database lets a lock go as soon as the connection of its process ends.
 */
const livenessLock = 0x57a9e

/** How long a job is held before its holder may be taken for dead: it needs a moment to be shown. */
const graceSeconds = 5

/** Shows that the holders of jobs in this process live: the queue's pools of workers, by id. */
export interface Liveness {
  show(holderId: string): void
  /** It ended in order: what it may have left is for others. */
  hide(holderId: string): void
  stop(): void
}

/** How long until another connection is tried, after one was lost. */
const reconnectMilliseconds = 250

/**
 * Holds one connection for as long as this process takes jobs. When it breaks another one is made, on
 * which all are shown again: what they are at goes on, and is not to be done by others as well.
 */
export async function showLiveness(pool: Pool): Promise<Liveness> {
  const shown = new Set<string>()
  let stopped = false
  let current: { readonly client: PoolClient; readonly lose: () => void } | null = null
  let asked: Promise<unknown> = Promise.resolve()

  const ask = (question: 'pg_advisory_lock' | 'pg_advisory_unlock', holderId: string): void => {
    if (current === null) return
    const { client, lose } = current
    const statement = `SELECT ${question}($1, hashtext($2))`
    asked = asked.then(() => client.query(statement, [livenessLock, holderId]).catch(lose))
  }
  const connect = async (): Promise<void> => {
    const client = await pool.connect()
    const lose = (): void => {
      if (current?.client !== client) return
      current = null
      client.release(true)
      again()
    }
    current = { client, lose }
    client.on('error', lose)
    client.on('end', lose)
    if (stopped) lose()
    for (const holderId of shown) ask('pg_advisory_lock', holderId)
  }
  const again = (): void => {
    if (stopped) return
    setTimeout(() => void connect().catch(again), reconnectMilliseconds).unref()
  }
  await connect()
  return {
    show(holderId) {
      shown.add(holderId)
      ask('pg_advisory_lock', holderId)
    },
    hide(holderId) {
      shown.delete(holderId)
      ask('pg_advisory_unlock', holderId)
    },
    stop() {
      stopped = true
      current?.lose()
    },
  }
}

/** Looks for the jobs of those whose process was killed. */
export interface AbandonedJobs {
  /**
   * Gives back the jobs of those that were found dead in this look and in the one before: who lost the
   * connection has had the time to be shown again. The queue by itself would hold them, and with each
   * of them a queue of people, for four hours.
   */
  look(pool: Pool): Promise<void>
}

/** Starts without suspicion. */
export function watchAbandonedJobs(): AbandonedJobs {
  let suspects: readonly string[] = []
  return {
    async look(pool) {
      const before = suspects
      // When the database cannot be asked, nothing is known of anybody.
      suspects = []
      suspects = await findDead(pool)
      const dead = suspects.filter((holder) => before.includes(holder))
      if (dead.length === 0) return
      await pool.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead])
      await leaveToQueue(pool, dead)
    },
  }
}

async function findDead(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ holder: string }>(
    `WITH held AS MATERIALIZED (
       SELECT DISTINCT locked_by AS holder FROM graphile_worker.jobs
       WHERE locked_at < now() - make_interval(secs => $2)
       UNION SELECT "heldBy" FROM "Delivery" WHERE status = 'pending' AND "heldBy" IS NOT NULL
     )
     SELECT holder FROM held WHERE pg_try_advisory_xact_lock($1, hashtext(holder))`,
    [livenessLock, graceSeconds],
  )
  return rows.map(({ holder }) => holder)
}

/** Has the queue send the replies that a killed process held to send at once. */
async function leaveToQueue(pool: Pool, dead: readonly string[]): Promise<void> {
  await pool.query(
    `WITH free AS (
       UPDATE "Delivery" SET "heldBy" = NULL WHERE "heldBy" = ANY($1) AND status = 'pending'
       RETURNING "identityId"
     )
     SELECT graphile_worker.add_job($2, json_build_object('identityId', i.id::text),
       queue_name := i.channel || '-' || ('x' || right(i.id::text, 6))::bit(24)::int % $3,
       job_key := 'deliver:' || i.id)
     FROM "ChannelIdentity" i WHERE i.id IN (SELECT "identityId" FROM free)`,
    [dead, deliverTask, queueCount],
  )
}
