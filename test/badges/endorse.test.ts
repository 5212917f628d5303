import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepAfterAll } from '../../src/badges/decline.ts'
import { answerEndorsement, askEndorsement } from '../../src/badges/endorse.ts'
import { agreeToEvidence, offerEvidence } from '../../src/badges/evidence.ts'
import { deleteBadge, hideBadge, unhideBadge } from '../../src/badges/keep-or-not.ts'
import { changeShare, openShares } from '../../src/badges/own-shares.ts'
import { expandSafely } from '../../src/signing/data-integrity.ts'
import { verifyOwnCredential } from '../../src/signing/verify-credential.ts'
import { startTestSite, type TestSite } from '../web/support/test-site.ts'

const schemaFile = 'ob_v3p0_achievementcredential_schema.json'
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/openbadges', schemaFile), 'utf8'),
)
const ajv = new Ajv2019({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(schema, 'achievement')
const isBadge = ajv.compile({ $ref: 'achievement' })
const isEndorsement = ajv.compile({ $ref: 'achievement#/$defs/EndorsementCredential' })

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

async function issue() {
  const shared = await site.share({ badges: [['leercafe-de-derde-kop', 'koffie-en-thee']] })
  const award = await site.db.award.findFirstOrThrow({
    where: { personId: shared.personId },
    select: { id: true, achievement: { select: { organisationId: true } } },
  })
  return { ...shared, awardId: award.id, organisationId: award.achievement.organisationId }
}
const html = { headers: { accept: 'text/html' } }
const badgeOf = async (token: string) => (await fetch(`${site.url}/b/${token}.json`)).json()
const jwtOf = async (token: string) => (await fetch(`${site.url}/b/${token}.jwt`)).text()
const pageOf = async (token: string) => (await fetch(`${site.url}/b/${token}`, html)).text()
const inForm = (path: string, fields: Record<string, string>) =>
  fetch(`${site.url}${path}`, {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams(fields),
  })
const words = { name: 'Ria de Wit', organisation: 'Café Zuid', comment: 'Ze werkt rustig en snel.' }

/** The badge holds in both forms and for the schema, with this many endorsements in it. */
async function expectBadge(token: string, endorsements: number) {
  const badge = await badgeOf(token)
  expect(isBadge(badge), JSON.stringify(isBadge.errors)).toBe(true)
  expect(await expandSafely(badge)).toHaveLength(1)
  expect(badge.endorsementJwt ?? []).toHaveLength(endorsements)
  const { ok } = await verifyOwnCredential(site.db, site.deps, await jwtOf(token))
  expect(ok).toBe(true)
  return badge
}

describe('what an employer says of a badge', () => {
  it('is asked of the learner, confirmed by a signed link, and then part of the badge', async () => {
    const { db, deps } = site
    const { token, personId } = await issue()
    expect(await pageOf(token)).toContain(`/b/${token}/1/endorse`)
    expect((await fetch(`${site.url}/b/${token}/1/endorse`, html)).status).toBe(200)
    expect((await inForm(`/b/${token}/1/endorse`, { ...words, comment: ' ' })).status).toBe(422)
    expect((await inForm(`/b/${token}/2/endorse`, words)).status).toBe(404)
    expect((await inForm(`/b/${token}/1/endorse`, words)).status).toBe(200)
    const { id, wordsSealed } = await db.endorsement.findFirstOrThrow({
      where: { award: { personId } },
    })
    expect(wordsSealed).not.toContain('Ria')
    // Nobody is asked the next thing before they answered.
    expect((await inForm(`/b/${token}/1/endorse`, words)).status).toBe(429)
    await expectBadge(token, 0)

    const answer = (by: string, shows: boolean) =>
      db.$transaction((tx) =>
        answerEndorsement(tx, deps, { endorsementId: id, personId: by, shows }),
      )
    expect(await answer(deps.newId(), true)).toEqual({ kind: 'gone' })
    const outcome = await answer(personId, true)
    if (outcome.kind !== 'toConfirm') throw new Error('There is no link to confirm')
    await expectBadge(token, 0)
    expect(await pageOf(token)).not.toContain('Ria de Wit')

    const confirm = await (await fetch(outcome.url, html)).text()
    expect(confirm).toContain('Ze werkt rustig en snel.')
    const { searchParams, pathname } = new URL(outcome.url)
    const fields = Object.fromEntries(searchParams)
    const forged = { ...fields, until: String(Number(fields.until) + 1) }
    expect((await inForm(pathname, forged)).status).toBe(410)
    await expectBadge(token, 0)
    expect((await inForm(pathname, fields)).status).toBe(200)
    const badge = await expectBadge(token, 1)
    const page = await pageOf(token)
    expect(page).toContain('Ria de Wit, Café Zuid')
    expect(page).toContain('Wij hebben niet gecontroleerd wie dit schreef.')

    const { iss, jti, sub, nbf, ...endorsement } = decodeJwt(badge.endorsementJwt[0])
    expect(isEndorsement(endorsement), JSON.stringify(isEndorsement.errors)).toBe(true)
    expect(await expandSafely(endorsement)).toHaveLength(1)
    expect(sub).toBe(badge.id)
    expect(Object(endorsement.credentialSubject).endorsementComment).toMatch(
      /^Ze werkt rustig en snel\.\n\nRia de Wit, Café Zuid\n\n.+ heeft niet gecontroleerd wie dit schreef\.$/,
    )
    expect([iss, jti, nbf].every((claim) => claim !== undefined)).toBe(true)

    // The learner may think again.
    expect(await answer(personId, false)).toEqual({ kind: 'refused' })
    await expectBadge(token, 0)
    expect(await pageOf(token)).not.toContain('Ria de Wit')
  })

  it('comes to the learner three times a day at the most', async () => {
    const { db, deps } = site
    const { token, personId } = await issue()
    const ask = async () => (await inForm(`/b/${token}/1/endorse`, words)).status
    for (const _ of [1, 2, 3]) {
      expect(await ask()).toBe(200)
      await db.endorsement.updateMany({
        where: { award: { personId } },
        data: { declinedAt: deps.clock() },
      })
    }
    expect(await ask()).toBe(429)
    site.clock.move(25 * 3_600_000)
    expect(await ask()).toBe(200)
    site.clock.move(-25 * 3_600_000)
  })

  it('cannot be confirmed with an old link', async () => {
    const { db, deps, clock } = site
    const { awardId, personId } = await issue()
    const outcome = await db.$transaction(async (tx) => {
      const request = { awardId, words, organisationId: null }
      const { endorsementId } = await askEndorsement(tx, deps, request)
      return answerEndorsement(tx, deps, { endorsementId, personId, shows: true })
    })
    if (outcome.kind !== 'toConfirm') throw new Error('There is no link to confirm')
    clock.move(15 * 86_400_000)
    expect((await fetch(outcome.url, html)).status).toBe(410)
    clock.move(-15 * 86_400_000)
  })
})

describe('what an organisation says of a badge', () => {
  it('is part of the badge as soon as the learner says so', async () => {
    const { db, deps } = site
    const { awardId, personId, token } = await issue()
    const organisation = await db.organisation.findFirstOrThrow({
      select: { id: true, name: true },
    })
    const said = { ...words, name: organisation.name, organisation: '' }
    const outcome = await db.$transaction(async (tx) => {
      const request = { awardId, words: said, organisationId: organisation.id }
      const { endorsementId } = await askEndorsement(tx, deps, request)
      return answerEndorsement(tx, deps, { endorsementId, personId, shows: true })
    })
    expect(outcome).toEqual({ kind: 'shown' })
    expect(await pageOf(token)).not.toContain('niet gecontroleerd')
    const badge = await expectBadge(token, 1)
    const { iss } = decodeJwt(badge.endorsementJwt[0])
    expect(iss).toBe(`${site.url}/issuers/${organisation.id}`)
  })
})

describe('the note of a worker', () => {
  it('is evidence in the badge only while worker and learner both want it', async () => {
    const { db, deps } = site
    const { awardId, personId, organisationId, token } = await issue()
    const offer = () =>
      db.$transaction((tx) => offerEvidence(tx, deps, { awardId, organisationId }))
    const agree = (agrees: boolean) =>
      db.$transaction((tx) => agreeToEvidence(tx, deps, { awardId, personId, agrees }))
    expect(await offer()).toEqual({ kind: 'noNote' })
    const noteSealed = await deps.seals.seal('note', 'Zette zelf koffie voor twintig mensen.')
    await db.award.update({ where: { id: awardId }, data: { noteSealed } })
    expect(await agree(true)).toEqual({ kind: 'gone' })
    expect(await offer()).toMatchObject({ kind: 'offered', personId })
    expect((await expectBadge(token, 0)).evidence).toBeUndefined()
    site.clock.move(60_000)
    expect(await agree(true)).toEqual({ kind: 'agreed' })
    const badge = await expectBadge(token, 0)
    expect(await pageOf(token)).toContain('Zette zelf koffie voor twintig mensen.')
    expect(badge.evidence).toEqual([
      { type: ['Evidence'], narrative: 'Zette zelf koffie voor twintig mensen.' },
    ])
    expect(Date.parse(badge.validFrom)).toBeGreaterThan(Date.parse(badge.awardedDate))
    expect(await agree(false)).toEqual({ kind: 'refused' })
    expect((await expectBadge(token, 0)).evidence).toBeUndefined()
  })
})

describe('what a learner chooses', () => {
  it('hides a badge from every link at once, and shows it again', async () => {
    const { db, deps } = site
    const { awardId, personId, token } = await issue()
    const own = { awardId, personId, now: deps.clock() }
    expect(
      await db.$transaction((tx) => hideBadge(tx, { ...own, personId: deps.newId() })),
    ).toEqual({ kind: 'notYours' })
    expect(await db.$transaction((tx) => hideBadge(tx, own))).toEqual({ kind: 'done' })
    expect((await fetch(`${site.url}/b/${token}.jwt`)).status).toBe(410)
    expect(await db.$transaction((tx) => unhideBadge(tx, own))).toEqual({ kind: 'done' })
    await expectBadge(token, 0)
  })

  it('deletes a badge with everything in it, which is not given again by itself', async () => {
    const { db, deps } = site
    const { awardId, personId, token } = await issue()
    const own = { awardId, personId, now: deps.clock() }
    const [jwt, document] = [await jwtOf(token), JSON.stringify(await badgeOf(token))]
    expect(await db.$transaction((tx) => deleteBadge(tx, own))).toEqual({ kind: 'done' })
    expect(await db.credential.findUnique({ where: { awardId } })).toMatchObject({
      jwt: '',
      document: {},
    })
    expect(await db.$transaction((tx) => keepAfterAll(tx, deps, own))).toEqual({ kind: 'gone' })
    // A copy that somebody has is as genuine as it was: the list says the same.
    for (const text of [jwt, document]) {
      const verified = await fetch(`${site.url}/api/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      })
      expect(await verified.json()).toMatchObject({ verdict: 'holds' })
    }
    expect(await db.award.findUnique({ where: { id: awardId } })).toMatchObject({ stands: null })
    expect((await fetch(`${site.url}/b/${token}.jwt`)).status).toBe(410)
  })

  it('names a link for an employer, seen by nobody else, and lets it end by itself', async () => {
    const { db, deps, clock } = site
    const { personId, shareId, token } = await issue()
    const expiresAt = new Date(deps.clock().getTime() + 7 * 86_400_000)
    const change = { personId, shareId, label: 'Café Zuid', expiresAt }
    await db.$transaction((tx) => changeShare(tx, deps, change))
    const open = () =>
      db.$transaction((tx) => openShares(tx, deps, { personId, now: deps.clock() }))
    expect(await open()).toMatchObject([{ label: 'Café Zuid', expiresAt, badges: 1 }])
    expect(await pageOf(token)).not.toContain('Café Zuid')
    clock.move(7 * 86_400_000)
    expect(await open()).toEqual([])
    expect((await fetch(`${site.url}/b/${token}.jwt`)).status).toBe(410)
    clock.move(-7 * 86_400_000)
  })
})
