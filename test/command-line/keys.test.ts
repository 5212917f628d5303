import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { answerEndorsement, askEndorsement } from '../../src/badges/endorse.ts'
import { readKeysCommand, runKeysCommand } from '../../src/command-line/keys-commands.ts'
import { openDatabase } from '../../src/database/client.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { databaseAddress } from '../support/database-address.ts'
import { startTestSite, type TestSite } from '../web/support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

/** What the command line shows; what went otherwise than asked begins with a mark. */
async function run(...typed: string[]): Promise<string> {
  const read = readKeysCommand(typed)
  if (read.kind === 'fault') return `! ${read.says}`
  const service = { db: site.db, deps: site.deps, earlierSeals: null }
  const outcome = await runKeysCommand(service, read.command)
  return outcome.kind === 'fault' ? `! ${outcome.says}` : outcome.lines.join('\n')
}

/** A badge with an endorsement of another organisation in it. */
async function endorsedBadge() {
  const { db, deps } = site
  const shared = await site.share({ badges: [['leercafe-de-derde-kop', 'koffie-en-thee']] })
  const award = await db.award.findFirstOrThrow({
    where: { personId: shared.personId },
    select: { id: true, credential: { select: { keyId: true, proofKeyId: true } } },
  })
  const endorser = await db.organisation.findFirstOrThrow({
    where: { slug: 'buurthuis-de-kade' },
    select: { id: true, name: true },
  })
  const words = { name: endorser.name, organisation: '', comment: 'Altijd op tijd.' }
  await db.$transaction(async (tx) => {
    const request = { awardId: award.id, words, organisationId: endorser.id }
    const { endorsementId, personId } = await askEndorsement(tx, deps, request)
    await answerEndorsement(tx, deps, { endorsementId, personId, shows: true })
  })
  const endorsement = await db.endorsement.findFirstOrThrow({ where: { awardId: award.id } })
  const file = async (form: string) => (await fetch(`${site.url}/b/${shared.token}.${form}`)).text()
  return {
    keyId: award.credential?.keyId ?? '',
    proofKeyId: award.credential?.proofKeyId ?? '',
    endorserKeyId: endorsement.keyId ?? '',
    file,
    page: async () =>
      (await fetch(`${site.url}/b/${shared.token}`, { headers: { accept: 'text/html' } })).text(),
  }
}

/** The first fault that our verifier finds, or that it holds. */
async function seen(text: string): Promise<string> {
  const response = await fetch(`${site.url}/api/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  const { verdict, steps } = await response.json()
  return steps.find(({ outcome }: { outcome: string }) => outcome === 'fault')?.code ?? verdict
}

describe('npm run keys', () => {
  it.each([
    [],
    ['dance'],
    ['list', 'all'],
    ['rotate'],
    ['retire'],
    ['retire', 'the-old-one'],
    ['compromised', '12'],
    ['reissue'],
  ])('says how it is typed when it was not understood: %s', async (...typed) => {
    expect(await run(...typed)).toContain('! Say what to do with the keys')
  })

  it('lists keys, makes new ones and retires one', async () => {
    const { db } = site
    await endorsedBadge()
    expect(await run('rotate', 'nergens')).toBe('! There is no organisation nergens.')
    expect(await run('rotate', 'leercafe-de-derde-kop')).toMatch(
      /^leercafe-de-derde-kop: signs with [\da-f-]{36} \(JWT\) and [\da-f-]{36} \(proof\)/,
    )
    const { id } = await db.signingKey.findFirstOrThrow({
      where: { status: 'active', organisation: { slug: 'leercafe-de-derde-kop' } },
    })
    expect(await run('retire', id)).toBe(`${id} is retired.`)
    expect(await run('retire', id)).toBe(`${id} signed nothing any more already.`)
    const lines = (await run('list')).split('\n')
    expect(lines).toHaveLength(await db.signingKey.count())
    expect(lines.find((line) => line.startsWith(id))).toMatch(/leercafe-de-derde-kop .* retired/)
    expect(await run('retire', site.deps.newId())).toContain('! There is no key')
  })

  it('gives badges of a compromised key again, at their own address, with what was said of them', async () => {
    const badge = await endorsedBadge()
    const [oldToken, oldDocument] = [await badge.file('jwt'), await badge.file('json')]
    expect(await run('reissue', badge.keyId)).toContain('! ')
    for (const keyId of [badge.keyId, badge.proofKeyId]) {
      expect(await run('compromised', keyId)).toContain(`keys -- reissue ${keyId}`)
    }
    expect(await seen(await badge.file('jwt'))).toBe('compromised')
    expect(await run('reissue', badge.keyId)).toContain('1 badges and 0 endorsements')
    expect(await run('reissue', badge.keyId)).toContain('0 badges and 0 endorsements')
    const [token, document] = [await badge.file('jwt'), await badge.file('json')]
    expect([await seen(token), await seen(document)]).toEqual(['holds', 'holds'])
    const [was, is] = [JSON.parse(oldDocument), JSON.parse(document)]
    for (const field of ['id', 'awardedDate', 'credentialStatus', 'endorsementJwt']) {
      expect([field, is[field]]).toEqual([field, was[field]])
    }
    // Whoever kept a copy from before is told why it does not hold.
    expect([await seen(oldToken), await seen(oldDocument)]).toEqual(['compromised', 'compromised'])
  })

  it('shows no endorsement of a compromised key, until it is signed again', async () => {
    const badge = await endorsedBadge()
    expect(await badge.page()).toContain('Altijd op tijd.')
    await run('compromised', badge.endorserKeyId)
    expect(await badge.page()).not.toContain('Altijd op tijd.')
    const [endorsed] = JSON.parse(await badge.file('json')).endorsementJwt
    expect(await run('reissue', badge.endorserKeyId)).toMatch(/badges and \d endorsements/)
    expect(await badge.page()).toContain('Altijd op tijd.')
    const [again] = JSON.parse(await badge.file('json')).endorsementJwt
    expect(again).not.toBe(endorsed)
    expect(await seen(await badge.file('json'))).toBe('holds')
  })

  it('lets nobody keep a key for longer than a minute without asking again', async () => {
    const { keyId } = await endorsedBadge()
    const { organisationId } = await site.db.signingKey.findUniqueOrThrow({ where: { id: keyId } })
    const paths = [`/keys/${keyId}`, '/.well-known/jwks.json', `/issuers/${organisationId}`]
    for (const path of [...paths, `/issuers/${organisationId}/did.json`]) {
      const { headers } = await fetch(`${site.url}${path}`)
      expect([path, headers.get('cache-control')]).toEqual([path, 'public, max-age=60'])
    }
  })

  it('makes nothing with the wrong secret, and seals nothing anew beside a service at work', async () => {
    const { db, deps } = site
    const before = await db.signingKey.count()
    const other = createSeals('another secret of at least 32 characters')
    const service = { db, deps: { ...deps, seals: other }, earlierSeals: deps.seals }
    const rotate = { action: 'rotate', slug: 'all' } as const
    await expect(runKeysCommand(service, rotate)).rejects.toMatchObject({
      setting: 'STAPJE_SECRET',
    })
    expect(await db.signingKey.count()).toBe(before)
    expect(await run('reseal')).toContain('! Set STAPJE_SECRET_EARLIER')
    // The site of this test is the service that is at work.
    const [named] = await db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
    const own = openDatabase(databaseAddress(inject('databaseServerUrl'), named?.name ?? ''))
    const outcome = await runKeysCommand({ ...service, db: own }, { action: 'reseal' })
    await own.$disconnect()
    expect(outcome).toMatchObject({ says: expect.stringContaining('Stop the service first') })
    const [sealed] = await db.signingKey.findMany({ take: 1 })
    await expect(other.open('key', sealed?.privateSealed ?? '')).rejects.toThrow()
  })
})
