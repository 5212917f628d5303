import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Channel } from '../../src/conversation/channel.ts'
import { reply, text } from '../../src/conversation/reply.ts'
import { enqueue } from '../../src/delivery/enqueue.ts'
import { createLanes } from '../../src/delivery/lane.ts'
import { deliveryTasks } from '../../src/delivery/tasks.ts'
import { type DeliveryWorker, startWorker } from '../../src/delivery/worker.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
let worker: DeliveryWorker
const deps = testDeps({ clock: () => new Date() })
const log = pino({ level: 'silent' })
const concurrency = 8

const sent: string[] = []
let hanging = 0
let release = () => {}
const released = new Promise<void>((done) => {
  release = done
})

/** A platform that takes a request and does not answer. */
const deadPigeon: Channel = {
  name: 'pigeon',
  async send() {
    hanging += 1
    await released
    return { kind: 'tryLater', code: 'network', afterMilliseconds: null }
  },
}
const drum: Channel = {
  name: 'drum',
  async send({ address }) {
    sent.push(address)
    return { kind: 'sent', providerMessageId: null }
  },
}

beforeAll(async () => {
  database = await seededTestDatabase()
  const channels = new Map([deadPigeon, drum].map((channel) => [channel.name, channel]))
  worker = await startWorker({
    databaseUrl: database.url,
    tasks: deliveryTasks({
      ...{ db: database.db, deps, channels, log, observe: () => {}, pause: async () => {} },
      lanes: createLanes([...channels.keys()], concurrency),
    }),
    cronItems: [],
    log,
    concurrency,
  })
})
afterAll(async () => {
  release()
  await worker.stop()
  await database.close()
})

async function write(channel: string, number: number) {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  const address = `${channel} ${number}`
  const now = deps.clock()
  const { id: identityId } = await db.channelIdentity.create({
    data: {
      ...{ personId, channel, createdAt: now, lastMessageAt: now },
      addressLookup: deps.seals.lookup(channel, address),
      addressSealed: await deps.seals.seal('address', address),
    },
  })
  const replies = [reply({ paragraphs: [text('thanks.welcome')] })]
  await db.$transaction((tx) =>
    enqueue(tx, { identityId, kind: 'answer', locale: 'nl', replies, interaction: null, now }),
  )
}

it('answers people on one channel while another one hangs', async () => {
  for (let number = 0; number < 20; number += 1) await write('pigeon', number)
  await expect.poll(() => hanging).toBeGreaterThan(0)
  for (let number = 0; number < 20; number += 1) await write('drum', number)
  await expect.poll(() => sent.length, { timeout: 5000 }).toBe(20)
  expect(hanging).toBeLessThan(concurrency)
})
