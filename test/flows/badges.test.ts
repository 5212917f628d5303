import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { isSet } from '../../src/signing/status-list.ts'
import { play } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService
let nextPerson = 500

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

const peopleOn = (channel: (typeof simulatedChannels)[number]) => {
  nextPerson += 1
  // What was given last is then plain.
  service.move(1000)
  return new Map([
    ['learner', service.platform.person({ channel, address: madeUpAddress(channel, nextPerson) })],
    ['worker', service.platform.person(ownerOf(channel, 'worker'))],
  ])
}

describe.each(simulatedChannels)('on %s', (channel) => {
  it('a learner chooses what becomes of badges, links and endorsements (nl)', async () => {
    const kept = await play(service, transcript('badges.nl'), peopleOn(channel))
    const link = kept.get('link') ?? ''
    const html = await (await fetch(link, { headers: { accept: 'text/html' } })).text()
    expect(html).toContain('Zij zag vanzelf wat er moest gebeuren.')
    expect(html).not.toContain('Café Zuid')
    expect(html).not.toContain('Eerste stap bij De Kade')
    const files = await Promise.all(
      [1, 2].map(async (number) => (await fetch(`${link}/${number}.json`)).json()),
    )
    const endorsed = files.flatMap(({ endorsementJwt = [] }) => endorsementJwt)
    expect(endorsed.map((jwt) => decodeJwt(jwt).type)).toEqual([
      ['VerifiableCredential', 'EndorsementCredential'],
    ])
  })

  it('and in the other language (en)', async () => {
    const kept = await play(service, transcript('badges.en'), peopleOn(channel))
    const link = kept.get('link') ?? ''
    const html = await (await fetch(`${link}?lang=en`, { headers: { accept: 'text/html' } })).text()
    expect(html).not.toContain('She saw what had to be done.')
    expect(html).toContain('Lent a hand')
    expect(html).not.toContain('First step at De Kade')
  })

  it('a note becomes evidence, and an employer is heard, when the learner wants it (nl)', async () => {
    const people = peopleOn(channel)
    const kept = await play(service, transcript('evidence.nl'), people)
    const link = kept.get('link') ?? ''
    const badge = await (await fetch(`${link}/1.json`)).json()
    expect(JSON.stringify(badge.evidence)).toContain('zette koffie voor iedereen')
    const send = (address: string, fields: Record<string, string>) =>
      fetch(address, { method: 'POST', body: new URLSearchParams(fields) })
    const words = { name: 'Ria', organisation: 'Café Zuid', comment: 'Zij werkt rustig.' }
    expect((await send(`${link}/1/endorse`, words)).status).toBe(200)
    const asked = await play(service, transcript('employer.nl'), people)
    const { origin, pathname, searchParams } = new URL(asked.get('confirm') ?? '')
    const confirmed = await send(`${origin}${pathname}`, Object.fromEntries(searchParams))
    expect(confirmed.status).toBe(200)
    await play(service, transcript('employer-confirmed.nl'), people)
    expect((await (await fetch(`${link}/1.json`)).json()).endorsementJwt).toBeUndefined()
  })

  it('a note stays between them when the learner would rather not (en)', async () => {
    const kept = await play(service, transcript('evidence.en'), peopleOn(channel))
    const badge = await (await fetch(`${kept.get('link')}/1.json`)).json()
    expect(badge.evidence).toBeUndefined()
  })
})

const listed = z.looseObject({
  credentialStatus: z.object({
    statusListCredential: z.url(),
    statusListIndex: z.coerce.number(),
  }),
})
const list = z.looseObject({ credentialSubject: z.looseObject({ encodedList: z.string() }) })

/** What everybody sees of a badge: its page, its issuer's status list, and the verifier. */
async function seen(link: string, jwt: string) {
  const { credentialStatus } = listed.parse(decodeJwt(jwt))
  const { encodedList } = list.parse(
    await (await fetch(credentialStatus.statusListCredential)).json(),
  ).credentialSubject
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))
  const verified = await fetch(`${service.url}/api/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: jwt }),
  })
  const { verdict, steps } = await verified.json()
  const html = await (await fetch(link, { headers: { accept: 'text/html' } })).text()
  return {
    page: /<h[1-6][^>]*>(Deze badge geldt nu even niet|Deze badge geldt niet meer)</.exec(
      html,
    )?.[1],
    reason: html.includes('we kijken het na'),
    isListed: isSet(bits, credentialStatus.statusListIndex),
    verdict,
    fault: steps.find(({ outcome }: { outcome: string }) => outcome === 'fault')?.code,
  }
}

it('page, status list and verifier change at once with what a worker types', async () => {
  const people = peopleOn('telegram')
  const given = `learner: mijn badges
  Je code is {code}. …
worker: /geef {code} hielp-mee
  Gelukt. …
learner: mijn badges
learner presses: Deel deze badge
learner presses: Geen naam
  Hier is de link van je badge Hielp mee:
  {link}`
  const kept = await play(service, given, people)
  const link = kept.get('link') ?? ''
  const jwt = await (await fetch(`${link}.jwt`)).text()
  const after = async (typed: string) => {
    await play(service, `worker: ${typed}`, people, kept)
    return seen(link, jwt)
  }
  const stands = { page: undefined, reason: false, isListed: false, verdict: 'holds' }
  const fails = { reason: true, isListed: true, verdict: 'fails' }
  expect(await seen(link, jwt)).toMatchObject(stands)
  expect(await after('/opschorten {code} hielp-mee "we kijken het na"')).toEqual({
    ...fails,
    page: 'Deze badge geldt nu even niet',
    fault: 'suspended',
  })
  expect(await after('/herstellen {code} hielp-mee "het klopte"')).toMatchObject(stands)
  expect(await after('/intrekken {code} hielp-mee "we kijken het na"')).toEqual({
    ...fails,
    page: 'Deze badge geldt niet meer',
    fault: 'revoked',
  })
  expect(await after('/ongedaan')).toMatchObject(stands)
})
