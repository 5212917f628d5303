import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assignStatus } from '../../src/badges/assign-status.ts'
import { revoke, suspend } from '../../src/badges/change-status.ts'
import { detachAwards } from '../../src/learners/erase/detach-awards.ts'
import { emptyBits, entriesPerList, isSet, withBit } from '../../src/signing/status-list.ts'
import { startTestSite, type TestSite } from '../web/support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

const badges = [['leercafe-de-derde-kop', 'koffie-en-thee']] as const

async function issue() {
  const { token, personId } = await site.share({ badges })
  return {
    token,
    ...(await site.db.award.findFirstOrThrow({
      where: { personId },
      select: {
        id: true,
        achievement: { select: { organisationId: true } },
        credential: { select: { id: true, statusEntry: true } },
      },
    })),
  }
}

const bitsOf = (document: { credentialSubject: { encodedList: string } }) =>
  gunzipSync(Buffer.from(document.credentialSubject.encodedList.slice(1), 'base64url'))

describe('the bits of a list', () => {
  it('are set one at a time, the leftmost first', () => {
    expect(emptyBits().length * 8).toBe(entriesPerList)
    expect([...withBit(new Uint8Array(2), 0, true)]).toEqual([0b1000_0000, 0])
    expect([...withBit(new Uint8Array(2), 9, true)]).toEqual([0, 0b0100_0000])
    fc.assert(
      fc.property(
        fc.nat({ max: 127 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (at, before) => {
          const on = withBit(before, at, true)
          expect(isSet(on, at)).toBe(true)
          expect(isSet(withBit(on, at, false), at)).toBe(false)
          for (let other = 0; other < 128; other++) {
            if (other !== at) expect(isSet(on, other)).toBe(isSet(before, other))
          }
        },
      ),
    )
    expect(() => withBit(new Uint8Array(2), 16, true)).toThrow(RangeError)
  })
})

describe('a status list', () => {
  it('is signed, kept by its version, and shows a change at once', async () => {
    const { db, deps, url } = site
    const { id: awardId, achievement, credential } = await issue()
    const entry = credential?.statusEntry
    if (entry == null) throw new Error('There is no entry')
    const address = `${url}/status/${entry.statusListId}`
    const first = await fetch(address)
    const etag = first.headers.get('etag') ?? ''
    // `fetch` would ask for no copy at all, of its own accord.
    const known = { 'if-none-match': etag, 'cache-control': 'max-age=0' }
    const document = await first.json()
    expect(document).toMatchObject({
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      proof: [{ cryptosuite: 'eddsa-rdfc-2022' }],
    })
    expect(isSet(bitsOf(document), entry.index)).toBe(false)
    const again = await fetch(address, { headers: known })
    expect(again.status).toBe(304)

    const { organisationId } = achievement
    const change = { awardId, organisationId, byId: null, reason: 'Dubbel gegeven' }
    await db.$transaction((tx) => revoke(tx, deps, change))
    const after = await fetch(address, { headers: known })
    expect(after.status).toBe(200)
    expect(isSet(bitsOf(await after.json()), entry.index)).toBe(true)
    const jwt = await (await fetch(address, { headers: { accept: 'application/vc+jwt' } })).text()
    expect(isSet(bitsOf(decodeJwt(jwt)), entry.index)).toBe(true)
  })

  it('gives indexes at random, none twice, and rolls to the next list when it is full', async () => {
    const { db, deps } = site
    const organisation = await db.organisation.findFirstOrThrow({
      where: { statusLists: { none: {} } },
      select: { id: true },
    })
    const places: string[] = []
    for (let count = 0; count < 7; count++) {
      await db.$transaction(async (tx) => {
        const { listId, index } = await assignStatus(tx, deps, organisation.id, 3)
        await tx.statusListEntry.create({ data: { statusListId: listId, index } })
        places.push(`${listId} ${index}`)
      })
    }
    expect(new Set(places).size).toBe(7)
    const lists = await db.statusList.findMany({
      where: { organisationId: organisation.id },
      orderBy: { entries: { _count: 'desc' } },
      select: { _count: { select: { entries: true } } },
    })
    expect(lists.map(({ _count }) => _count.entries)).toEqual([3, 3, 1])
    const many = await Promise.all(
      Array.from({ length: 8 }, () =>
        db.$transaction((tx) => assignStatus(tx, deps, organisation.id), { timeout: 20_000 }),
      ),
    )
    const sorted = many.map(({ index }) => index).toSorted((one, other) => one - other)
    // In order of giving they would be neighbours.
    expect((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)).toBeGreaterThan(1000)
  })

  it('keeps the index of a badge that was erased from everybody else', async () => {
    const { db } = site
    const { credential, id } = await issue()
    const entry = credential?.statusEntry
    await db.award.delete({ where: { id } })
    const kept = await db.statusListEntry.findFirst({
      where: { statusListId: entry?.statusListId ?? '', index: entry?.index ?? 0 },
    })
    expect(kept).toMatchObject({ credentialId: null })
  })

  it('tells of the badges that somebody took back when they were erased', async () => {
    const { db, deps } = site
    const { credential, id } = await issue()
    const { personId } = await db.award.findUniqueOrThrow({ where: { id } })
    await db.$transaction((tx) => detachAwards(tx, personId ?? '', 'revoke', deps.clock()))
    const entry = credential?.statusEntry
    const list = await fetch(`${site.url}/status/${entry?.statusListId}`)
    expect(isSet(bitsOf(await list.json()), entry?.index ?? 0)).toBe(true)
  })

  it('is changed only by the organisation that gave the badge', async () => {
    const { db, deps } = site
    const { id: awardId, achievement } = await issue()
    const other = await db.organisation.findFirstOrThrow({
      where: { id: { not: achievement.organisationId } },
    })
    const change = { awardId, organisationId: other.id, byId: null, reason: 'Niet van ons' }
    expect(await db.$transaction((tx) => revoke(tx, deps, change))).toEqual({ kind: 'unknown' })
    expect(await db.$transaction((tx) => suspend(tx, deps, change))).toEqual({ kind: 'unknown' })
  })

  it('shows on the page of a suspended badge, with the reason, and on the trail', async () => {
    const { db, deps, url } = site
    const { id: awardId, achievement, token } = await issue()
    const { organisationId } = achievement
    const change = { awardId, organisationId, byId: null, reason: 'We kijken dit na' }
    await db.$transaction((tx) => suspend(tx, deps, change))
    const page = await (
      await fetch(`${url}/b/${token}`, { headers: { accept: 'text/html' } })
    ).text()
    expect(page).toContain('De badge geldt nu even niet.')
    expect(page).toContain('We kijken dit na')
    expect(page).not.toContain('linkedin.com')
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { subjectId: awardId, action: 'award.suspended' },
    })
    expect(await deps.seals.open('note', entry.reasonSealed ?? '')).toBe('We kijken dit na')
  })
})
