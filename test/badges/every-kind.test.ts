import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyCredential } from '@digitalcredentials/verifier-core'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import jsonwebtoken from 'jsonwebtoken'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { reinstate, revoke, suspend } from '../../src/badges/change-status.ts'
import { answerEndorsement, askEndorsement } from '../../src/badges/endorse.ts'
import { expandSafely } from '../../src/signing/data-integrity.ts'
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
  ['pathway', 'leercafe-de-derde-kop', 'horeca'],
] as const

async function issue(kind: string) {
  const found = await site.db.achievement.findFirstOrThrow({
    where: { kind: kind === 'encouragement' || kind === 'skill' ? kind : 'pathway' },
    select: { slug: true, organisation: { select: { slug: true, id: true } } },
  })
  const { token, personId } = await site.share({ badges: [[found.organisation.slug, found.slug]] })
  const { id: awardId } = await site.db.award.findFirstOrThrow({ where: { personId } })
  const file = async (extension: string) => fetch(`${site.url}/b/${token}.${extension}`)
  return {
    awardId,
    organisationId: found.organisation.id,
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

describe.each(kinds)('a badge of the kind %s', (kind) => {
  it('holds for the schema of 1EdTech and for JSON-LD in safe mode, in both forms', async () => {
    const { document, jwt } = await issue(kind)
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
    const { document } = await issue(kind)
    expect(await seenByWallets(document)).toMatchObject({
      valid_signature: true,
      suspension_status: true,
    })
    const changed = { ...document, name: 'Professor' }
    expect(await seenByWallets(changed)).toMatchObject([{ name: 'invalid_signature' }])
  })

  it('has a JWT that an independent library verifies with the key at its address', async () => {
    const { jwt } = await issue(kind)
    const kid = jsonwebtoken.decode(jwt, { complete: true })?.header.kid ?? ''
    const key = await (await fetch(kid)).json()
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const clockTimestamp = site.clock.clock().getTime() / 1000
    const options = { algorithms: ['RS256' as const], clockTimestamp }
    expect(jsonwebtoken.verify(jwt, publicKey, options)).toBeTypeOf('object')
    expect(() => jsonwebtoken.verify(`${jwt.slice(0, -8)}AAAAAAAA`, publicKey, options)).toThrow()
  })
})

describe('a badge with an endorsement in it', () => {
  it('is verified by a library whose copy of the context has no endorsementJwt yet', async () => {
    const { awardId, document } = await issue('skill')
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
    const { document, awardId, organisationId } = await issue('skill')
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
