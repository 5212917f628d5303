import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import type { Person } from '../../bots/simulator/person.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import { reply, text } from '../../src/conversation/reply.ts'
import { Prisma } from '../../src/database/generated/client.ts'
import { notify } from '../../src/delivery/notify.ts'
import { privacyVersion } from '../../src/learners/privacy-notice.ts'
import { testDeps } from '../support/deps.ts'
import { untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

let service: TestService
let nextPerson = 900

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

const { seals } = testDeps()

function somebody(channel: SimulatedChannel) {
  nextPerson += 1
  return service.platform.person({ channel, address: madeUpAddress(channel, nextPerson) })
}

async function say(person: Person, words: string): Promise<string> {
  await person.say(words)
  await untilDelivered(service)
  return person.messages().at(-1)?.lines.join('\n') ?? ''
}

async function identityOf({ owner }: Person) {
  return service.db.channelIdentity.findFirstOrThrow({
    where: { addressLookup: seals.lookup(owner.channel, owner.address) },
    select: { id: true, personId: true },
  })
}

const notice = reply({ paragraphs: [text('thanks.welcome')] })

const wordings = {
  telegram: ['STOP', 'laat me met rust', 'stop texting me', '/stop'],
  whatsapp: ['stop ermee', 'unsubscribe', 'Stop.', 'geen berichten meer'],
  slack: ['geen appjes meer', 'leave me alone', 'no more messages', 'schrijf me uit'],
} as const

describe.each(simulatedChannels)('stop on %s', (channel) => {
  it.each(wordings[channel])('as %j ends everything, on every app, until start', async (words) => {
    const [here, there] = [somebody(channel), somebody('telegram')]
    await say(there, 'hoi')
    const code = /\d{4} \d{4}/.exec(await say(there, 'koppel'))?.[0] ?? ''
    await say(here, 'hoi')
    expect(await say(here, code)).toContain('horen nu bij elkaar')
    const { id: identityId, personId } = await identityOf(there)
    // What waits with words in it, on the other app, is dropped with them.
    await service.db.delivery.create({
      data: {
        identityId,
        kind: 'notice',
        locale: 'nl',
        reply: notice,
        createdAt: service.clock(),
      },
    })
    // What did not arrive is kept for some days, to be sent again; not after *stop*.
    await service.db.delivery.create({
      data: {
        identityId,
        kind: 'answer',
        status: 'failed',
        failure: 'network',
        locale: 'nl',
        reply: notice,
        createdAt: service.clock(),
      },
    })
    await service.db.consent.create({
      data: {
        personId,
        purpose: 'weekly-tip',
        version: '1',
        channel,
        givenAt: service.clock(),
      },
    })
    const before = there.messages().length
    expect(await say(here, words)).toMatch(/geen berichten meer van mij|no more messages from me/)
    expect(there.messages()).toHaveLength(before)
    const waiting = await service.db.delivery.findMany({
      where: { identityId, kind: 'notice' },
      select: { status: true, reply: true },
      orderBy: { id: 'desc' },
      take: 1,
    })
    expect(waiting).toEqual([{ status: 'suppressed', reply: null }])
    const failed = { identityId, status: 'failed', reply: { not: Prisma.DbNull } } as const
    expect(await service.db.delivery.count({ where: failed })).toBe(0)
    const tip = await service.db.consent.findFirst({
      where: { personId, purpose: 'weekly-tip' },
      select: { withdrawnAt: true },
    })
    expect(tip?.withdrawnAt).toEqual(service.clock())
    service.move(400 * 86_400_000)
    const told = await service.db.$transaction((tx) =>
      notify(tx, { personId, replies: [notice], now: service.clock() }),
    )
    expect(told).toBe('stopped')
    expect(await say(there, 'wat kan ik zaterdag leren')).toMatch(/Je staat op stop|You told me/)
    expect(await say(there, 'start')).toMatch(/Fijn dat je er weer bent|Good to have you back/)
  })

  it('ends a worker’s messages and commands too, and leaves their rights', async () => {
    const worker = service.platform.person(ownerOf(channel, 'worker'))
    await say(worker, 'stop')
    expect(await say(worker, '/geef TULP-0000 hielp-mee')).toContain('Je staat op stop')
    expect(await say(worker, 'mijn gegevens')).toContain('/data/')
    expect(await say(worker, 'vergeet mij')).toContain('Zal ik alles van je wissen?')
    expect(await say(worker, 'nee, wis niets')).toContain('Alles blijft zoals het was')
    expect(await say(worker, 'start')).toContain('Fijn dat je er weer bent')
  })

  it('tells of a new privacy page once, and notes when, which and where', async () => {
    const person = somebody(channel)
    expect(await say(person, 'hoi')).toContain('Ik bewaar alleen wat nodig is')
    expect(await say(person, 'bedankt')).not.toContain('/privacy')
    const { personId } = await identityOf(person)
    const told = () =>
      service.db.consent.findMany({
        where: { personId, purpose: 'privacy-notice' },
        orderBy: { givenAt: 'asc' },
        select: { version: true, channel: true, givenAt: true },
      })
    const now = { version: privacyVersion, channel, givenAt: service.clock() }
    expect(await told()).toEqual([now])
    await service.db.consent.updateMany({ where: { personId }, data: { version: '2025-01' } })
    service.move(60_000)
    expect(await say(person, 'bedankt')).toContain('De uitleg over je privacy is vernieuwd.')
    expect(await say(person, 'bedankt')).not.toContain('/privacy')
    expect(await told()).toEqual([
      { ...now, version: '2025-01' },
      { ...now, givenAt: service.clock() },
    ])
  })
})
