import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { castOn, joinOrganisation, runDueJobs, transcript } from '../support/stage.ts'

let service: TestService
let cast: ReturnType<typeof castOn>

beforeAll(async () => {
  service = await startTestService()
  cast = castOn(service)
})
afterAll(() => service.close())

const cityTeam = 'leerstad-rotterdam'
const minute = 60_000

/** People of whom two work for the city's team, in the language of the transcript. */
async function peopleOn(channel: (typeof simulatedChannels)[number], locale: 'nl' | 'en') {
  const people = cast(channel, ['learner', 'worker', 'colleague'])
  for (const name of ['worker', 'colleague']) {
    await people.get(name)?.say(locale === 'nl' ? 'Nederlands' : 'English')
    await joinOrganisation(service, people.get(name), cityTeam)
  }
  await untilDelivered(service)
  return people
}
const leaveAll = () =>
  service.db.membership.deleteMany({ where: { organisation: { slug: cityTeam } } })

describe.each(simulatedChannels)('on %s', (channel) => {
  it.each(locales)('hands over to a person and back (%s)', async (locale) => {
    await leaveAll()
    await play(service, transcript(`person.${locale}`), await peopleOn(channel, locale))
    // Nothing of what was said is left, on either side.
    await untilDelivered(service)
    expect(await service.db.handOverWords.count()).toBe(0)
    const kept = JSON.stringify([
      await service.db.handOver.findMany(),
      await service.db.delivery.findMany({ select: { reply: true } }),
      await service.db.conversation.findMany({ select: { state: true } }),
    ])
    expect(kept).not.toMatch(/brief|letter|leven|kill/)
  })
})

describe('when nobody speaks', () => {
  it('tells the learner that nobody came, and ends it in the end', async () => {
    await leaveAll()
    const people = await peopleOn('telegram', 'nl')
    await play(service, 'learner: ik wil met een mens praten\n  Ik heb …\n', people)
    service.move(31 * minute)
    await runDueJobs(service)
    await play(
      service,
      'learner reads:\n  Bij Leerstad Rotterdam (demo) heeft nog niemand tijd gehad. …\n',
      people,
    )
    service.move(240 * minute)
    await runDueJobs(service)
    await play(
      service,
      'learner reads:\n  Het gesprek met Leerstad Rotterdam (demo) gaat nu niet door. …\ncolleague presses: Ik doe het gesprek\n  Dit gesprek is al opgepakt of voorbij. Dank je wel.\n',
      people,
    )
    service.move(-271 * minute)
  })

  it('gives the learner back to the bot after an hour of silence', async () => {
    await leaveAll()
    const people = await peopleOn('telegram', 'nl')
    const begin = `learner: ik wil met een mens praten
colleague presses: Ik doe het gesprek
learner: hallo
colleague reads:
  Deelnemer: hallo
`
    await play(service, begin, people)
    service.move(59 * minute)
    await runDueJobs(service)
    await play(
      service,
      'learner: ben je er nog\ncolleague reads:\n  Deelnemer: ben je er nog\n',
      people,
    )
    service.move(61 * minute)
    await runDueJobs(service)
    await play(
      service,
      'learner reads:\n  Het gesprek met Leerstad Rotterdam (demo) is klaar. …\ncolleague reads:\n  Het gesprek is klaar. Wat gezegd is, bewaar ik niet.\n',
      people,
    )
  })
})

describe.each(simulatedChannels)('at night on %s', (channel) => {
  it.each(locales)('says truthfully when somebody is there (%s)', async (locale) => {
    await leaveAll()
    const people = await peopleOn(channel, locale)
    const team = await service.db.organisation.findFirstOrThrow({ where: { slug: cityTeam } })
    const friday = { organisationId: team.id, weekday: 5, fromTime: '09:00', untilTime: '17:00' }
    await service.db.officeHours.createMany({ data: [friday], skipDuplicates: true })
    await play(service, transcript(`nobody.${locale}`), people)
    await service.db.officeHours.deleteMany()
  })
})

it('never logs what two people said to each other', () => {
  expect(service.logged.join('')).not.toMatch(/brief|letter|leven|kill/)
})
