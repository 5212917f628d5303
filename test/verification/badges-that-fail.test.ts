import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { CompactSign, exportSPKI } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VerificationInput } from '../../src/verification/read-badge.ts'
import { bitstringEntry, credentialBy, encodedList, statusListBy } from './support/credentials.ts'
import {
  type Document,
  didKeyIssuer,
  rawToken,
  siteIssuer,
  type TestIssuer,
} from './support/issuers.ts'
import { bakedText, chunk, png, pngSignature, svg } from './support/pictures.ts'
import { startVerificationStage, troubleIn, type VerificationStage } from './support/stage.ts'
import { downSite } from './support/test-web.ts'

type Given = VerificationInput | string | Uint8Array

let stage: VerificationStage
let issuer: TestIssuer
let other: TestIssuer
let good: string
let embedding: Awaited<ReturnType<typeof didKeyIssuer>>

const site = 'https://school.example'

beforeAll(async () => {
  stage = await startVerificationStage()
  issuer = await siteIssuer(stage.web, 'school.example')
  other = await siteIssuer(stage.web, 'evil.example')
  embedding = await didKeyIssuer()
  good = await issuer.sign(credentialBy(issuer.id))
})
afterAll(() => stage.close())

const sign = (changes: Document) => issuer.sign(credentialBy(issuer.id, changes))
const claimsOf = (jwt: string): Document =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
const withPart = (jwt: string, at: number, part: string) =>
  jwt
    .split('.')
    .map((own, index) => (index === at ? Buffer.from(part).toString('base64url') : own))
    .join('.')
const embedded = async (changes: Document = {}) =>
  embedding.embed(credentialBy(embedding.id, changes))

/** Puts a status list on the web and signs a badge that points to it. */
async function listed(list: string | Document | null, name: string, entry: Document = {}) {
  const url = `${site}/status/${name}`
  if (list !== null) stage.web.put(url, list)
  return sign({ credentialStatus: bitstringEntry(url, '7', entry) })
}
const listOf = (name: string, changes: Document = {}) =>
  statusListBy(issuer.id, `${site}/status/${name}`, changes)
const subjectOf = (changes: Document) => ({
  type: 'BitstringStatusList',
  statusPurpose: 'revocation',
  encodedList: encodedList([]),
  ...changes,
})

/** An assertion of the earlier standard on its site, with what is changed about it there. */
function hosted(name: string, changes: { readonly [part: string]: Document | null } = {}): string {
  const at = `https://${name}.example`
  const parts: Record<string, Document> = {
    assertion: {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: `${at}/assertion`,
      recipient: { type: 'email', identity: 'sha256$c7ef', hashed: true },
      badge: `${at}/badge`,
      verification: { type: 'hosted' },
      issuedOn: '2020-03-01T00:00:00Z',
    },
    badge: { id: `${at}/badge`, type: 'BadgeClass', name: 'Reader', issuer: `${at}/issuer` },
    issuer: { id: `${at}/issuer`, type: 'Profile', name: 'De Bieb' },
  }
  for (const [part, document] of Object.entries(parts)) {
    const change = changes[part]
    if (change !== null) stage.web.put(`${at}/${part}`, { ...document, ...change })
  }
  return JSON.stringify({ ...parts.assertion, ...changes.given })
}

const refused: readonly (readonly [
  name: string,
  given: () => Given | Promise<Given>,
  code: string,
])[] = [
  // Tokens
  [
    'a changed word',
    () => withPart(good, 1, JSON.stringify({ ...claimsOf(good), name: 'X' })),
    'signature: broken',
  ],
  ['a signature that was cut', () => good.slice(0, -10), 'signature: broken'],
  ['no signature', () => `${good.split('.').slice(0, 2).join('.')}.`, 'signature: broken'],
  [
    'alg none',
    () => rawToken({ alg: 'none', kid: issuer.keyId }, claimsOf(good)),
    'format: jwt-algorithm',
  ],
  [
    'alg nOnE',
    () => rawToken({ alg: 'nOnE', kid: issuer.keyId }, claimsOf(good)),
    'format: jwt-algorithm',
  ],
  ['HMAC with the public key as the secret', () => keyConfusion(), 'format: jwt-algorithm'],
  [
    'another algorithm than the key is for',
    () => rawToken({ alg: 'ES256', kid: issuer.keyId }, claimsOf(good)),
    'key: unsuitable',
  ],
  [
    'an algorithm that is not checked',
    () => rawToken({ alg: 'RS1', kid: issuer.keyId }, claimsOf(good)),
    'format: jwt-algorithm',
  ],
  [
    'crit',
    () => issuer.sign(credentialBy(issuer.id), { header: { crit: ['b64'], b64: true } }),
    'format: jwt-critical',
  ],
  [
    'b64 false',
    () => rawToken({ alg: 'RS256', b64: false, kid: issuer.keyId }, claimsOf(good)),
    'format: jwt-critical',
  ],
  ['a header that is no JSON', () => withPart(good, 0, '{alg'), 'format: jwt-broken'],
  [
    'two algs in the header',
    () => withPart(good, 0, '{"alg":"none","alg":"RS256"}'),
    'readable: json-duplicate-key',
  ],
  ['a token in a token', () => rawToken({ alg: 'RS256', cty: 'JWT' }, good), 'format: jwt-broken'],
  // Keys
  [
    'a key of one’s own in the header',
    () =>
      other.sign(credentialBy(issuer.id), {
        claims: { iss: issuer.id },
        header: { kid: undefined, jwk: other.jwk },
      }),
    'key: not-of-issuer',
  ],
  [
    'a kid on another site',
    () => other.sign(credentialBy(issuer.id), { claims: { iss: issuer.id } }),
    'key: not-of-issuer',
  ],
  [
    'a kid on a site with a like name',
    () =>
      other.sign(credentialBy(issuer.id), {
        claims: { iss: issuer.id },
        header: { kid: 'https://school.example.evil.example/keys/1' },
      }),
    'key: not-of-issuer',
  ],
  [
    'a kid with the issuer’s name before the @',
    () =>
      other.sign(credentialBy(issuer.id), {
        claims: { iss: issuer.id },
        header: { kid: 'https://school.example@evil.example/keys/1' },
      }),
    'key: not-of-issuer',
  ],
  [
    'jku to keys of one’s own',
    () =>
      other.sign(credentialBy(issuer.id), {
        claims: { iss: issuer.id },
        header: { kid: 'x', jku: `https://evil.example/keys/1` },
      }),
    'key: not-of-issuer',
  ],
  [
    'a did:key of one’s own under an issuer with a site',
    async () => JSON.stringify(await embedding.embed(credentialBy(issuer.id))),
    'key: not-of-issuer',
  ],
  ['a key of another issuer on the same site', () => sameSite(), 'key: not-of-issuer'],
  ['a key that is only for logging in', () => loginKey(), 'key: not-of-issuer'],
  ['an RSA key that is too short', () => shortKey(), 'key: unsuitable'],
  [
    'our own key’s address, signed by another',
    () =>
      other.sign(claimsOf(stage.ours.jwt), {
        claims: { iss: claimsOf(stage.ours.jwt).iss },
        header: { kid: kidOf(stage.ours.jwt) },
      }),
    'signature: broken',
  ],
  [
    'an issuer of ours on another site',
    () =>
      other.sign(credentialBy('https://stapje.example/issuers/1'), {
        claims: { iss: 'https://stapje.example/issuers/1' },
      }),
    'key: not-of-issuer',
  ],
  [
    'an issuer without an address',
    () => other.sign(credentialBy('urn:school'), { claims: { iss: 'urn:school' } }),
    'issuer: not-an-address',
  ],
  [
    'an issuer inside our network',
    () =>
      other.sign(credentialBy('https://169.254.169.254/latest'), {
        claims: { iss: 'https://169.254.169.254/latest' },
        header: { kid: 'https://169.254.169.254/key' },
      }),
    'key: not-of-issuer',
  ],
  // Claims
  [
    'another issuer in the token than in the badge',
    () => other.sign(credentialBy(issuer.id)),
    'issuer: differs',
  ],
  [
    'another id in the token',
    () => issuer.sign(credentialBy(issuer.id), { claims: { jti: 'urn:uuid:x' } }),
    'format: claims-differ',
  ],
  [
    'another subject in the token',
    () => issuer.sign(credentialBy(issuer.id), { claims: { sub: 'urn:x' } }),
    'format: claims-differ',
  ],
  [
    'a credential of another kind',
    () => sign({ type: ['VerifiableCredential'] }),
    'format: not-a-badge',
  ],
  [
    'no subject',
    () =>
      rawToken({ alg: 'RS256', kid: issuer.keyId }, { ...claimsOf(good), credentialSubject: 3 }),
    'format: fields-missing',
  ],
  [
    'no achievement',
    () => sign({ credentialSubject: { id: 'urn:x', type: ['AchievementSubject'] } }),
    'achievement: missing',
  ],
  [
    'no recipient',
    () => sign({ credentialSubject: { achievement: { id: 'urn:a', name: 'A' } } }),
    'recipient: missing',
  ],
  // Dates
  ['a badge of next year', () => sign({ validFrom: '2027-01-01T00:00:00Z' }), 'dates: not-yet'],
  [
    'a badge whose time is over',
    () => sign({ validUntil: '2026-11-01T00:00:00Z' }),
    'dates: expired',
  ],
  [
    'an end in the token only',
    () => issuer.sign(credentialBy(issuer.id), { claims: { exp: 1_700_000_000 } }),
    'dates: expired',
  ],
  [
    'a date that is none',
    () => issuer.sign(credentialBy(issuer.id, { validFrom: 'last week' }), { claims: { nbf: 1 } }),
    'dates: unreadable',
  ],
  [
    'no date',
    () =>
      issuer.sign(credentialBy(issuer.id, { validFrom: undefined }), {
        claims: { nbf: undefined },
      }),
    'dates: unreadable',
  ],
  // Status
  ['revoked in a list', async () => listed(await issuer.sign(listOf('a')), 'a'), 'status: revoked'],
  [
    'suspended in a list',
    async () =>
      listed(
        await issuer.sign(
          listOf('b', {
            credentialSubject: subjectOf({
              statusPurpose: 'suspension',
              encodedList: encodedList([7]),
            }),
          }),
        ),
        'b',
        { statusPurpose: 'suspension' },
      ),
    'status: suspended',
  ],
  ['a list that is not signed', () => listed(listOf('c'), 'c'), 'status: list-broken'],
  [
    'a list signed with another key',
    async () => listed(await other.sign(listOf('d'), { claims: { iss: issuer.id } }), 'd'),
    'status: list-broken',
  ],
  [
    'a list of another issuer',
    async () => listed(await other.sign(statusListBy(other.id, `${site}/status/e`)), 'e'),
    'status: list-other-issuer',
  ],
  [
    'a list that is too short',
    async () =>
      listed(
        await issuer.sign(
          listOf('f', { credentialSubject: subjectOf({ encodedList: encodedList([], 100) }) }),
        ),
        'f',
      ),
    'status: list-broken',
  ],
  [
    'a list that is a bomb',
    async () =>
      listed(
        await issuer.sign(
          listOf('g', {
            credentialSubject: subjectOf({
              encodedList: `u${gzipSync(Buffer.alloc(30_000_000)).toString('base64url')}`,
            }),
          }),
        ),
        'g',
      ),
    'status: list-broken',
  ],
  [
    'a place past the end of the list',
    async () => listed(await issuer.sign(listOf('h')), 'h', { statusListIndex: '999999' }),
    'status: list-broken',
  ],
  [
    'a list for another purpose',
    async () => listed(await issuer.sign(listOf('i')), 'i', { statusPurpose: 'suspension' }),
    'status: list-broken',
  ],
  [
    'a list that is out of date',
    async () => listed(await issuer.sign(listOf('j', { validUntil: '2026-02-01T00:00:00Z' })), 'j'),
    'status: list-broken',
  ],
  ['a list that is gone', () => listed(null, 'k'), 'status: list-broken'],
  [
    'a list inside our network',
    () => sign({ credentialStatus: bitstringEntry('https://10.0.0.1/list', '7') }),
    'status: list-broken',
  ],
  ['revoked in a plain list', () => plainlyListed(issuer.id), 'status: revoked'],
  ['a plain list of another issuer', () => plainlyListed(other.id), 'status: list-other-issuer'],
  // Embedded proofs
  [
    'a changed word under a proof',
    async () => JSON.stringify({ ...(await embedded()), name: 'X' }),
    'signature: broken',
  ],
  [
    'a document without a proof',
    () => JSON.stringify(credentialBy(issuer.id)),
    'format: no-signature',
  ],
  [
    'a proof for another purpose',
    async () => withProof({ proofPurpose: 'authentication' }),
    'signature: purpose',
  ],
  [
    'a proof whose time is over',
    async () => withProof({ expires: '2026-01-01T00:00:00Z' }),
    'signature: expired',
  ],
  [
    'a term that no context knows',
    async () => JSON.stringify({ ...(await embedded()), honours: 'cum laude' }),
    'signature: terms-undefined',
  ],
  [
    'a statement under its full address',
    async () => JSON.stringify({ ...(await embedded()), 'https://schema.org/name': 'X' }),
    'signature: rewritten',
  ],
  // Files
  ['nothing', () => ' \n ', 'readable: empty'],
  ['some words', () => 'I am a badge', 'readable: unknown-file'],
  ['bytes that are no text', () => Uint8Array.of(0x7b, 0xff, 0xfe, 0x00), 'readable: not-utf8'],
  ['half a document', () => '{"type":', 'readable: not-json'],
  ['a list of documents', () => '[{}]', 'readable: not-json'],
  [
    'a document without end',
    () => `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'readable: json-too-deep',
  ],
  ['a name twice', () => '{"type":"a","ty\\u0070e":"b"}', 'readable: json-duplicate-key'],
  [
    'a name that reaches the prototype',
    () => '{"a":{"__proto__":{"x":1}}}',
    'readable: json-dangerous-key',
  ],
  ['very much of it', () => `{"a":"${'x'.repeat(600_000)}"}`, 'readable: too-large'],
  ['too large a file', () => new Uint8Array(2_000_001), 'readable: too-large'],
  ['a ZIP', () => Buffer.from('PK\u0003\u0004\u00ff', 'latin1'), 'readable: unknown-file'],
  ['a PNG without a badge', () => png([]), 'readable: png-no-badge'],
  [
    'a PNG of a million by a million',
    () => png([], 1_000_000, 1_000_000),
    'readable: png-no-badge',
  ],
  [
    'a PNG with a wrong checksum',
    () => png([chunk('tEXt', Buffer.from('a\0b'), 1)]),
    'readable: png-broken',
  ],
  ['a PNG that was cut', () => png([bakedText(good)]).subarray(0, -20), 'readable: png-broken'],
  [
    'a PNG whose chunk says it is endless',
    () => Buffer.concat([pngSignature, Buffer.from([255, 255, 255, 255]), Buffer.from('iTXt')]),
    'readable: png-broken',
  ],
  [
    'two badges in a PNG',
    () => png([bakedText(good), bakedText('{}')]),
    'readable: png-several-badges',
  ],
  [
    'a bomb in a PNG',
    () => png([bakedText(Buffer.alloc(50_000_000), true)]),
    'readable: too-large',
  ],
  [
    'an SVG without a badge',
    () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'readable: svg-no-badge',
  ],
  [
    'an SVG with entities',
    () => svg({ inside: '&x;' }, '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    'readable: svg-entities',
  ],
  [
    'two badges in an SVG',
    () => svg({ verify: good }).replace('<circle', '<openbadges:credential verify="x"/><circle'),
    'readable: svg-several-badges',
  ],
  [
    'an SVG with its badge in a comment',
    () => svg({}).replace('<circle', `<!-- <openbadges:credential verify="${good}"/> --><circle`),
    'readable: svg-no-badge',
  ],
  [
    'an SVG with a comment without end',
    () => svg({ verify: good }).replace('<circle', '<!-- <circle'),
    'readable: svg-broken',
  ],
  [
    'a page with a script',
    () => '<!doctype html><script>alert(1)</script>',
    'readable: link-no-badge',
  ],
  // Links
  ['a link without encryption', () => 'http://school.example/badge', 'readable: link-refused'],
  ['a link to this machine', () => 'https://localhost/badge', 'readable: link-unreachable'],
  ['a link to this machine by number', () => 'https://2130706433/badge', 'readable: link-refused'],
  ['a link to this machine in octal', () => 'https://0177.0.0.1/badge', 'readable: link-refused'],
  [
    'a link to this machine in IPv6',
    () => 'https://[::ffff:127.0.0.1]/badge',
    'readable: link-refused',
  ],
  [
    'a link to a file',
    () => ({ kind: 'link', url: 'file:///etc/passwd' }),
    'readable: link-refused',
  ],
  ['a link to nothing', () => `${site}/nothing`, 'readable: link-missing'],
  [
    'a link of ours that is not there',
    () => 'https://stapje.example/b/nothing',
    'readable: link-missing',
  ],
  ['links in a circle', () => circle(), 'readable: link-no-badge'],
  ['a link to a page without a badge', () => pageWithout(), 'readable: link-no-badge'],
  // Open Badges 2.0
  [
    'an assertion that is not on its site',
    () => hosted('gone', { assertion: null }),
    'signature: hosted-gone',
  ],
  [
    'an assertion that is other on its site',
    () => hosted('changed', { assertion: { issuedOn: '2019-01-01T00:00:00Z' } }),
    'signature: hosted-differs',
  ],
  [
    'an assertion that was taken back',
    () => hosted('back', { assertion: { revoked: true } }),
    'status: revoked',
  ],
  [
    'an assertion whose time is over',
    () => hosted('over', { assertion: { expires: '2021-01-01T00:00:00Z' } }),
    'dates: expired',
  ],
  [
    'a badge class of another site',
    () => hosted('mixed', { badge: { issuer: 'https://evil.example/issuers/1' } }),
    'issuer: other-host',
  ],
  [
    'a badge class that calls itself otherwise',
    () => hosted('named', { badge: { id: 'https://named.example/other' } }),
    'issuer: profile-differs',
  ],
  [
    'an assertion without a recipient',
    () => hosted('nobody', { given: { recipient: null } as never }),
    'format: fields-missing',
  ],
]

describe('what does not hold, and why', () => {
  it.each(refused)(
    '%s',
    async (_name, given, code) => {
      const report = await stage.verify(await given())
      expect(troubleIn(report)).toEqual([code])
      expect(report.verdict).not.toBe('holds')
    },
    20_000,
  )

  it('is more than forty things', () => {
    expect(refused.length).toBeGreaterThan(40)
  })
})

const unsure: typeof refused = [
  [
    'an issuer that is down',
    () =>
      other.sign(credentialBy(`${downSite}/issuers/1`), {
        claims: { iss: `${downSite}/issuers/1` },
        header: { kid: `${downSite}/keys/1` },
      }),
    'key: unreachable',
  ],
  [
    'a list that is down',
    () => sign({ credentialStatus: bitstringEntry(`${downSite}/list`, '7') }),
    'status: unreachable',
  ],
  [
    'a plain list that is down',
    () => sign({ credentialStatus: { id: `${downSite}/list`, type: '1EdTechRevocationList' } }),
    'status: unreachable',
  ],
  [
    'a status of another kind',
    () => sign({ credentialStatus: { id: 'urn:x', type: 'StatusList2017' } }),
    'status: type-unknown',
  ],
  [
    'a proof of another kind',
    async () =>
      JSON.stringify({
        ...(await embedded()),
        proof: { type: 'DataIntegrityProof', cryptosuite: 'bbs-2023' },
      }),
    'signature: proof-unknown',
  ],
  [
    'a context that is not known',
    async () =>
      JSON.stringify({
        ...(await embedded()),
        '@context': ['https://www.w3.org/ns/credentials/v2', 'https://school.example/context'],
      }),
    'signature: context-unknown',
  ],
  [
    'an issuer of an unknown method',
    () => other.sign(credentialBy('did:plc:abc'), { claims: { iss: 'did:plc:abc' } }),
    'issuer: method-unknown',
  ],
  ['a link that is down', () => `${downSite}/badge`, 'readable: link-unreachable'],
  [
    'a badge of the earlier standard that says it is signed',
    () => hosted('signed', { given: { verification: { type: 'signed' } } }),
    'format: open-badge-2-signed',
  ],
  [
    'a badge of the earlier standard in a JWS',
    () => {
      const assertion = hosted('jws', { given: { verification: { type: 'SignedBadge' } } })
      return new CompactSign(Buffer.from(assertion))
        .setProtectedHeader({ alg: 'RS256' })
        .sign(issuer.privateKey)
    },
    'format: open-badge-2-signed',
  ],
]

describe('what cannot be told', () => {
  it.each(unsure)('%s is not called false', async (_name, given, code) => {
    const report = await stage.verify(await given())
    expect(troubleIn(report)).toEqual([code])
    expect(report.verdict).toBe('unsure')
  })
})

describe('a badge of our own', () => {
  it('is refused once it is taken back, and once its key cannot be trusted', async () => {
    const { db, ours, verify } = stage
    const { awardId } = ours
    await db.award.update({ where: { id: awardId }, data: { revokedAt: new Date('2026-11-25') } })
    for (const given of [ours.link, ours.document]) {
      expect(troubleIn(await verify(given))).toEqual(['status: revoked'])
    }
    const suspendedAt = new Date('2026-11-25')
    await db.award.update({ where: { id: awardId }, data: { revokedAt: null, suspendedAt } })
    for (const given of [ours.jwt, ours.document]) {
      expect(troubleIn(await verify(given))).toEqual(['status: suspended'])
    }
    await db.award.update({ where: { id: awardId }, data: { suspendedAt: null } })
    await db.signingKey.updateMany({ data: { status: 'compromised' } })
    for (const given of [ours.jwt, ours.document]) {
      expect(troubleIn(await verify(given))).toEqual(['key: compromised'])
    }
    await db.signingKey.updateMany({ data: { status: 'active' } })
  })
})

it('shows names of strangers without what turns or hides the words around them', async () => {
  const name = 'Barista\u202egnp.exe\u0000\n\u200b'
  const jwt = await sign({
    credentialSubject: { id: 'urn:x', achievement: { id: 'urn:a', name } },
    issuer: { id: issuer.id, name: 'x'.repeat(5000) },
  })
  const { badge } = await stage.verify(jwt)
  expect(badge?.name).toBe('Barista gnp.exe')
  expect(badge?.issuer.name.length).toBe(160)
})

const kidOf = (jwt: string): string =>
  JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid

async function keyConfusion() {
  const publicKey = await crypto.subtle.importKey(
    'jwk',
    issuer.jwk,
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    true,
    ['verify'],
  )
  const unsigned = rawToken({ alg: 'HS256', kid: issuer.keyId }, claimsOf(good)).slice(0, -1)
  const secret = await exportSPKI(publicKey)
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`
}

/** Two issuers on one site; the one has a document for its key that says whose it is. */
function sameSite() {
  const keyId = `${site}/users/evil/key`
  stage.web.put(keyId, {
    id: keyId,
    type: 'JsonWebKey',
    controller: `${site}/users/evil`,
    publicKeyJwk: other.jwk,
  })
  return other.sign(credentialBy(issuer.id), { claims: { iss: issuer.id }, header: { kid: keyId } })
}

function loginKey() {
  const id = `${site}/issuers/login`
  stage.web.put(id, {
    id,
    verificationMethod: [{ id: `${id}#1`, controller: id, publicKeyJwk: other.jwk }],
    authentication: [`${id}#1`],
    assertionMethod: [],
  })
  return other.sign(credentialBy(id), { claims: { iss: id }, header: { kid: `${id}#1` } })
}

function shortKey() {
  const id = `${site}/issuers/short`
  const kid = `${site}/keys/short`
  const n = Buffer.alloc(64, 0xc5).toString('base64url')
  stage.web.put(kid, { kty: 'RSA', n, e: 'AQAB' })
  return other.sign(credentialBy(id), { claims: { iss: id }, header: { kid } })
}

function plainlyListed(issuerOfList: string) {
  const url = `${site}/revoked/${issuerOfList === issuer.id ? 'ours' : 'others'}`
  const { id } = credentialBy(issuer.id)
  stage.web.put(url, { id: url, issuer: issuerOfList, revokedCredential: [{ id, revoked: true }] })
  return sign({ credentialStatus: { id: url, type: '1EdTechRevocationList' } })
}

async function withProof(changes: Document) {
  const { proof, ...document } = await embedded()
  return JSON.stringify({ ...document, proof: { ...(proof as Document), ...changes } })
}

function circle() {
  stage.web.put(`${site}/a`, `${site}/b`)
  stage.web.put(`${site}/b`, `${site}/a`)
  return `${site}/a`
}

function pageWithout() {
  stage.web.put(`${site}/page`, '<!doctype html><h1>A badge</h1>', { type: 'text/html' })
  return `${site}/page`
}
