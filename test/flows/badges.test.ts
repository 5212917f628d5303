import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
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
