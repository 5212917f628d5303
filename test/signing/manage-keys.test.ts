import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/configuration-error.ts'
import { checkKeys } from '../../src/signing/check-keys.ts'
import { listKeys, markCompromised, retireKey, rotateKeys } from '../../src/signing/manage-keys.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { verifyOwnCredential } from '../../src/signing/verify-credential.ts'
import { startTestSite, type TestSite } from '../web/support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

async function issue() {
  const { token, personId } = await site.share({
    badges: [['leercafe-de-derde-kop', 'koffie-en-thee']],
  })
  const credential = await site.db.credential.findFirstOrThrow({
    where: { award: { personId } },
    select: { jwt: true, keyId: true, proofKeyId: true, key: { select: { organisationId: true } } },
  })
  return { ...credential, token, organisationId: credential.key.organisationId }
}
const holds = async (jwt: string) => (await verifyOwnCredential(site.db, site.deps, jwt)).ok
const json = async (path: string) => (await fetch(`${site.url}${path}`)).json()

describe('the keys of an organisation', () => {
  it('are replaced as a pair, and what the earlier ones signed goes on to hold', async () => {
    const { db, deps } = site
    const before = await issue()
    await db.$transaction((tx) => rotateKeys(tx, deps, before.organisationId))
    const after = await issue()
    expect(after.keyId).not.toBe(before.keyId)
    expect(after.proofKeyId).not.toBe(before.proofKeyId)
    expect(await holds(before.jwt)).toBe(true)
    expect(await holds(after.jwt)).toBe(true)
    const { keys } = await json('/.well-known/jwks.json')
    const published = keys.map(({ kid }: { kid: string }) => kid.split('/').at(-1))
    expect(published).toEqual(expect.arrayContaining([before.keyId, after.keyId]))
    const issuer = await json(`/issuers/${before.organisationId}`)
    expect(issuer.assertionMethod).toContain(`${site.url}/keys/${before.proofKeyId}`)
  })

  it('can be retired one by one, once', async () => {
    const { db, deps } = site
    const { keyId, proofKeyId } = await issue()
    expect(await retireKey(db, keyId, deps.clock())).toEqual({ kind: 'retired' })
    expect(await retireKey(db, keyId, deps.clock())).toEqual({ kind: 'notActive' })
    expect(await retireKey(db, deps.newId(), deps.clock())).toEqual({ kind: 'unknown' })
    const next = await issue()
    expect(next.keyId).not.toBe(keyId)
    expect(next.proofKeyId).toBe(proofKeyId)
  })

  it.each(['keyId', 'proofKeyId'] as const)(
    'tell on page, key and key set when one was in the wrong hands (%s)',
    async (which) => {
      const { db, deps } = site
      const badge = await issue()
      const keyId = badge[which] ?? ''
      expect(await markCompromised(db, keyId, deps.clock())).toMatchObject({ kind: 'marked' })
      expect(await markCompromised(db, keyId, deps.clock())).toEqual({ kind: 'alreadyMarked' })
      expect(await verifyOwnCredential(db, deps, badge.jwt)).toMatchObject({
        ok: false,
        steps: expect.arrayContaining([{ step: 'issuer', ok: false, code: 'compromised-key' }]),
      })
      const page = await fetch(`${site.url}/b/${badge.token}`, { headers: { accept: 'text/html' } })
      expect(await page.text()).toContain('hij was in verkeerde handen')
      const key = await fetch(`${site.url}/keys/${keyId}`)
      expect([key.status, await key.json()]).toMatchObject([410, { code: 'key-compromised' }])
      const { keys, revoked_keys } = await json('/.well-known/jwks.json')
      const kid = `${site.url}/keys/${keyId}`
      expect(keys.map((each: { kid: string }) => each.kid)).not.toContain(kid)
      expect(revoked_keys).toContainEqual({
        kid,
        revoked: { revoked_at: deps.clock().getTime() / 1000, reason: 'compromised' },
      })
      const issuer = await json(`/issuers/${badge.organisationId}`)
      expect(issuer.assertionMethod).not.toContain(kid)
      // The next badge is signed with another one.
      expect(await holds((await issue()).jwt)).toBe(true)
    },
  )

  it('are listed without their private part', async () => {
    const keys = await listKeys(site.db)
    expect(new Set(keys.map(({ status }) => status))).toEqual(
      new Set(['active', 'retired', 'compromised']),
    )
    expect(JSON.stringify(keys)).not.toMatch(/sealed|"d"/i)
  })

  it('are not made over with the wrong secret: it is refused by its name', async () => {
    const { db } = site
    const before = await db.signingKey.count()
    const other = createSeals('another secret of at least 32 characters')
    await expect(checkKeys(db, other)).rejects.toBeInstanceOf(ConfigurationError)
    // Also when only one of many keys was sealed with another secret.
    const first = await db.signingKey.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await db.signingKey.update({
      where: { id: first.id },
      data: { privateSealed: await other.seal('key', '{}') },
    })
    await expect(checkKeys(db, site.deps.seals)).rejects.toMatchObject({ setting: 'STAPJE_SECRET' })
    expect(await db.signingKey.count()).toBe(before)
  })
})
