import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyCredential } from '@digitalcredentials/verifier-core'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import jsonwebtoken from 'jsonwebtoken'
import extractChunks from 'png-chunks-extract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { reinstate, revoke, suspend } from '../../src/badges/change-status.ts'
import { answerEndorsement, askEndorsement } from '../../src/badges/endorse.ts'
import { expandSafely } from '../../src/signing/data-integrity.ts'
import { addressOfDidWeb } from '../../src/verification/keys/did.ts'
import { startTestSite, type TestSite } from '../web/support/test-site.ts'

const schemaFile = 'ob_v3p0_achievementcredential_schema.json'
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/openbadges', schemaFile), 'utf8'),
)
const ajv = new Ajv2019({ strict: false, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile(schema)

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
  // The wallets' library reads the real clock, and fetches the schema that a badge names.
  site.clock.move(Date.parse('2026-11-01T10:00:00Z') - site.clock.clock().getTime())
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) =>
    String(input).endsWith(schemaFile)
      ? Promise.resolve(Response.json(schema))
      : fetch(input, init),
  )
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await site.close()
})

const kinds = [
  ['encouragement', 'buurthuis-de-kade', 'eerste-stap'],
  ['skill', 'leercafe-de-derde-kop', 'koffie-en-thee'],
  ['pathway', 'leercafe-de-derde-kop', 'klaar-voor-het-cafe'],
] as const

const types = {
  encouragement: 'ext:Encouragement',
  skill: 'Competency',
  pathway: 'LearningProgram',
} as const

async function issue(organisation: string, slug: string) {
  const { token, personId } = await site.share({ badges: [[organisation, slug]] })
  const { id: awardId, achievement } = await site.db.award.findFirstOrThrow({
    where: { personId },
    select: { id: true, achievement: { select: { organisationId: true } } },
  })
  const file = async (extension: string) => fetch(`${site.url}/b/${token}.${extension}`)
  return {
    awardId,
    organisationId: achievement.organisationId,
    file,
    document: await (await file('json')).json(),
    jwt: await (await file('jwt')).text(),
  }
}

type Credential = Parameters<typeof verifyCredential>[0]['credential']

/** What the wallets' own library sees, step by step. */
async function seenByWallets(credential: Credential) {
  const seen = await verifyCredential({ credential, knownDIDRegistries: [] })
  if (seen.errors !== undefined) return seen.errors
  return Object.fromEntries((seen.log ?? []).map(({ id, valid, error }) => [id, valid ?? error]))
}

const skill = ['leercafe-de-derde-kop', 'koffie-en-thee'] as const

/** Verifies a token as anybody can: with the key at the address that it names, by a library not of ours. */
async function verifyElsewhere(jwt: string, fetchKey = defaultKey) {
  const kid = jsonwebtoken.decode(jwt, { complete: true })?.header.kid ?? ''
  const publicKey = createPublicKey({ key: await fetchKey(kid), format: 'jwk' })
  const clockTimestamp = site.clock.clock().getTime() / 1000
  return jsonwebtoken.verify(jwt, publicKey, { algorithms: ['RS256'], clockTimestamp })
}
const defaultKey = async (kid: string) => (await fetch(kid)).json()

describe.each(kinds)('a badge of the kind %s', (kind, organisation, slug) => {
  it('holds for the schema of 1EdTech and for JSON-LD in safe mode, in both forms', async () => {
    const { document, jwt } = await issue(organisation, slug)
    expect(document.credentialSubject.achievement.achievementType).toBe(types[kind])
    expect(isValid(document), JSON.stringify(isValid.errors)).toBe(true)
    expect(await expandSafely(document)).toHaveLength(1)
    const { iss, jti, sub, nbf, ...claims } = Object(jsonwebtoken.decode(jwt))
    expect(isValid(claims), JSON.stringify(isValid.errors)).toBe(true)
    const { proof: _, ...said } = document
    expect(claims).toEqual(said)
    expect([iss, jti, sub]).toEqual([
      document.issuer.id,
      document.id,
      document.credentialSubject.id,
    ])
    expect(nbf).toBe(Date.parse(document.validFrom) / 1000)
    expect(Array.isArray(document.credentialStatus)).toBe(false)
  })

  it('has an embedded proof that an independent library verifies, status and all', async () => {
    const { document } = await issue(organisation, slug)
    expect(await seenByWallets(document)).toMatchObject({
      valid_signature: true,
      suspension_status: true,
    })
    const changed = { ...document, name: 'Professor' }
    expect(await seenByWallets(changed)).toMatchObject([{ name: 'invalid_signature' }])
  })

  it('has a JWT that an independent library verifies with the key at its address', async () => {
    const { jwt } = await issue(organisation, slug)
    expect(await verifyElsewhere(jwt)).toBeTypeOf('object')
    await expect(verifyElsewhere(`${jwt.slice(0, -8)}AAAAAAAA`)).rejects.toThrow()
  })
})

describe('a badge of a skill', () => {
  it('names the skill as ESCO does', async () => {
    const { document } = await issue(...skill)
    const { alignment } = document.credentialSubject.achievement
    expect(alignment).not.toHaveLength(0)
    for (const each of alignment) {
      expect(each).toEqual({
        type: ['Alignment'],
        targetType: 'ext:ESCOSkill',
        targetName: expect.any(String),
        targetUrl: expect.stringMatching(
          /^http:\/\/data\.europa\.eu\/esco\/skill\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
        ),
        targetFramework: 'ESCO',
      })
    }
    // So it is for every skill badge of the demo city.
    const without = { kind: 'skill', alignments: { none: {} } } as const
    expect(await site.db.achievement.count({ where: without })).toBe(0)
  })

  it('is served as a picture from which others take the badge, and which our verifier takes', async () => {
    const { file, jwt } = await issue(...skill)
    const served = new Uint8Array(await (await file('png')).arrayBuffer())
    const texts = extractChunks(served).filter(({ name }) => name === 'iTXt')
    expect(texts).toHaveLength(1)
    const [keyword, , , , , text = ''] = Buffer.from(texts[0]?.data ?? [])
      .toString()
      .split('\0')
    expect(keyword).toBe('openbadgecredential')
    expect(text).toBe(jwt)
    expect(await verifyElsewhere(text)).toBeTypeOf('object')
    const svg = new Uint8Array(await (await file('svg')).arrayBuffer())
    for (const [type, body] of [
      ['image/png', served],
      ['image/svg+xml', svg],
    ] as const) {
      const headers = { 'content-type': type }
      const verified = await fetch(`${site.url}/api/verify`, { method: 'POST', headers, body })
      expect([type, await verified.json()]).toMatchObject([type, { verdict: 'holds' }])
    }
  })

  it('can be verified by who resolves the did:web of its issuer', async () => {
    const { document, jwt } = await issue(...skill)
    const profile = { headers: { accept: 'application/ld+json' } }
    const [did] = (await (await fetch(document.issuer.id, profile)).json()).alsoKnownAs
    // What did:web asks over https, this machine has on http.
    const address = addressOfDidWeb(did)?.replace('https:', 'http:') ?? ''
    const resolved = await (await fetch(address)).json()
    expect(resolved.id).toBe(did)
    const keyOfDid = async (kid: string) => {
      const id = `${did}#${kid.split('/').at(-1)}`
      expect(resolved.assertionMethod).toContain(id)
      return resolved.verificationMethod.find((each: { id: string }) => each.id === id).publicKeyJwk
    }
    expect(await verifyElsewhere(jwt, keyOfDid)).toBeTypeOf('object')
  })
})

describe('a badge with an endorsement in it', () => {
  it('is verified by a library whose copy of the context has no endorsementJwt yet', async () => {
    const { awardId, document } = await issue(...skill)
    const { db, deps } = site
    await db.$transaction(async (tx) => {
      const organisation = await tx.organisation.findFirstOrThrow({ select: { id: true } })
      const words = { name: 'Ria de Wit', organisation: 'Café Zuid', comment: 'Goed gezien.' }
      const request = { awardId, words, organisationId: organisation.id }
      const { endorsementId, personId } = await askEndorsement(tx, deps, request)
      return answerEndorsement(tx, deps, { endorsementId, personId, shows: true })
    })
    const id = String(document.id).replace('urn:uuid:', '')
    const endorsed = await (await fetch(`${site.url}/api/badges/${id}`)).json()
    expect(endorsed.endorsementJwt).toHaveLength(1)
    expect(await seenByWallets(endorsed)).toMatchObject({ valid_signature: true })
  })
})

describe('a change of status', () => {
  it('is seen at once by an independent library: suspended, reinstated, revoked', async () => {
    const { document, awardId, organisationId } = await issue(...skill)
    const change = { awardId, organisationId, byId: null, reason: 'Per ongeluk gegeven' }
    const status = async () => Object(await seenByWallets(document)).suspension_status
    const { db, deps } = site
    expect(await db.$transaction((tx) => suspend(tx, deps, change))).toEqual({ kind: 'suspended' })
    expect(await status()).toBe(false)
    expect(await db.$transaction((tx) => reinstate(tx, deps, change))).toEqual({
      kind: 'reinstated',
    })
    expect(await status()).toBe(true)
    expect(await db.$transaction((tx) => revoke(tx, deps, change))).toEqual({
      kind: 'revoked',
      also: [],
    })
    expect(await status()).toBe(false)
    expect(await db.$transaction((tx) => revoke(tx, deps, change))).toEqual({
      kind: 'alreadyRevoked',
    })
    expect(await db.$transaction((tx) => reinstate(tx, deps, change))).toEqual({
      kind: 'notSuspended',
    })
  })
})
