import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import type { Person } from '../../bots/simulator/person.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import { celebrate } from '../../src/badges/milestones/celebrate.ts'
import { locales } from '../../src/language/locale.ts'
import { testDeps } from '../support/deps.ts'
import { untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { findTraces } from '../support/traces.ts'

let service: TestService
let nextPerson = 700

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

function somebody(channel: SimulatedChannel) {
  nextPerson += 1
  return service.platform.person({ channel, address: madeUpAddress(channel, nextPerson) })
}

/** What the person reads in answer, all of it. */
async function answersTo(person: Person, words: string): Promise<string> {
  await person.say(words)
  await untilDelivered(service)
  const messages = person.messages()
  const said = messages.findLastIndex(({ from }) => from === 'person')
  return messages
    .slice(said + 1)
    .flatMap(({ lines }) => lines)
    .join('\n')
}

const { seals } = testDeps()

const personIdOf = async ({ owner }: Person) => {
  const identity = await service.db.channelIdentity.findFirstOrThrow({
    where: { addressLookup: seals.lookup(owner.channel, owner.address) },
    select: { personId: true },
  })
  return identity.personId
}

/** Words of distress with one in them that is nowhere else, to look for afterwards. */
const cries = {
  nl: 'ik wil dood, zegt kwikstaart',
  en: 'i want to die, says wagtail',
} as const

const rare = /kwikstaart|wagtail/i

/** What is open when the words come. */
const states = {
  'from somebody whom nobody knows': [],
  'after a greeting': ['hoi'],
  'while a name is asked for': ['iets met koken', '1', 'deel mijn badge', '2'],
  'while a neighbourhood is asked for': ['iets met koken bij mij in de buurt'],
  'while a number is asked for': ['wat kan ik zaterdag leren'],
  'after stop': ['stop'],
  'while being asked to forget': ['vergeet mij'],
  'while a code is open': ['koppel'],
  'after asking for a person': ['ik wil een mens spreken'],
  'in the other language': ['English please', 'Nederlands'],
} as const

describe.each(simulatedChannels)('words of distress on %s', (channel) => {
  describe.each(locales)('in %s', (locale) => {
    it.each(Object.keys(states))('are answered before anything else, %s', async (state) => {
      const person = somebody(channel)
      const before = Object.entries(states).find(([name]) => name === state)?.[1] ?? []
      for (const words of before) await answersTo(person, words)
      const answer = await answersTo(person, cries[locale])
      expect(answer).toContain('113 Zelfmoordpreventie')
      expect(answer).toContain('0800-0113')
      expect(answer).toMatch(/112/)
      expect(answer).toMatch(/Goed dat je dit zegt|I am glad you tell me/)
      // No sales line, no badge, no privacy, no button.
      expect(answer).not.toMatch(/badge|privacy|leren|learn/i)
      expect(answer.length).toBeLessThan(400)
      expect(person.messages().at(-1)?.buttons).toEqual([])
    })

    it.each(['/help', '/start', '/connect', '/ai'])('are heard after %s', async (command) => {
      expect(await answersTo(somebody(channel), `${command} ${cries[locale]}`)).toContain('113')
    })

    it('go to a worker as well, who is a person too', async () => {
      const worker = service.platform.person(ownerOf(channel, 'worker'))
      expect(await answersTo(worker, cries[locale])).toContain('113 Zelfmoordpreventie')
    })
  })

  it('are heard while the person is being forgotten', async () => {
    const person = somebody(channel)
    await answersTo(person, 'hoi')
    const personId = await personIdOf(person)
    await service.db.person.update({
      where: { id: personId },
      data: { erasingSince: service.clock() },
    })
    expect(await answersTo(person, 'wat kan ik zaterdag leren')).toContain(
      'gegevens aan het wissen',
    )
    expect(await answersTo(person, cries.nl)).toContain('113 Zelfmoordpreventie')
  })
})

it('is not kept or logged, not one word of it', async () => {
  expect(service.logged.length).toBeGreaterThan(100)
  expect(service.logged.join('')).not.toMatch(rare)
  expect(service.logged.join('')).not.toMatch(/crisis|distress|zelfmoord/i)
  const words = ['kwikstaart', 'wagtail', 'ik wil dood', 'want to die', 'crisis.heard']
  expect(await findTraces(service.databaseUrl, seals, words)).toEqual([])
})

it('leaves what was open as it was', async () => {
  const person = somebody('telegram')
  await answersTo(person, 'iets met koken zaterdag')
  await answersTo(person, cries.nl)
  expect(await answersTo(person, '1')).toContain('Je staat op de lijst')
})

it('is followed by no compliment and no badge of itself until the next day', async () => {
  const person = somebody('telegram')
  await answersTo(person, cries.nl)
  await answersTo(person, 'iets met koken zaterdag')
  expect(await answersTo(person, '1')).not.toContain('badge')
  const personId = await personIdOf(person)
  const milestones = () =>
    service.db.$transaction((tx) =>
      celebrate(tx, testDeps({ clock: service.clock }), personId, { kind: 'signedUp' }),
    )
  // It is eleven in the morning in Rotterdam; the day ends thirteen hours later.
  service.move(12 * 3_600_000)
  expect(await milestones()).toEqual([])
  service.move(3_600_000)
  expect(await milestones()).toHaveLength(1)
})
