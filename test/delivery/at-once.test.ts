import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, SendResult } from '../../src/conversation/channel.ts'
import { reply, text } from '../../src/conversation/reply.ts'
import { emptyState } from '../../src/conversation/state.ts'
import { createAtOnce } from '../../src/delivery/at-once.ts'
import { emptyOutbox } from '../../src/delivery/deliver.ts'
import { heldReplies, keepTurn } from '../../src/delivery/keep-turn.ts'
import { createTestClock } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
const clock = createTestClock()
const deps = testDeps(clock)

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const replies = ['thanks.welcome', 'find.noMore'] as const
const words = replies.map((key) => reply({ paragraphs: [text(key)] }))

/** Somebody on an app that answers as told, in turn, and takes it after that. */
async function somebody(results: (SendResult | Promise<SendResult>)[] = []) {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  const { id: identityId } = await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: personId,
      addressSealed: await deps.seals.seal('address', 'loft 1'),
      createdAt: clock.clock(),
      lastMessageAt: clock.clock(),
    },
  })
  const sent: string[] = []
  const channel: Channel = {
    name: 'pigeon',
    async send({ address, reply: said, interaction }) {
      const result = (await results.shift()) ?? { kind: 'sent', providerMessageId: null }
      if (result.kind === 'sent') sent.push([address, interaction, ...said.paragraphs].join(' | '))
      return result
    },
  }
  const service = {
    db,
    deps,
    channels: new Map([['pigeon', channel]]),
    lanes: new Map(),
    pause: async () => {},
    log: pino({ level: 'silent' }),
    observe: () => {},
  }
  const atOnce = createAtOnce(service, 'this-process')
  /** A turn of theirs ends; the replies that this process is to send are given to it. */
  const answer = async () => {
    const now = clock.clock()
    const held = await db.inQuickTransaction(async () => ({
      kind: 'commit',
      last: keepTurn({
        ...{ identityId, locale: 'nl', replies: words, interaction: 'press 1', now },
        state: emptyState,
        holder: atOnce.holder('pigeon'),
      }),
      result: (rows) => heldReplies(words, rows),
    }))
    if (held.length > 0) {
      atOnce.send({
        ...{ identityId, channel: 'pigeon', address: 'loft 1', locale: 'nl', now },
        ...{ interaction: 'press 1', requestId: null, replies: held },
      })
    }
    return held.length
  }
  const outbox = async () =>
    (await db.delivery.findMany({ where: { identityId }, orderBy: { id: 'asc' } })).map(
      ({ status, heldBy, reply: kept }) =>
        `${status} ${heldBy} ${kept === null ? 'empty' : 'kept'}`,
    )
  const jobs = () =>
    db.$queryRaw<{ wait: number }[]>`
      SELECT extract(epoch FROM run_at - now())::float8 AS wait FROM graphile_worker.jobs WHERE key = ${`deliver:${identityId}`}`
  return { answer, atOnce, sent, outbox, jobs, empty: () => emptyOutbox(service, identityId) }
}

describe('sending at once', () => {
  it('sends a turn in order, without a job, and lets go of the words', async () => {
    const { answer, atOnce, sent, outbox, jobs } = await somebody()
    expect(await answer()).toBe(2)
    await atOnce.stop()
    expect(sent).toEqual([
      'loft 1 | press 1 | Graag gedaan.',
      expect.stringMatching(/^loft 1 \| {2}\| /),
    ])
    expect(await outbox()).toEqual(['sent null empty', 'sent null empty'])
    expect(await jobs()).toEqual([])
  })

  it('leaves the rest to the queue, for the time that the platform asks', async () => {
    const busy: SendResult = { kind: 'tryLater', code: '429', afterMilliseconds: 60_000 }
    const { answer, atOnce, sent, outbox, jobs, empty } = await somebody([busy])
    await answer()
    await atOnce.stop()
    expect(await outbox()).toEqual(['pending null kept', 'pending null kept'])
    const [{ wait } = { wait: null }] = await jobs()
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent).toHaveLength(2)
  })

  it('keeps the order with a turn that ends meanwhile, which the queue then sends', async () => {
    let arrive = (_result: SendResult) => {}
    const slow = new Promise<SendResult>((resolve) => {
      arrive = resolve
    })
    const { answer, atOnce, sent, outbox, jobs, empty } = await somebody([slow])
    expect(await answer()).toBe(2)
    expect(await answer()).toBe(0)
    const until = new Date(clock.clock().getTime() + 1000)
    expect(await empty()).toEqual({ kind: 'waiting', until })
    arrive({ kind: 'sent', providerMessageId: null })
    await atOnce.stop()
    expect(sent).toHaveLength(2)
    expect((await jobs()).length).toBe(1)
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent).toHaveLength(4)
    expect(new Set(await outbox())).toEqual(new Set(['sent null empty']))
  })

  it('leaves all to the queue once it stops', async () => {
    const { answer, atOnce, jobs } = await somebody()
    await atOnce.stop()
    expect(await answer()).toBe(0)
    expect(await jobs()).toHaveLength(1)
  })
})
