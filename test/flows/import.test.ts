import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import type { SimulatedFile } from '../../bots/simulator/sent-files.ts'
import { locales } from '../../src/language/locale.ts'
import { play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { credentialBy } from '../verification/support/credentials.ts'
import { siteIssuer, type TestIssuer } from '../verification/support/issuers.ts'
import { publishOpenBadge2 } from '../verification/support/open-badge-2.ts'
import { bakedText, png, svg } from '../verification/support/pictures.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService
let issuer: TestIssuer
let good: string
let files: readonly SimulatedFile[]
let nextPerson = 700

beforeAll(async () => {
  service = await startTestService()
  const { web } = service
  issuer = await siteIssuer(web, 'school.example')
  good = await issuer.sign(credentialBy(issuer.id))
  const changed = good.replace(/.{8}$/, 'AAAAAAAA')
  const { address: reader } = publishOpenBadge2(web, 'old.example')
  files = [
    { name: 'barista.png', mediaType: 'image/png', bytes: png([bakedText(good)]) },
    { name: 'barista.svg', mediaType: 'image/svg+xml', bytes: Buffer.from(svg({ verify: good })) },
    { name: 'changed.json', mediaType: 'application/json', bytes: Buffer.from(`"${changed}"`) },
    {
      name: 'reader.png',
      mediaType: 'image/png',
      bytes: png([bakedText(reader, false, 'openbadges')]),
    },
    { name: 'screenshot.png', mediaType: 'image/png', bytes: png([]) },
  ]
  const { credentialSubject } = credentialBy(issuer.id)
  const other = credentialBy(issuer.id, {
    id: 'urn:uuid:7a5b7a1e-13a4-4f0b-a3dc-0d3ff1a0a1c1',
    credentialSubject: {
      ...Object(credentialSubject),
      achievement: { id: 'urn:a', name: 'Kassa' },
    },
  })
  web.put('https://school.example/b/barista.jwt', good)
  web.put('https://school.example/b/false.jwt', changed)
  web.put('https://school.example/b/other.jwt', await issuer.sign(other))
})
afterAll(() => service.close())

function somebody(channel: (typeof simulatedChannels)[number]) {
  nextPerson += 1
  return service.platform.person({ channel, address: madeUpAddress(channel, nextPerson) })
}

describe.each(simulatedChannels)('a badge from elsewhere, on %s', (channel) => {
  it.each(locales)('is checked, kept and told of (%s)', async (locale) => {
    const learner = somebody(channel)
    await play(service, transcript(`import.${locale}`), new Map([['learner', learner]]))
  })

  it.each(locales)('is read from a file (%s)', async (locale) => {
    const learner = somebody(channel)
    const words = transcript(`import-file.${locale}`)
    await play(service, words, new Map([['learner', learner]]), new Map(), files)
  })

  it('can be pasted as a text', async () => {
    const learner = somebody(channel)
    await learner.say(good)
    await untilDelivered(service)
    const words = learner.messages().flatMap(({ lines }) => lines)
    expect(words.join('\n')).toContain('Barista')
  })
})

it('takes words with points between them for words, also when they are of distress', async () => {
  const learner = somebody('telegram')
  await learner.say('ik.wil.dood')
  await untilDelivered(service)
  const words = learner.messages().flatMap(({ lines }) => lines)
  expect(words.join(' ')).toContain('113')
})

it('keeps what it was given sealed, and writes nothing of it in the log', async () => {
  const [kept] = await service.db.importedBadge.findMany({ take: 1 })
  expect(kept?.sourceSealed).toMatch(/^eyJ/)
  expect(kept?.sourceSealed).not.toContain(good.split('.')[1]?.slice(0, 40))
  const log = service.logged.join('')
  expect(log).not.toMatch(/school\.example|Barista|192\.168/)
})
