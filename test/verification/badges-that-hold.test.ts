import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contexts } from '../../src/badges/credential.ts'
import { answerEndorsement, askEndorsement } from '../../src/badges/endorse.ts'
import type { VerificationReport } from '../../src/verification/report.ts'
import { bitstringEntry, credentialBy, statusListBy } from './support/credentials.ts'
import { didJwkIssuer, didKeyIssuer, didWebIssuer, siteIssuer } from './support/issuers.ts'
import { publishOpenBadge2 } from './support/open-badge-2.ts'
import { bakedText, png, svg } from './support/pictures.ts'
import { startVerificationStage, troubleIn, type VerificationStage } from './support/stage.ts'

let stage: VerificationStage
beforeAll(async () => {
  stage = await startVerificationStage()
})
afterAll(() => stage.close())

const codesOf = ({ steps }: VerificationReport) =>
  Object.fromEntries(steps.map(({ step, code }) => [step, code]))

function expectHolds(report: VerificationReport) {
  expect(troubleIn(report)).toEqual([])
  expect(report.verdict).toBe('holds')
}

describe('a badge of our own', () => {
  it('holds by link, by token and by the addresses of its files, without asking anybody', async () => {
    const { ours, web, verify } = stage
    for (const given of [
      ours.link,
      `${ours.link}.jwt`,
      `${ours.link}.png`,
      ours.jwt,
      ours.document,
    ]) {
      const report = await verify(given)
      expectHolds(report)
      expect(codesOf(report)).toMatchObject({ achievement: 'compliment', recipient: 'opaque' })
    }
    expect(web.asked).toEqual([])
  })

  it('holds with an endorsement in it, in both forms', async () => {
    const { db, deps, ours, verify } = stage
    const organisation = await db.organisation.findFirstOrThrow({ select: { id: true } })
    const words = { name: 'Ria de Wit', organisation: '', comment: 'Goed gezien.' }
    await db.$transaction(async (tx) => {
      const request = { awardId: ours.awardId, words, organisationId: organisation.id }
      const { endorsementId, personId } = await askEndorsement(tx, deps, request)
      await answerEndorsement(tx, deps, { endorsementId, personId, shows: true })
    })
    const { jwt, document } = await db.credential.findUniqueOrThrow({
      where: { awardId: ours.awardId },
    })
    expect(document).toHaveProperty('endorsementJwt')
    for (const given of [jwt, JSON.stringify(document)]) expectHolds(await verify(given))
    // The one context of its own that a badge may bring is this one, to the letter.
    const [, , , own] = Object(document)['@context']
    const other = { endorsementJwt: { ...own.endorsementJwt, '@id': 'https://evil.example/said' } }
    const changed = { ...Object(document), '@context': [...contexts, other] }
    expect(troubleIn(await verify(JSON.stringify(changed)))).toEqual(['signature: rewritten'])
  })
})

describe('a badge of somebody else', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('holds as a token, %s', async (algorithm) => {
    const issuer = await siteIssuer(stage.web, `${algorithm.toLowerCase()}.example`, algorithm)
    const report = await stage.verify(await issuer.sign(credentialBy(issuer.id)))
    expectHolds(report)
    expect(codesOf(report)).toEqual({
      readable: 'read',
      format: 'open-badge-3',
      issuer: 'named',
      key: 'of-issuer',
      signature: 'holds',
      dates: 'no-end',
      status: 'no-list',
      achievement: 'named',
      recipient: 'opaque',
    })
    expect(report.badge).toMatchObject({
      name: 'Barista',
      issuer: { name: 'De Hogeschool', host: `${algorithm.toLowerCase()}.example` },
    })
  })

  it('holds for did:web, did:jwk and did:key', async () => {
    for (const issuer of [await didWebIssuer(stage.web, 'web.example'), await didJwkIssuer()]) {
      expectHolds(await stage.verify(await issuer.sign(credentialBy(issuer.id))))
    }
    const embedding = await didKeyIssuer()
    const document = await embedding.embed(credentialBy(embedding.id))
    expectHolds(await stage.verify(JSON.stringify(document)))
  })

  it('holds when the key in its header is one that the issuer publishes', async () => {
    const issuer = await siteIssuer(stage.web, 'header.example')
    stage.web.put('https://header.example/.well-known/jwks.json', { keys: [issuer.jwk] })
    const jwt = await issuer.sign(credentialBy(issuer.id), {
      header: { kid: undefined, jwk: issuer.jwk },
    })
    expectHolds(await stage.verify(jwt))
  })

  it('holds baked in a PNG, compressed or not, and in an SVG both ways', async () => {
    const issuer = await siteIssuer(stage.web, 'baked.example')
    const jwt = await issuer.sign(credentialBy(issuer.id))
    const embedding = await didKeyIssuer()
    const document = JSON.stringify(await embedding.embed(credentialBy(embedding.id)))
    const files = [
      png([bakedText(jwt)]),
      png([bakedText(document, true)]),
      Buffer.from(svg({ verify: jwt })),
      Buffer.from(svg({ inside: document })),
    ]
    for (const file of files) expectHolds(await stage.verify(new Uint8Array(file)))
  })

  it('holds behind a link, and behind a page that says where it is', async () => {
    const issuer = await siteIssuer(stage.web, 'link.example')
    stage.web.put('https://link.example/b/1.jwt', await issuer.sign(credentialBy(issuer.id)))
    expectHolds(await stage.verify('https://link.example/b/1.jwt'))
    stage.web.put(
      'https://link.example/b/1',
      '<!doctype html><link rel="alternate" type="text/plain" href="/b/1.jwt">',
      { type: 'text/html' },
    )
    expectHolds(await stage.verify({ kind: 'link', url: 'https://link.example/b/1' }))
  })

  it('holds while its lists say nothing against it', async () => {
    const issuer = await siteIssuer(stage.web, 'lists.example')
    const list = 'https://lists.example/status/1'
    stage.web.put(list, await issuer.sign(statusListBy(issuer.id, list)))
    stage.web.put('https://lists.example/revoked', {
      id: 'https://lists.example/revoked',
      issuer: issuer.id,
      revokedCredential: [{ id: 'urn:uuid:00000000-0000-4000-8000-000000000000' }],
    })
    const withList = credentialBy(issuer.id, { credentialStatus: bitstringEntry(list, '8') })
    const withPlainList = credentialBy(issuer.id, {
      credentialStatus: { id: 'https://lists.example/revoked', type: '1EdTechRevocationList' },
    })
    for (const credential of [withList, withPlainList]) {
      const report = await stage.verify(await issuer.sign(credential))
      expectHolds(report)
      expect(codesOf(report).status).toBe('stands')
    }
  })

  it('holds with an end that is not there yet, and by the names of the earlier data model', async () => {
    const issuer = await siteIssuer(stage.web, 'dates.example')
    const credential = credentialBy(issuer.id, { validUntil: '2027-06-01T12:00:00+02:00' })
    const report = await stage.verify(await issuer.sign(credential))
    expectHolds(report)
    expect(codesOf(report).dates).toBe('until')
    const { validFrom: issuanceDate, ...older } = credentialBy(issuer.id)
    const jwt = await issuer.sign({ ...older, issuanceDate }, { claims: { nbf: undefined } })
    expectHolds(await stage.verify(jwt))
  })
})

describe('an Open Badge 2.0', () => {
  it('holds as it stands on its own site', async () => {
    const { assertion } = publishOpenBadge2(stage.web, 'old.example')
    for (const given of [JSON.stringify(assertion), assertion.id]) {
      const report = await stage.verify(given)
      expectHolds(report)
      expect(report.badge).toMatchObject({ standard: 'open-badge-2', name: 'Reader' })
      expect(codesOf(report)).toMatchObject({ signature: 'hosted', recipient: 'hashed' })
    }
  })
})
