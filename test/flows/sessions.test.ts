import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { play } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { castOn, transcript } from '../support/stage.ts'

let service: TestService
let cast: ReturnType<typeof castOn>

beforeAll(async () => {
  service = await startTestService()
  cast = castOn(service)
})
afterAll(() => service.close())

/** Gives the coming session of an activity as it was before anybody came. */
async function emptied(slug: string, capacity: number): Promise<string> {
  const { db, clock } = service
  const { id, code } = await db.session.findFirstOrThrow({
    where: { activity: { slug }, startsAt: { gte: clock() } },
    orderBy: { startsAt: 'asc' },
    select: { id: true, code: true },
  })
  await db.signup.deleteMany({ where: { sessionId: id } })
  await db.session.update({
    where: { id },
    data: { capacity, goingCount: 0, openedAt: null, closedAt: null, cancelledAt: null },
    select: { id: true },
  })
  return code
}

describe.each(simulatedChannels)('on %s', (channel) => {
  it.each(locales)('runs a session and its waiting list (%s)', async (locale) => {
    const known = new Map([
      ['session', await emptied('blokje-om-de-kade', 15)],
      ['soup', await emptied('soep-voor-de-buurt', 1)],
    ])
    const people = cast(channel, ['learner', 'neighbour', 'late'])
    const kept = await play(service, transcript(`sessions.${locale}`), people, known)
    expect(kept.get('telegram')).toBe(
      `https://t.me/stapje_bot?start=checkin-${known.get('session')}`,
    )
    expect(kept.get('whatsapp')).toMatch(/^https:\/\/wa\.me\/\d+\?text=[A-Z]{3}\d{3}$/)
    const pictures = people
      .get('worker')
      ?.messages()
      .flatMap(({ pictureUrl }) => pictureUrl ?? [])
    expect(pictures?.length).toBeGreaterThan(1)
    const picture = await fetch(pictures?.at(-1) ?? '')
    expect(picture.headers.get('content-type')).toBe('image/png')
  })
})

it('draws the picture of any code, for apps that there are, and tells of no code by it', async () => {
  const statusOf = async (path: string) => (await fetch(`${service.url}/check-in/${path}`)).status
  expect(await statusOf('code/KTR482.png')).toBe(200)
  expect(await statusOf('telegram/KTR482.png')).toBe(200)
  expect(await statusOf('signal/KTR482.png')).toBe(404)
  expect(await statusOf('telegram/koken.png')).toBe(404)
})
