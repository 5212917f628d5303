import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import { type Locale, locales } from '../../src/language/locale.ts'
import { verifyOwnCredential } from '../../src/signing/verify-credential.ts'
import { testDeps } from '../support/deps.ts'
import { play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { findTraces } from '../support/traces.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService
let nextPerson = 400

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

const { seals } = testDeps()

function peopleOn(channel: SimulatedChannel) {
  nextPerson += 1
  const address = madeUpAddress(channel, nextPerson)
  const learner = service.platform.person({ channel, address })
  const worker = service.platform.person(ownerOf(channel, 'worker'))
  return {
    address,
    learner,
    people: new Map([
      ['learner', learner],
      ['worker', worker],
    ]),
  }
}

/** Everything by which somebody could be found again in the database. */
async function everythingOf(channel: string, address: string) {
  const lookup = seals.lookup(channel, address)
  const identity = await service.db.channelIdentity.findFirstOrThrow({
    where: { channel, addressLookup: lookup },
    select: {
      id: true,
      person: {
        select: {
          id: true,
          learnerCode: true,
          subjectId: true,
          shares: { select: { id: true, token: true } },
          awards: { select: { id: true, credential: { select: { jwt: true } } } },
          signups: { select: { id: true, sessionId: true } },
        },
      },
    },
  })
  const { person } = identity
  return {
    person,
    words: [
      ...['Samira', 'Zonnebloem', address.split(/[:/]/).at(-1) ?? address, lookup, identity.id],
      ...[person.id, person.learnerCode, person.subjectId],
      ...person.shares.flatMap(({ id, token }) => [id, token]),
      ...person.signups.map(({ id }) => id),
    ],
  }
}

const buttons = {
  keep: { nl: 'Wis, badges blijven', en: 'Erase, keep badges' },
  revoke: { nl: 'Wis, ook badges', en: 'Erase badges too' },
} as const

describe.each(simulatedChannels)('rights on %s', (channel) => {
  it.each(locales)(
    'give everything in a file, and leave no trace when asked to (%s)',
    async (locale) => {
      const { address, learner, people } = peopleOn(channel)
      const kept = await play(service, transcript(`rights.${locale}`), people)
      await checkFile(kept.get('data') ?? '', locale, address)
      const badges = locale === 'nl' ? 'keep' : 'revoke'
      const { person, words } = await everythingOf(channel, address)
      expect(await findTraces(service.databaseUrl, seals, words)).not.toEqual([])
      const places = await service.db.session.findUniqueOrThrow({
        where: { id: person.signups[0]?.sessionId ?? '' },
        select: { id: true, goingCount: true },
      })

      await play(
        service,
        transcript(`forget.${locale}`).replace('{button}', buttons[badges][locale]),
        people,
      )

      await expect
        .poll(() => findTraces(service.databaseUrl, seals, words), { timeout: 20_000 })
        .toEqual([])
      expect(service.logged.join('')).not.toMatch(/Samira|Zonnebloem/i)
      for (const word of words) expect(service.logged.join('')).not.toContain(word)
      const { goingCount } = await service.db.session.findUniqueOrThrow({
        where: { id: places.id },
        select: { goingCount: true },
      })
      expect(goingCount).toBe(places.goingCount - 1)
      expect((await fetch(kept.get('link') ?? '')).status).toBe(404)
      expect((await fetch(kept.get('data') ?? '', { method: 'POST' })).status).toBe(404)
      for (const { credential } of person.awards) {
        const verification = await verifyOwnCredential(service.db, service, credential?.jwt ?? '')
        expect(verification.ok).toBe(badges === 'keep')
        expect(verification.steps.find(({ step }) => step === 'status')?.code).toBe(
          badges === 'keep' ? 'ok' : 'taken-back',
        )
      }
      const lastBefore = learner.messages().length
      await learner.say(locale === 'nl' ? 'hoi' : 'hello')
      await untilDelivered(service)
      const [, greeting] = learner.messages().slice(lastBefore)
      expect(greeting?.lines.join('\n')).toContain('/privacy')
    },
  )
})

/** Downloads the file as the person would, and looks at what is in it. */
async function checkFile(link: string, locale: Locale, address: string) {
  const page = await fetch(link, { headers: { 'accept-language': locale } })
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toContain('no-store')
  const html = await page.text()
  expect(html).toContain('<form method="post">')
  // Whoever only looks, such as a chat that makes a preview, sees nothing of anybody.
  expect(html).not.toMatch(/Samira|Hielp mee|Lent a hand/)
  const file = await fetch(link, { method: 'POST' })
  expect(file.headers.get('content-type')).toBe('application/zip')
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()))
  const names = Object.keys(files)
  // Two badges of the same moment come in either order.
  const badge = names.find((name) => name.endsWith('-hielp-mee.jwt'))?.slice(0, -4) ?? ''
  expect(names).toEqual(
    expect.arrayContaining([
      'data.json',
      ...['json', 'jwt', 'png', 'svg'].map((form) => `${badge}.${form}`),
    ]),
  )
  const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  const readable = read(locale === 'nl' ? 'lees-mij.html' : 'read-me.html')
  expect(readable).toContain(`<html lang="${locale}">`)
  expect(readable).toContain('Samira Zonnebloem')
  expect(readable).toContain(address)
  const data = z
    .looseObject({ badges: z.array(z.looseObject({ note: z.string().nullable() })) })
    .parse(JSON.parse(read('data.json')))
  expect(data.badges.map(({ note }) => note).join('')).toContain('Samira')
  const jwt = read(`${badge}.jwt`)
  expect((await verifyOwnCredential(service.db, service, jwt)).ok).toBe(true)
  expect(files[`${badge}.png`]?.[1]).toBe('P'.charCodeAt(0))
  // The picture has the badge in it, as those have that are shared.
  expect(Buffer.from(files[`${badge}.png`] ?? []).includes(jwt)).toBe(true)
}

it('ends the link to the file after an hour', async () => {
  const { learner } = peopleOn('telegram')
  await learner.say('my data')
  await untilDelivered(service)
  const link =
    learner
      .messages()
      .at(-1)
      ?.lines.find((line) => line.includes('/data/')) ?? ''
  service.move(59 * 60_000)
  expect((await fetch(link)).status).toBe(200)
  service.move(61_000)
  expect((await fetch(link)).status).toBe(410)
  expect((await fetch(link, { method: 'POST' })).status).toBe(410)
  expect((await fetch(`${link.slice(0, -1)}x`, { method: 'POST' })).status).toBe(404)
})
