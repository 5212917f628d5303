import { decodeJwt, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { award } from '../../src/badges/award.ts'
import { ConfigurationError } from '../../src/configuration-error.ts'
import { checkKeys } from '../../src/signing/check-keys.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { signJwt } from '../../src/signing/sign-credential.ts'
import { verifyOwnCredential } from '../../src/signing/verify-credential.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
let jwt: string
let awardId: string
let keyId: string
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
  const { db } = database
  const learner = await makeLearner(db)
  const achievement = await db.achievement.findFirstOrThrow({ select: { id: true } })
  const outcome = await db.$transaction((tx) =>
    award(tx, deps, {
      personId: learner.id,
      achievementId: achievement.id,
      givenById: null,
      note: null,
    }),
  )
  awardId = outcome.awardId
  const credential = await db.credential.findUniqueOrThrow({ where: { awardId } })
  jwt = credential.jwt
  keyId = credential.keyId
})
afterAll(() => database.close())

const faultsOf = async (token: string, now = deps.clock()) => {
  const verification = await verifyOwnCredential(database.db, { clock: () => now }, token)
  return verification.steps.filter(({ ok }) => !ok).map(({ step, code }) => `${step}: ${code}`)
}

/** Signs other claims, or with another key, as somebody who means ill would. */
async function forged(change: (claims: Record<string, unknown>) => object, kid: string) {
  const { privateKey } = await generateKeyPair('RS256')
  const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
  return new SignJWT({ ...change(claims) })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateKey)
}

describe('verifying a badge of our own', () => {
  it('finds that it holds, step by step', async () => {
    const { steps, ok } = await verifyOwnCredential(database.db, deps, jwt)
    expect(ok).toBe(true)
    expect(steps.map(({ step }) => step)).toEqual(['signature', 'issuer', 'dates', 'status'])
  })

  it.each<[string, () => string | Promise<string>, string]>([
    ['a changed word', () => tampered(), 'signature: not-as-signed'],
    ['another signature', () => `${jwt.slice(0, -8)}AAAAAAAA`, 'signature: not-as-signed'],
    [
      'another key under our key’s address',
      () => forged((claims) => claims, `https://stapje.example/keys/${keyId}`),
      'signature: not-as-signed',
    ],
    [
      'a key of somebody else',
      () => forged((claims) => claims, 'https://evil.example/keys/1'),
      'signature: unknown-key',
    ],
    ['no signature (alg none)', () => unsigned(), 'signature: not-as-signed'],
    ['no JWT at all', () => 'hello', 'signature: unknown-key'],
    ['nothing', () => '', 'signature: unknown-key'],
  ])('refuses %s', async (_name, token, fault) => {
    expect(await faultsOf(await token())).toEqual([fault])
  })

  it('tells when it is not valid yet', async () => {
    const before = new Date(deps.clock().getTime() - 86_400_000)
    expect(await faultsOf(jwt, before)).toEqual(['dates: not-yet-valid'])
  })

  it('tells when it was taken back, and when its key cannot be trusted any more', async () => {
    const { db } = database
    await db.award.update({ where: { id: awardId }, data: { revokedAt: deps.clock() } })
    expect(await faultsOf(jwt)).toEqual(['status: taken-back'])
    await db.award.update({ where: { id: awardId }, data: { revokedAt: null } })
    await db.signingKey.update({ where: { id: keyId }, data: { status: 'compromised' } })
    expect(await faultsOf(jwt)).toEqual(['issuer: compromised-key'])
    await db.signingKey.update({ where: { id: keyId }, data: { status: 'retired' } })
    expect(await faultsOf(jwt)).toEqual([])
  })

  function tampered(): string {
    const [header = '', payload = '', signature = ''] = jwt.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const changed = Buffer.from(JSON.stringify({ ...claims, name: 'Professor' }))
    return [header, changed.toString('base64url'), signature].join('.')
  }

  function unsigned(): string {
    const header = { alg: 'none', kid: `https://stapje.example/keys/${keyId}` }
    const payload = jwt.split('.')[1] ?? ''
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`
  }
})

describe('a token', () => {
  it('says until when it counts, if it ends', async () => {
    const { db } = database
    const credential = {
      id: 'urn:uuid:6f5b7a1e-13a4-4f0b-a3dc-0d3ff1a0a1c1',
      issuer: { id: 'https://stapje.example/issuers/1' },
      validFrom: '2026-06-01T10:00:00Z',
      credentialSubject: { id: 'urn:uuid:3d813cbb-47fb-32ba-91df-831e1593ac29' },
    }
    const { jwt: key } = await db.$transaction(async (tx) => {
      const { id } = await tx.organisation.findFirstOrThrow({ select: { id: true } })
      return deps.keyRing.signingKeysOf(tx, id)
    })
    expect(decodeJwt(await signJwt(credential, key)).exp).toBeUndefined()
    const ending = { ...credential, validUntil: '2027-06-01T10:00:00Z' }
    expect(decodeJwt(await signJwt(ending, key)).exp).toBe(Date.UTC(2027, 5, 1, 10) / 1000)
  })
})

describe('the secret', () => {
  it('is checked at the start, and another one is refused by its name', async () => {
    await checkKeys(database.db, deps.seals)
    const other = createSeals('another secret of at least 32 characters')
    const check = checkKeys(database.db, other)
    await expect(check).rejects.toBeInstanceOf(ConfigurationError)
    await expect(check).rejects.toMatchObject({ setting: 'STAPJE_SECRET' })
  })
})
