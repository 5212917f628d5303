import { Pool } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { showLiveness, watchAbandonedJobs } from '../../src/delivery/abandoned-jobs.ts'
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

/** A job in a named queue, held since half a minute by a pool of workers of that name. */
async function heldBy(holder: string) {
  const { rows } = await pool.query(
    `SELECT id FROM graphile_worker.add_job('note', '{"a":1}'::json, queue_name := $1)`,
    [`queue of ${holder}`],
  )
  const long = `now() - interval '30 seconds'`
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = ${long} WHERE id = $2`,
    [holder, rows[0].id],
  )
  await pool.query(
    `UPDATE graphile_worker._private_job_queues SET locked_by = $1, locked_at = ${long}
     WHERE queue_name = $2`,
    [holder, `queue of ${holder}`],
  )
}

const holders = async () =>
  (await pool.query('SELECT locked_by FROM graphile_worker.jobs ORDER BY id')).rows.map(
    ({ locked_by }) => locked_by,
  )

/** Looks as often as it takes to be sure of a death. */
async function lookTwice() {
  const abandoned = watchAbandonedJobs()
  await abandoned.look(pool)
  await abandoned.look(pool)
}

it('gives back the jobs of a killed process, and those of no other', async () => {
  const alive = await showLiveness(pool)
  alive.show('pool-alive')
  await heldBy('pool-alive')
  await heldBy('pool-killed')
  await watchAbandonedJobs().look(pool)
  expect(await holders()).toEqual(['pool-alive', 'pool-killed'])
  await lookTwice()
  expect(await holders()).toEqual(['pool-alive', null])

  alive.stop()
  await expect
    .poll(async () => {
      await lookTwice()
      return holders()
    })
    .toEqual([null, null])
})

it('is shown again after its connection broke', async () => {
  const alive = await showLiveness(pool)
  alive.show('pool-cut-off')
  await heldBy('pool-cut-off')
  const shownOn = async () =>
    (
      await pool.query(
        `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = (hashtext('pool-cut-off')::bigint & 4294967295)::oid`,
      )
    ).rows[0]?.pid
  const before = await shownOn()
  await pool.query('SELECT pg_terminate_backend($1)', [before])
  await expect.poll(shownOn).toBeTypeOf('number')
  expect(await shownOn()).not.toBe(before)
  await lookTwice()
  expect(await holders()).toContain('pool-cut-off')
  alive.stop()
})

it('leaves a worker the job that takes long', async () => {
  let finish = () => {}
  const started: string[] = []
  const worker = await startWorker({
    databaseUrl: database.url,
    tasks: {
      long: () => {
        started.push('long')
        return new Promise<void>((done) => {
          finish = done
        })
      },
    },
    cronItems: [],
    log: pino({ level: 'silent' }),
    concurrency: 1,
  })
  await pool.query(`SELECT graphile_worker.add_job('long')`)
  await expect.poll(() => started.length).toBe(1)
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute'
     WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'long')`,
  )
  await lookTwice()
  const [held] = (
    await pool.query(`SELECT locked_by FROM graphile_worker.jobs WHERE task_identifier = 'long'`)
  ).rows
  expect(held.locked_by).not.toBeNull()
  finish()
  await worker.stop()
})

it('has a new worker take up what a killed one left', async () => {
  const done: string[] = []
  await heldBy('pool-killed-too')
  const worker = await startWorkerOn(done)
  await expect.poll(() => done.length, { timeout: 15_000 }).toBe(4)
  await worker.stop()
}, 30_000)

it('has the queue send what a killed process held to send at once, and leaves the rest', async () => {
  const alive = await showLiveness(pool)
  alive.show('process-alive')
  const [ofAlive, ofKilled] = [await makeIdentity(), await makeIdentity()]
  const held = (identityId: string, by: string) =>
    pool.query(
      `INSERT INTO "Delivery" ("identityId", kind, locale, reply, "createdAt", "heldBy")
       VALUES ($1, 'answer', 'nl', '{}', now(), $2)`,
      [identityId, by],
    )
  await held(ofAlive, 'process-alive')
  await held(ofKilled, 'process-killed')
  await held(ofKilled, 'process-killed')
  await lookTwice()
  const jobs = await pool.query(
    `SELECT key, queue_name FROM graphile_worker.jobs WHERE key LIKE 'deliver:%'`,
  )
  expect(jobs.rows).toEqual([
    { key: `deliver:${ofKilled}`, queue_name: `pigeon-${queueOf(ofKilled)}` },
  ])
  const { rows } = await pool.query(
    `SELECT "heldBy" FROM "Delivery" WHERE "identityId" = ANY($1) ORDER BY id`,
    [[ofAlive, ofKilled]],
  )
  expect(rows.map(({ heldBy: by }) => by)).toEqual(['process-alive', null, null])
  alive.stop()
})

/** Somebody on an app. */
async function makeIdentity(): Promise<string> {
  const { db } = database
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
