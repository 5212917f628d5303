import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { castOn, joinOrganisation, transcript } from '../support/stage.ts'

let service: TestService
let cast: ReturnType<typeof castOn>

beforeAll(async () => {
  service = await startTestService()
  cast = castOn(service)
  await wantedLastWeek()
})
afterAll(() => service.close())

/** Twelve people looked for cooking in Charlois on a Saturday last week, and did not find it. */
async function wantedLastWeek() {
  const { id: cityId } = await service.db.city.findFirstOrThrow({ select: { id: true } })
  const asked = { topic: 'cooking', neighbourhoodSlug: 'charlois', weekday: 6, count: 12 }
  await service.db.unmetDemand.create({
    data: { cityId, day: new Date('2026-11-19'), ...asked },
  })
}

/** A learner, and workers of an organisation each, in the language of the transcript. */
async function peopleOn(
  channel: (typeof simulatedChannels)[number],
  locale: 'nl' | 'en',
  workers: Readonly<Record<string, string>>,
) {
  const people = cast(channel, ['learner', ...Object.keys(workers)])
  await service.db.referral.deleteMany()
  await service.db.officeHours.deleteMany()
  await service.db.membership.deleteMany({
    where: { organisation: { slug: { in: Object.values(workers) } } },
  })
  for (const [name, slug] of Object.entries(workers)) {
    await people.get(name)?.say(locale === 'nl' ? 'Nederlands' : 'English')
    await joinOrganisation(service, people.get(name), slug, 'admin')
  }
  await untilDelivered(service)
  return people
}

describe.each(simulatedChannels)('on %s', (channel) => {
  it.each(locales)('shows what was said yes to, and refers with a yes (%s)', async (locale) => {
    const workers = { worker: 'buurthuis-de-kade', green: 'groenploeg-de-regenworm' }
    const people = await peopleOn(channel, locale, workers)
    await play(service, transcript(`sharing.${locale}`), people)
    const referrals = await service.db.referral.findMany()
    expect(referrals.map(({ topic, level, times }) => [topic, level, times])).toContainEqual([
      'gardening',
      'beginner',
      ['morning'],
    ])
    expect(JSON.stringify(referrals)).not.toMatch(/tuinieren|Bas|March/)
  })

  it.each(locales)('goes a pathway in any order (%s)', async (locale) => {
    const people = await peopleOn(channel, locale, { worker: 'leercafe-de-derde-kop' })
    await play(service, transcript(`pathways.${locale}`), people)
  })
})

it('never logs what was needed or answered', () => {
  expect(service.logged.join('')).not.toMatch(/tuinieren|Bas|March|[A-Z]{3,10}-\d{4}/)
})
