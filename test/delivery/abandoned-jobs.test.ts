import { Pool } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { giveBackAbandonedJobs, showLiveness } from '../../src/delivery/abandoned-jobs.ts'
import { startWorker } from '../../src/delivery/worker.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await seededTestDatabase()
  pool = new Pool({ connectionString: database.url })
  pool.on('error', () => {})
  // The queue's own tables are made by the first worker.
  await (await startWorkerOn([])).stop()
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

const startWorkerOn = (done: string[]) =>
  startWorker({
    databaseUrl: database.url,
    tasks: { note: (payload) => void done.push(JSON.stringify(payload)) },
    cronItems: [],
    log: pino({ level: 'silent' }),
    concurrency: 2,
  })

/** A job in a named queue, held since half a minute by a worker of that name. */
async function heldBy(worker: string) {
  const { rows } = await pool.query(
    `SELECT id FROM graphile_worker.add_job('note', '{"a":1}'::json, queue_name := $1)`,
    [`queue of ${worker}`],
  )
  const long = `now() - interval '30 seconds'`
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = ${long} WHERE id = $2`,
    [worker, rows[0].id],
  )
  await pool.query(
    `UPDATE graphile_worker._private_job_queues SET locked_by = $1, locked_at = ${long}
     WHERE queue_name = $2`,
    [worker, `queue of ${worker}`],
  )
}

const holders = async () =>
  (await pool.query('SELECT locked_by FROM graphile_worker.jobs ORDER BY id')).rows.map(
    ({ locked_by }) => locked_by,
  )

it('gives back the jobs of a killed process, and those of no other', async () => {
  const alive = await showLiveness(pool, () => {})
  alive.show('worker-alive')
  await heldBy('worker-alive')
  await heldBy('worker-killed')
  await giveBackAbandonedJobs(pool)
  expect(await holders()).toEqual(['worker-alive', null])

  alive.stop()
  await expect
    .poll(async () => {
      await giveBackAbandonedJobs(pool)
      return holders()
    })
    .toEqual([null, null])
})

it('has a new worker take up what a killed one left', async () => {
  const done: string[] = []
  await heldBy('worker-killed-too')
  const worker = await startWorkerOn(done)
  await expect.poll(() => done.length, { timeout: 15_000 }).toBe(3)
  await worker.stop()
}, 30_000)
