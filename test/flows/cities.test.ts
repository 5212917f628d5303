import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { rotterdam } from '../../prisma/seed/demo-city.ts'
import { loadCity } from '../../prisma/seed/load.ts'
import { locales } from '../../src/language/locale.ts'
import { testNow } from '../support/clock.ts'
import { linesOfMessage, play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

/** A second city, with all that the demo city has. */
const leerdorp = {
  ...rotterdam,
  city: { ...rotterdam.city, slug: 'leerdorp', name: { nl: 'Leerdorp', en: 'Leerdorp' } },
}

let service: TestService
let nextPerson = 100
beforeAll(async () => {
  service = await startTestService(async (db) => {
    await loadCity(db, leerdorp, testNow)
  })
})
afterAll(() => service.close())

/** A learner whom nobody met before. */
function somebodyOn(channel: (typeof simulatedChannels)[number]) {
  nextPerson += 1
  return service.platform.person({ channel, address: madeUpAddress(channel, nextPerson) })
}

const learnersOf = (city: string) =>
  service.db.person.count({ where: { cityChosen: true, city: { slug: city } } })

describe.each(simulatedChannels)('one bot for several cities, on %s', (channel) => {
  it.each(locales)(
    'asks once which, keeps the first words, and changes when asked (%s)',
    async (locale) => {
      const learner = somebodyOn(channel)
      await play(service, transcript(`cities.${locale}`), new Map([['learner', learner]]))
    },
  )

  it('asks nobody who comes by a link of a city', async () => {
    const before = await learnersOf('leerdorp')
    const learner = somebodyOn(channel)
    const came = channel === 'telegram' ? '/start city-leerdorp' : 'Stad Leerdorp'
    await learner.say(came)
    await untilDelivered(service)
    expect(learner.messages().flatMap(linesOfMessage).join(' ')).toContain(
      'Je leert nu in Leerdorp.',
    )
    expect(await learnersOf('leerdorp')).toBe(before + 1)
  })
})
