import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

let service: TestService
let number = 300

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

function somebody(channel: (typeof simulatedChannels)[number] = 'telegram') {
  number += 1
  return service.platform.person({ channel, address: madeUpAddress(channel, number) })
}

const answersOf = (person: ReturnType<typeof somebody>) =>
  person.messages().filter(({ from }) => from === 'bot')

describe('many messages at once', () => {
  it('are each answered once, and one person stays one person', async () => {
    const person = somebody()
    const before = await service.db.person.count()
    const statuses = await Promise.all(Array.from({ length: 20 }, () => person.say('bedankt')))
    expect(statuses.every((status) => status === 200)).toBe(true)
    await untilDelivered(service)
    expect(answersOf(person)).toHaveLength(20)
    expect(await service.db.person.count()).toBe(before + 1)
    const privacy = answersOf(person).filter(({ lines }) => lines.join().includes('/privacy'))
    expect(privacy).toHaveLength(1)
  })

  it('each see what the one before left open, though it was not done when they came', async () => {
    const person = somebody()
    const others = (await service.db.person.findMany()).map(({ id }) => id)
    await person.say('hoi')
    const { id: personId } = await service.db.person.findFirstOrThrow({
      where: { id: { notIn: others } },
    })
    const waiting = () =>
      service.db.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pg_locks WHERE NOT granted`
    const waitFor = (count: bigint) =>
      expect.poll(waiting, { timeout: 5000, interval: 20 }).toEqual([{ count }])
    const said: Promise<number>[] = []
    await service.db.$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT id FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`
        said.push(person.say('iets met koken zaterdag'))
        await waitFor(1n)
        said.push(person.say('2'))
        await waitFor(2n)
      },
      { timeout: 12_000 },
    )
    expect(await Promise.all(said)).toEqual([200, 200])
    await untilDelivered(service)
    const words = answersOf(person).flatMap(({ lines }) => lines)
    expect(words.some((line) => line.startsWith('Je staat op de lijst voor '))).toBe(true)
  })

  it('are answered in the order in which they came, for each of many people', async () => {
    const people = Array.from({ length: 15 }, () => somebody())
    const words = ['bedankt', 'help', 'mijn badges', 'bedankt', 'help']
    await Promise.all(
      people.map(async (person) => {
        for (const word of words) await person.say(word)
      }),
    )
    await untilDelivered(service)
    const first = answersOf(people[0] ?? somebody()).map(({ lines }) => lines[0])
    expect(first).toEqual([
      'Graag gedaan.',
      'Dit kan ik voor je doen:',
      expect.stringContaining('Je hebt nog geen badge.'),
      'Graag gedaan.',
      'Dit kan ik voor je doen:',
    ])
    for (const person of people) {
      expect(answersOf(person).map(({ lines }) => lines[0])).toEqual(first)
    }
  })
})

describe.each(simulatedChannels)('on %s, whatever is sent', (channel) => {
  it.each([
    ['nothing', ' '],
    ['an emoji', '🙂'],
    ['4,000 characters', 'koken zaterdag '.repeat(267)],
    ['only punctuation', '?!?!'],
    ['markup', '<b>hoi</b> *_`[x](y)&amp; {{name}} $1'],
    ['a null character and odd spaces', 'ko\u0000ken\u200b zaterdag\u202e'],
    ['half an emoji', 'hoi \ud83d'],
    ['an unknown command', '/xyz'],
    ['a code that does not exist', '/geef ROOS-0000 hielp-mee'],
    ['a number without a list', '7'],
    ['an SQL joke', '\'; DROP TABLE "Person"; --'],
  ])('%s gets a short answer', async (_name, text) => {
    const person = somebody(channel)
    expect(await person.say(text)).toBe(200)
    await untilDelivered(service)
    const [answer, ...more] = answersOf(person)
    expect(more).toEqual([])
    expect(answer?.lines.join('\n')).toMatch(/\p{L}{3}/u)
    expect(answer?.lines.join('\n')).not.toMatch(/undefined|null|\{\{|Error|ging iets mis/)
  })

  it.each([
    'onzin',
    'signUp:00000000-0000-4000-8000-000000000000',
    'share:00000000-0000-4000-8000-000000000000',
    'endShare:00000000-0000-4000-8000-000000000000',
    'shareName:none:00000000-0000-4000-8000-000000000000',
    'more:00000000-0000-4000-8000-000000000000',
  ])('the button %s, which is not there, gets a kind answer', async (value) => {
    const person = somebody(channel)
    // A button of long ago, or made up: it stands on the phone, and we know nothing of it.
    service.platform.phones.show(person.owner, {
      from: 'bot',
      parts: [{ kind: 'buttons', rows: [[{ label: 'Oude knop', value }]] }],
    })
    expect(await person.press('Oude knop')).toBe(200)
    await untilDelivered(service)
    expect(answersOf(person)).toHaveLength(2)
    expect(answersOf(person)[1]?.lines.join()).toMatch(/\p{L}{3}/u)
  })

  it('a button pressed twice does its work once', async () => {
    const person = somebody(channel)
    await person.say('iets met koken zaterdag')
    await untilDelivered(service)
    await Promise.all([person.press('Ik kom bij 1'), person.press('Ik kom bij 1')])
    await untilDelivered(service)
    const said = answersOf(person)
      .slice(1)
      .map(({ lines }) => lines[0])
    expect(said.filter((line) => line?.startsWith('Je staat op de lijst'))).toHaveLength(1)
    expect(said.filter((line) => line?.startsWith('Je stond al op de lijst'))).toHaveLength(1)
    expect(said.filter((line) => line?.startsWith('Je hebt een badge'))).toHaveLength(1)
  })
})

describe.each(['telegram', 'whatsapp'] as const)('a place on the map, shared on %s', (channel) => {
  it('is where the last search goes on', async () => {
    const person = somebody(channel)
    await person.say('iets met koken')
    expect(await person.send('location')).toBe(200)
    await untilDelivered(service)
    expect(answersOf(person)[1]?.lines[0]).toMatch(/^Ik zocht: koken, .+, in \p{L}+/u)
    const states = await service.db.conversation.findMany({ select: { state: true } })
    expect(JSON.stringify(states)).not.toContain('51.9')
  })
})
