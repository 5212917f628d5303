import { Pool } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/database/client.ts'
import {
  giveBackAbandonedJobs,
  giveBackAbandonedReplies,
  showLiveness,
} from '../../src/delivery/abandoned-jobs.ts'
import { queueOf } from '../../src/delivery/enqueue.ts'
import { startWorker } from '../../src/delivery/worker.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'

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

/** Somebody on an app. */
async function makeIdentity(db: Database): Promise<string> {
  const { id: personId } = await makeLearner(db)
  const { id } = await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: personId,
      addressSealed: personId,
      createdAt: new Date(),
      lastMessageAt: new Date(),
    },
  })
  return id
}

const holders = async () =>
  (await pool.query('SELECT locked_by FROM graphile_worker.jobs ORDER BY id')).rows.map(
    ({ locked_by }) => locked_by,
  )

it('gives back the jobs of a killed process, and those of no other', async () => {
  const alive = await showLiveness(pool, () => {})
  await alive.show('worker-alive')
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

it('has the queue send what a killed process held to send at once, and leaves the rest', async () => {
  const { db } = database
  const alive = await showLiveness(pool, () => {})
  await alive.show('process-alive')
  const identities = await Promise.all([1, 2, 3].map(() => makeIdentity(db)))
  const [ofAlive, ofKilled] = identities
  const held = (identityId: string | undefined, by: string) =>
    pool.query(
      `INSERT INTO "Delivery" ("identityId", kind, locale, reply, "createdAt", "heldBy")
       VALUES ($1, 'answer', 'nl', '{}', now(), $2)`,
      [identityId, by],
    )
  await held(ofAlive, 'process-alive')
  await held(ofKilled, 'process-killed')
  await held(ofKilled, 'process-killed')
  await giveBackAbandonedReplies(pool)
  const jobs = await pool.query(
    `SELECT key, queue_name FROM graphile_worker.jobs WHERE key LIKE 'deliver:%'`,
  )
  expect(jobs.rows).toEqual([{ key: `deliver:${ofKilled}`, queue_name: queueOf(ofKilled ?? '') }])
  const { rows } = await pool.query(
    `SELECT "heldBy" FROM "Delivery" WHERE "identityId" = ANY($1) ORDER BY id`,
    [identities],
  )
  expect(rows.map(({ heldBy: by }) => by)).toEqual(['process-alive', null, null])
  alive.stop()
})
