import type { Pool } from 'pg'

/**
 * The first half of the advisory locks by which a worker shows that it lives; the other half is a
 * hash of its name. The database lets a lock go as soon as the connection of its process ends.
 */
const livenessLock = 0x57a9e

/** How long a job is held before its worker may be taken for dead: it needs a moment to show itself. */
const graceSeconds = 5

/** Shows that the workers of this process live. */
export interface Liveness {
  show(workerId: string): void
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
    show(workerId) {
      client
        .query('SELECT pg_advisory_lock($1, hashtext($2))', [livenessLock, workerId])
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
