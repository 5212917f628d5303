import type { Pool } from 'pg'
import { deliverTask, queueCount } from './enqueue.ts'

/**
 * The first half of the advisory locks by which a worker shows that it lives; the other half is a
 * hash of its name. The database lets a lock go as soon as the connection of its process ends.
 */
const livenessLock = 0x57a9e

/** How long a job is held before its worker may be taken for dead: it needs a moment to show itself. */
const graceSeconds = 5

/** Shows that the workers of this process live. */
export interface Liveness {
  show(name: string): Promise<void>
  stop(): void
}

/**
 * Holds one connection for as long as this process takes jobs.
 *
 * @param onLost called once when that connection breaks: others may then take over the jobs
 */
export async function showLiveness(pool: Pool, onLost: () => void): Promise<Liveness> {
  const client = await pool.connect()
  let open = true
  const lose = (): void => {
    if (!open) return
    open = false
    client.release(true)
    onLost()
  }
  client.on('error', lose)
  client.on('end', lose)
  return {
    async show(name) {
      await client
        .query('SELECT pg_advisory_lock($1, hashtext($2))', [livenessLock, name])
        .catch(lose)
    },
    stop() {
      if (!open) return
      open = false
      client.release(true)
    },
  }
}

/**
 * Gives back the jobs of workers whose process was killed. The queue by itself would hold them, and
 * with each of them a queue of people, for four hours.
 */
export async function giveBackAbandonedJobs(pool: Pool): Promise<void> {
  await pool.query(
    `WITH held AS MATERIALIZED (
       SELECT DISTINCT locked_by AS worker FROM graphile_worker.jobs
       WHERE locked_at < now() - make_interval(secs => $2)
     ), dead AS MATERIALIZED (
       SELECT worker FROM held WHERE pg_try_advisory_xact_lock($1, hashtext(worker))
     )
     SELECT graphile_worker.force_unlock_workers(array_agg(worker)) FROM dead HAVING count(*) > 0`,
    [livenessLock, graceSeconds],
  )
}

/** Has the queue send the replies that a killed process held to send at once. */
export async function giveBackAbandonedReplies(pool: Pool): Promise<void> {
  await pool.query(
    `WITH held AS MATERIALIZED (
       SELECT DISTINCT "heldBy" AS name FROM "Delivery"
       WHERE status = 'pending' AND "heldBy" IS NOT NULL
     ), dead AS MATERIALIZED (
       SELECT name FROM held WHERE pg_try_advisory_xact_lock($1, hashtext(name))
     ), free AS (
       UPDATE "Delivery" d SET "heldBy" = NULL FROM dead
       WHERE d."heldBy" = dead.name AND d.status = 'pending'
       RETURNING "identityId"
     )
     SELECT graphile_worker.add_job($2, json_build_object('identityId', "identityId"::text),
       queue_name := 'people-' || ('x' || right("identityId"::text, 6))::bit(24)::int % $3,
       job_key := 'deliver:' || "identityId")
     FROM free GROUP BY "identityId"`,
    [livenessLock, deliverTask, queueCount],
  )
}
