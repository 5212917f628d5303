import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Outgoing, SendResult } from '../../src/conversation/channel.ts'
import { reply, text } from '../../src/conversation/reply.ts'
import { backOffMilliseconds, emptyOutbox } from '../../src/delivery/deliver.ts'
import { enqueue, queueOf } from '../../src/delivery/enqueue.ts'
import { notify } from '../../src/delivery/notify.ts'
import { keepTerms } from '../../src/retention/keep-terms.ts'
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

let addresses = 0

/** A learner with an address, and a channel that answers as told, in turn; "sent" after that. */
async function somebody(results: SendResult[] = [], perSecond: number | null = null) {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  addresses += 1
  const address = `address ${addresses}`
  const { id: identityId } = await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: deps.seals.lookup('pigeon', address),
      addressSealed: await deps.seals.seal('address', address),
      createdAt: clock.clock(),
      lastMessageAt: clock.clock(),
    },
  })
  const sent: Outgoing[] = []
  const tried: Outgoing[] = []
  const observed: string[] = []
  const channel: Channel = {
    name: 'pigeon',
    pace: perSecond === null ? null : { name: 'pigeon', perSecond },
    async send(outgoing) {
      tried.push(outgoing)
      const result = results.shift() ?? { kind: 'sent', providerMessageId: null }
      if (result.kind === 'sent') sent.push(outgoing)
      return result
    },
  }
  const service = {
    db,
    deps,
    channels: new Map([['pigeon', channel]]),
    log: pino({ level: 'silent' }),
    lanes: new Map(),
    pause: async () => {},
    observe: ({ result }: { readonly result: string }) => observed.push(result),
  }
  const say = (kind: 'answer' | 'notice', expiresAt?: Date) =>
    db.$transaction((tx) =>
      enqueue(tx, {
        identityId,
        kind,
        locale: 'nl',
        replies: [reply({ paragraphs: [text('thanks.welcome')] })],
        interaction: null,
        now: clock.clock(),
        ...(expiresAt !== undefined && { expiresAt }),
      }),
    )
  const deliveries = () => db.delivery.findMany({ where: { identityId }, orderBy: { id: 'asc' } })
  /** Another app of the same person, which they used a day before. */
  const otherApp = async () => {
    const other = await db.channelIdentity.create({
      data: {
        personId,
        channel: 'pigeon',
        addressLookup: deps.seals.lookup('pigeon', `${address} elsewhere`),
        addressSealed: await deps.seals.seal('address', `${address} elsewhere`),
        createdAt: clock.clock(),
        lastMessageAt: new Date(clock.clock().getTime() - 86_400_000),
      },
    })
    return { empty: () => emptyOutbox(service, other.id), id: other.id }
  }
  const empty = () => emptyOutbox(service, identityId)
  return { personId, identityId, address, sent, tried, say, deliveries, empty, otherApp, observed }
}

describe('delivering', () => {
  it('sends in order, and lets go of the words', async () => {
    const { address, sent, say, deliveries, empty } = await somebody()
    await say('answer')
    await say('answer')
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent.map((outgoing) => outgoing.address)).toEqual([address, address])
    expect(sent[0]?.reply.paragraphs).toEqual(['Graag gedaan.'])
    expect((await deliveries()).map(({ status, reply: words }) => [status, words])).toEqual([
      ['sent', null],
      ['sent', null],
    ])
  })

  it('waits as long as the platform asks, with the same message first', async () => {
    const busy: SendResult = { kind: 'tryLater', code: '429', afterMilliseconds: 7000 }
    const { sent, say, deliveries, empty } = await somebody([busy])
    await say('answer')
    await say('answer')
    const until = new Date(clock.clock().getTime() + 7000)
    expect(await empty()).toEqual({ kind: 'waiting', until })
    expect(sent).toEqual([])
    expect((await deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['pending', 1],
      ['pending', 0],
    ])
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent).toHaveLength(2)
  })

  it('gives up in the end, and goes on with the next', async () => {
    const down: SendResult = { kind: 'tryLater', code: '500', afterMilliseconds: null }
    const { sent, say, deliveries, empty } = await somebody(Array.from({ length: 14 }, () => down))
    await say('answer')
    await say('answer')
    for (let attempt = 1; attempt < 14; attempt += 1) {
      expect((await empty()).kind).toBe('waiting')
    }
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent).toHaveLength(1)
    expect((await deliveries()).map(({ status }) => status)).toEqual(['failed', 'sent'])
    expect(backOffMilliseconds(1)).toBe(1000)
    expect(backOffMilliseconds(14)).toBe(3_600_000)
  })

  it('stops sending to who blocked us, keeps the person, and begins again when they write', async () => {
    const { personId, say, deliveries, empty } = await somebody([
      { kind: 'unreachable', code: 'blocked' },
    ])
    await say('answer')
    await empty()
    expect((await deliveries())[0]).toMatchObject({ status: 'failed', failure: 'blocked' })
    const { db } = database
    const tell = () =>
      db.$transaction((tx) => notify(tx, { personId, replies: [], now: clock.clock() }))
    expect(await tell()).toBe('unreachable')
    await db.channelIdentity.updateMany({ where: { personId }, data: { unreachableAt: null } })
    expect(await tell()).toBe('enqueued')
  })

  it('goes on after the messages of a reply that were taken', async () => {
    const half: SendResult = { kind: 'tryLater', code: '500', afterMilliseconds: 1, partsSent: 1 }
    const { tried, say, empty } = await somebody([half])
    await say('answer')
    await empty()
    await empty()
    expect(tried.map(({ partsSent }) => partsSent)).toEqual([0, 1])
  })

  it('asks the platform nothing more for who is gone, until they write again', async () => {
    const { identityId, tried, say, empty, deliveries } = await somebody([
      { kind: 'unreachable', code: 'blocked' },
    ])
    for (const kind of ['answer', 'notice', 'answer'] as const) await say(kind)
    await empty()
    expect(tried).toHaveLength(1)
    expect((await deliveries()).map(({ status, failure }) => [status, failure])).toEqual([
      ['failed', 'blocked'],
      ['failed', 'unreachable'],
      ['failed', 'unreachable'],
    ])
    // What `meet` does at every message.
    await database.db.channelIdentity.update({
      where: { id: identityId },
      data: { unreachableAt: null },
    })
    await say('answer')
    await empty()
    expect(tried).toHaveLength(2)
  })

  it('keeps a reply for its turn, and counts no try for the wait', async () => {
    const { identityId, sent, say, empty, deliveries } = await somebody([], 10)
    const later = new Date(clock.clock().getTime() + 60_000)
    await say('answer')
    await database.db.delivery.updateMany({ where: { identityId }, data: { turnAt: later } })
    expect(await empty()).toEqual({ kind: 'waiting', until: later })
    expect((await deliveries())[0]).toMatchObject({ attempts: 0, status: 'pending' })
    clock.move(60_000)
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent).toHaveLength(1)
  })

  it('starts nothing by itself after stop, not even what was waiting', async () => {
    const { personId, sent, say, deliveries, empty } = await somebody()
    await say('notice')
    const { db } = database
    await db.person.update({ where: { id: personId }, data: { stoppedAt: clock.clock() } })
    await say('answer')
    await empty()
    expect(sent).toHaveLength(1)
    expect((await deliveries()).map(({ status }) => status)).toEqual(['suppressed', 'sent'])
    const told = await db.$transaction((tx) =>
      notify(tx, { personId, replies: [], now: clock.clock() }),
    )
    expect(told).toBe('stopped')
  })

  it('tells by the other app what this one does not take', async () => {
    const late: SendResult = { kind: 'refused', code: 'outside-window' }
    const { address, sent, say, empty, otherApp, observed, deliveries } = await somebody([late])
    const other = await otherApp()
    await say('notice')
    await empty()
    expect(sent).toEqual([])
    await other.empty()
    expect(sent.map((outgoing) => outgoing.address)).toEqual([`${address} elsewhere`])
    expect(observed).toEqual(['moved', 'sent'])
    expect(await deliveries()).toEqual([])
  })

  it('counts what no app takes, and does not look for another one for an answer', async () => {
    const late: SendResult = { kind: 'refused', code: 'outside-window' }
    const { sent, say, empty, otherApp, observed } = await somebody([late, late, late])
    const other = await otherApp()
    await say('notice')
    await empty()
    await other.empty()
    await say('answer')
    await empty()
    await other.empty()
    expect(sent).toEqual([])
    expect(observed).toEqual(['moved', 'notTold', 'refused'])
  })

  it('goes to the other app of who blocked this one, and remembers that they did', async () => {
    const { identityId, sent, say, empty, otherApp } = await somebody([
      { kind: 'unreachable', code: 'blocked' },
    ])
    const other = await otherApp()
    await say('notice')
    await empty()
    await other.empty()
    expect(sent).toHaveLength(1)
    const apps = await database.db.channelIdentity.findMany({
      where: { id: { in: [identityId, other.id] }, unreachableAt: null },
    })
    expect(apps.map(({ id }) => id)).toEqual([other.id])
  })

  it('drops what has lost its meaning', async () => {
    const { sent, say, empty, observed, deliveries } = await somebody()
    await say('notice', clock.clock())
    await say('notice', new Date(clock.clock().getTime() + 1))
    await empty()
    expect(sent).toHaveLength(1)
    expect(observed).toEqual(['expired', 'sent'])
    expect((await deliveries()).map(({ failure, reply: words }) => [failure, words])).toEqual([
      ['expired', null],
      [null, null],
    ])
  })

  it('does not stumble over a reply that an earlier version wrote', async () => {
    const { sent, say, deliveries, empty } = await somebody()
    await say('answer')
    await say('answer')
    const [first] = await deliveries()
    await database.db.delivery.update({
      where: { id: first?.id ?? 0n },
      data: { reply: { paragraphs: [{ key: 'no.such.key' }] } },
    })
    expect(await empty()).toEqual({ kind: 'empty' })
    expect(sent).toHaveLength(1)
    expect((await deliveries())[0]?.failure).toBe('unreadable-reply')
  })
})

it('spreads people over queues, always the same one for the same person', () => {
  const ids = Array.from({ length: 500 }, () => deps.newId())
  expect(ids.map(queueOf)).toEqual(ids.map(queueOf))
  expect(new Set(ids.map(queueOf)).size).toBe(32)
})

it('keeps nothing longer than its term', async () => {
  const { db } = database
  const { say, empty, deliveries } = await somebody()
  await say('answer')
  await empty()
  await db.receivedUpdate.create({
    data: { channel: 'pigeon', updateId: '1', receivedAt: clock.clock() },
  })
  const days = (count: number) => new Date(clock.clock().getTime() + count * 86_400_000)
  await keepTerms(db, days(6))
  expect(await db.receivedUpdate.count()).toBe(1)
  await keepTerms(db, days(31))
  expect(await db.receivedUpdate.count()).toBe(0)
  expect(await deliveries()).toEqual([])
})
