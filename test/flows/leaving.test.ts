import { afterAll, beforeAll, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { housekeepingTask } from '../../src/retention/keep-terms.ts'
import { terms } from '../../src/retention/terms.ts'
import { testDeps } from '../support/deps.ts'
import { untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

const { seals } = testDeps()

const dayMilliseconds = 86_400_000

/** Lets days pass, and the daily task run at the end of them. */
async function pass(days: number) {
  service.move(days * dayMilliseconds)
  await service.db.$executeRaw`SELECT graphile_worker.add_job(${housekeepingTask})`
  await untilDelivered(service)
}

const hello = { nl: 'hoi', en: 'hello' } as const
const told = {
  nl: 'Over 30 dagen wis ik wat ik van je weet.',
  en: 'In 30 days I erase what I know of you.',
} as const

it('tells who was not heard of for two years, and forgets them a month later', async () => {
  const people = simulatedChannels.flatMap((channel, index) =>
    locales.map((locale, place) => {
      const address = madeUpAddress(channel, 2000 + index * 10 + place)
      return { channel, locale, address, person: service.platform.person({ channel, address }) }
    }),
  )
  const staying = service.platform.person({
    channel: 'telegram',
    address: madeUpAddress('telegram', 2100),
  })
  for (const { person, locale } of people) await person.say(hello[locale])
  await staying.say('hoi')
  await untilDelivered(service)
  const isKnown = async (channel: string, address: string) =>
    (await service.db.channelIdentity.count({
      where: { channel, addressLookup: seals.lookup(channel, address) },
    })) === 1

  await pass(terms.unseenPeople - 1)
  for (const { person } of people) expect(person.read().join('\n')).not.toMatch(/30 da/)
  await pass(2)
  for (const { person, channel, locale } of people) {
    const read = person.read().join('\n')
    // WhatsApp takes no free words after a day: nothing comes, and nothing else goes wrong.
    if (channel === 'whatsapp') expect(read).toBe('')
    else expect(read).toContain(told[locale])
  }
  await pass(10)
  await staying.say('ik ben er nog')
  for (const { person } of people) expect(person.read()).toEqual([])
  await pass(terms.leavingNotice - 9)
  for (const { channel, address } of people) expect(await isKnown(channel, address)).toBe(false)
  expect(await isKnown('telegram', staying.owner.address)).toBe(true)
  await pass(terms.leavingNotice)
  expect(await isKnown('telegram', staying.owner.address)).toBe(true)
})
