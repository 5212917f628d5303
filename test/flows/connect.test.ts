import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import type { Person } from '../../bots/simulator/person.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { testDeps } from '../support/deps.ts'
import { play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService
let nextPerson = 500

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

function somebody(channel: SimulatedChannel) {
  nextPerson += 1
  return service.platform.person({ channel, address: madeUpAddress(channel, nextPerson) })
}

const { seals } = testDeps()

async function personOf({ owner }: Person) {
  const { person } = await service.db.channelIdentity.findFirstOrThrow({
    where: { addressLookup: seals.lookup(owner.channel, owner.address) },
    select: {
      person: {
        select: {
          id: true,
          awards: { select: { id: true, stands: true, achievementId: true, revokedAt: true } },
          signups: { select: { sessionId: true, status: true } },
          consents: { select: { channel: true } },
        },
      },
    },
  })
  return person
}

/** What the person last read. */
async function say(person: Person, words: string): Promise<string> {
  await person.say(words)
  await untilDelivered(service)
  return person.messages().at(-1)?.lines.join('\n') ?? ''
}

async function codeOf(person: Person): Promise<string> {
  return /\d{4} \d{4}/.exec(await say(person, 'connect'))?.[0] ?? ''
}

const others = { telegram: 'whatsapp', whatsapp: 'slack', slack: 'telegram' } as const

describe.each(simulatedChannels)('from %s', (channel) => {
  it.each(locales)('another app joins and parts again (%s)', async (locale) => {
    const first = somebody(channel)
    const other = somebody(others[channel])
    const worker = service.platform.person(ownerOf(channel, 'worker'))
    const people = new Map([
      ['first', first],
      ['other', other],
      ['worker', worker],
    ])
    await play(service, transcript(`connect.${locale}`), people)
    const joined = await personOf(first)
    expect(await personOf(other)).toEqual(joined)
    // Five badges were given, of which two were double: none is lost, and each stands once.
    expect(joined.awards).toHaveLength(5)
    const standing = joined.awards.filter(({ stands }) => stands === true)
    expect(new Set(standing.map(({ achievementId }) => achievementId)).size).toBe(standing.length)
    expect(standing).toHaveLength(3)
    expect(joined.awards.every(({ revokedAt }) => revokedAt === null)).toBe(true)
    expect(joined.signups.map(({ status }) => status)).toEqual(['going'])
    expect(new Set(joined.consents.map((consent) => consent.channel)).size).toBe(2)
    const { goingCount } = await service.db.session.findUniqueOrThrow({
      where: { id: joined.signups[0]?.sessionId ?? '' },
      select: { goingCount: true },
    })
    const signups = await service.db.signup.count({
      where: { sessionId: joined.signups[0]?.sessionId ?? '', status: 'going' },
    })
    expect(goingCount).toBe(signups)
  })
})

describe('a code', () => {
  it('ends after a quarter of an hour', async () => {
    const [first, other] = [somebody('telegram'), somebody('slack')]
    await say(other, 'hello')
    const code = await codeOf(first)
    service.move(15 * 60_000)
    expect(await say(other, code)).toContain('This code does not work.')
    expect((await personOf(first)).id).not.toBe((await personOf(other)).id)
  })

  it('cannot be guessed: after five wrong ones not even the right one is taken, for an hour', async () => {
    const [first, other] = [somebody('telegram'), somebody('whatsapp')]
    await say(other, 'hello')
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await say(other, `0000 000${guess}`)).toContain('This code does not work.')
    }
    expect(await say(other, await codeOf(first))).toContain('a wrong code too often')
    service.move(60 * 60_000)
    expect(await say(other, await codeOf(first))).toContain('Your apps now belong together')
  })

  it('is the only way: the same words on two apps join nobody', async () => {
    const people = [somebody('telegram'), somebody('whatsapp')]
    for (const person of people) await say(person, 'my name is Samira, I live in Charlois')
    const [first, other] = await Promise.all(people.map(personOf))
    expect(first?.id).not.toBe(other?.id)
  })

  it('is not shown in the database', async () => {
    const code = (await codeOf(somebody('telegram'))).replace(' ', '')
    const rows = await service.db.linkCode.findMany()
    expect(JSON.stringify(rows)).not.toContain(code)
  })
})

describe('parting', () => {
  it('can be done for seven days, and leaves what came later where it was', async () => {
    const [first, other] = [somebody('telegram'), somebody('slack')]
    expect(await say(other, 'hello')).toContain('/privacy')
    const before = (await personOf(other)).id
    expect(await say(other, await codeOf(first))).toContain('belong together')
    service.move(6 * 86_400_000)
    await say(other, 'something with cooking this weekend')
    await say(other, '1')
    expect(await say(other, 'disconnect')).toContain('Your apps are apart again.')
    expect((await personOf(other)).id).toBe(before)
    expect((await personOf(other)).signups).toEqual([])
    expect((await personOf(first)).signups).toHaveLength(1)
    expect(await say(other, await codeOf(first))).toContain('belong together')
    service.move(7 * 86_400_000)
    expect(await say(first, 'disconnect')).toContain('There is nothing to disconnect.')
  })
})
