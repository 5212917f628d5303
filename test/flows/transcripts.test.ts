import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { play } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService
let nextPerson = 100

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

/** A learner whom nobody met before, and the youth worker of this channel. */
function peopleOn(channel: (typeof simulatedChannels)[number]) {
  nextPerson += 1
  const learner = { channel, address: madeUpAddress(channel, nextPerson) }
  return new Map([
    ['learner', service.platform.person(learner)],
    ['worker', service.platform.person(ownerOf(channel, 'worker'))],
  ])
}

const credential = z.looseObject({
  type: z.array(z.string()),
  issuer: z.looseObject({ id: z.url() }),
  credentialSubject: z.looseObject({ achievement: z.looseObject({ name: z.string() }) }),
})

/** Opens a shared badge as an employer's own software would: page, JWT, key, signature. */
async function openBadge(link: string, badge: string) {
  const page = await fetch(link, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain(badge)
  const jwt = await (await fetch(`${link}.jwt`)).text()
  const { kid = '' } = decodeProtectedHeader(jwt)
  const key = await importJWK(await (await fetch(kid)).json(), 'RS256')
  const byKid = await jwtVerify(jwt, key, { currentDate: service.clock() })
  const keySet = createRemoteJWKSet(new URL('/.well-known/jwks.json', kid))
  const byKeySet = await jwtVerify(jwt, keySet, { currentDate: service.clock() })
  expect(byKeySet.payload).toEqual(byKid.payload)
  const signed = credential.parse(byKid.payload)
  expect(signed.type).toContain('OpenBadgeCredential')
  expect(signed.credentialSubject.achievement.name).toBe(badge)
  expect((await fetch(signed.issuer.id)).status).toBe(200)
  const document = await (await fetch(`${link}.json`)).json()
  expect(credential.parse(document).credentialSubject).toEqual(signed.credentialSubject)
  return html
}

const firstStep = { nl: 'Eerste stap', en: 'First step' }
const verified = { nl: 'deze badge is echt', en: 'this badge is real' }

describe.each(simulatedChannels)('on %s', (channel) => {
  it.each(locales)('plays the whole story (%s)', async (locale) => {
    const people = peopleOn(channel)
    const kept = await play(service, transcript(`story.${locale}`), people)
    const learner = people.get('learner')
    expect(learner?.messages().some(({ pictureUrl }) => pictureUrl !== null)).toBe(true)
    const html = await openBadge(kept.get('link') ?? '', firstStep[locale])
    expect(html).toContain(verified[locale])
    expect(html).toContain('Samira')
    const calendar = await fetch(kept.get('calendar') ?? '')
    expect(calendar.headers.get('content-type')).toContain('text/calendar')
    expect(await calendar.text()).toContain('BEGIN:VEVENT')
  })

  it.each(locales)('goes on with what was said (%s)', async (locale) => {
    await play(service, transcript(`follow-ups.${locale}`), peopleOn(channel))
  })

  it.each(locales)('finds by words, price, language, places and distance (%s)', async (locale) => {
    const people = peopleOn(channel)
    await play(service, transcript(`search.${locale}`), people)
    if (channel !== 'slack') await play(service, transcript(`search-here.${locale}`), people)
  })

  it.each(locales)('recommends, says why, and stops when asked (%s)', async (locale) => {
    await play(service, transcript(`for-me.${locale}`), peopleOn(channel))
  })

  it.each(locales)('takes a story, and gives it back (%s)', async (locale) => {
    await play(service, transcript(`tell.${locale}`), peopleOn(channel))
  })

  it.each(locales)('takes care when it goes otherwise (%s)', async (locale) => {
    await play(service, transcript(`care.${locale}`), peopleOn(channel))
  })
})

it('never logs who wrote, or what', () => {
  expect(service.logged.length).toBeGreaterThan(50)
  const log = service.logged.join('')
  expect(log).not.toMatch(/\+316|70000\d{4}|U0\d{4}|Samira|koken|cooking|[A-Z]{3,10}-\d{4}|\/b\/\w/)
})
