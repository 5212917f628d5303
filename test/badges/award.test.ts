import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { award } from '../../src/badges/award.ts'
import { findAchievement } from '../../src/badges/find-achievement.ts'
import { findShare } from '../../src/badges/find-share.ts'
import { celebrate } from '../../src/badges/milestones/celebrate.ts'
import { myBadges } from '../../src/badges/my-badges.ts'
import { createShare, endShare } from '../../src/badges/share.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

async function achievementIdOf(organisation: string, slug: string): Promise<string> {
  const { id } = await database.db.achievement.findFirstOrThrow({
    where: { slug, organisation: { slug: organisation } },
    select: { id: true },
  })
  return id
}

const give = (personId: string, achievementId: string, note: string | null = null) =>
  database.db.$transaction((tx) =>
    award(tx, deps, { personId, achievementId, givenById: null, note }),
  )

describe('an award', () => {
  it('is a signed credential with nothing in it that tells who somebody is', async () => {
    const { db } = database
    const learner = await makeLearner(db)
    const achievementId = await achievementIdOf('leercafe-de-derde-kop', 'bestellen-en-serveren')
    const { awardId } = await give(learner.id, achievementId, 'Samira was er de hele ochtend')
    const stored = await db.award.findUniqueOrThrow({
      where: { id: awardId },
      select: {
        noteSealed: true,
        credential: true,
        person: { select: { subjectId: true, learnerCode: true } },
      },
    })
    const { credential, person } = stored
    if (credential === null || person === null) throw new Error('There is no credential')
    const header = decodeProtectedHeader(credential.jwt)
    expect(header).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: `https://stapje.example/keys/${credential.keyId}`,
    })
    const claims = decodeJwt(credential.jwt)
    const { proof, ...said } = Object(credential.document)
    expect(proof).toMatchObject([
      { cryptosuite: 'eddsa-rdfc-2022', proofPurpose: 'assertionMethod' },
    ])
    expect(claims).toEqual({
      ...said,
      iss: expect.stringContaining('https://stapje.example/issuers/'),
      jti: `urn:uuid:${credential.id}`,
      sub: `urn:uuid:${person.subjectId}`,
      nbf: Math.floor(deps.clock().getTime() / 1000),
    })
    const written = JSON.stringify(claims)
    expect(written).not.toContain(learner.id)
    expect(written).not.toContain(person.learnerCode)
    expect(written).not.toContain('Samira')
    expect(stored.noteSealed).not.toContain('Samira')
    expect(await deps.seals.open('note', stored.noteSealed ?? '')).toContain('Samira')
  })

  it('is given once, also by fifty workers at the same moment', async () => {
    const { db } = database
    const learner = await makeLearner(db)
    const achievementId = await achievementIdOf('buurthuis-de-kade', 'hielp-mee')
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        db.$transaction(
          (tx) =>
            award(tx, deps, { personId: learner.id, achievementId, givenById: null, note: null }),
          { maxWait: 20_000, timeout: 20_000 },
        ),
      ),
    )
    expect(outcomes.filter(({ kind }) => kind === 'awarded')).toHaveLength(1)
    expect(new Set(outcomes.map(({ awardId }) => awardId)).size).toBe(1)
    expect(await db.award.count({ where: { personId: learner.id } })).toBe(1)
    expect(await db.credential.count({ where: { award: { personId: learner.id } } })).toBe(1)
  })

  it('is on the audit trail, with who, when and a sealed why', async () => {
    const { db } = database
    const learner = await makeLearner(db)
    const achievementId = await achievementIdOf('buurthuis-de-kade', 'naar-buiten')
    const { awardId } = await give(learner.id, achievementId, 'liep een blokje om')
    const entry = await db.auditEntry.findFirstOrThrow({ where: { subjectId: awardId } })
    expect(entry).toMatchObject({ action: 'award.given', subjectType: 'award', at: deps.clock() })
    expect(await deps.seals.open('note', entry.reasonSealed ?? '')).toBe('liep een blokje om')
  })
})

describe('the badge for a first sign-up', () => {
  it('comes once, and not to who does not want any', async () => {
    const { db } = database
    const learner = await makeLearner(db)
    const session = await db.session.findFirstOrThrow({ select: { id: true } })
    const none = await db.$transaction((tx) =>
      celebrate(tx, deps, learner.id, { kind: 'signedUp' }),
    )
    expect(none).toEqual([])
    await db.signup.create({
      data: {
        sessionId: session.id,
        personId: learner.id,
        status: 'going',
        createdAt: deps.clock(),
        changedAt: deps.clock(),
      },
    })
    const milestones = () =>
      db.$transaction((tx) => celebrate(tx, deps, learner.id, { kind: 'signedUp' }))
    await db.person.update({ where: { id: learner.id }, data: { milestonesWanted: false } })
    expect(await milestones()).toEqual([])
    await db.person.update({ where: { id: learner.id }, data: { milestonesWanted: true } })
    expect((await milestones()).map(({ name }) => name.nl)).toEqual(['Eerste stap'])
    expect(await milestones()).toEqual([])
    expect(await myBadges(db, learner.id)).toHaveLength(1)
  })
})

describe('a badge by name', () => {
  it.each(['hielp-mee', 'Hielp mee', 'HIELP  MEE', 'lent a hand', 'Lent a hand!'])(
    'is found as %s',
    async (typed) => {
      const organisation = await database.db.organisation.findFirstOrThrow({
        where: { slug: 'buurthuis-de-kade' },
      })
      const found = await findAchievement(database.db, { organisationId: organisation.id, typed })
      expect(found).toMatchObject({ kind: 'found', name: { nl: 'Hielp mee' } })
    },
  )

  it('of another organisation is not found', async () => {
    const organisation = await database.db.organisation.findFirstOrThrow({
      where: { slug: 'leercafe-de-derde-kop' },
    })
    const found = await findAchievement(database.db, {
      organisationId: organisation.id,
      typed: 'hielp-mee',
    })
    expect(found.kind).toBe('unknown')
  })
})

describe('a share', () => {
  it('shows only what is the learner’s own, by a link that cannot be guessed, until it ends', async () => {
    const { db } = database
    const [mine, other] = [await makeLearner(db), await makeLearner(db)]
    const achievementId = await achievementIdOf('buurthuis-de-kade', 'hielp-mee')
    const { awardId } = await give(mine.id, achievementId)
    const shareAs = (personId: string) =>
      db.$transaction((tx) =>
        createShare(tx, deps, {
          personId,
          awardIds: [awardId],
          name: { kind: 'first', text: 'Samira' },
          locale: 'nl',
        }),
      )
    expect(await shareAs(other.id)).toEqual({ kind: 'notYours' })
    const shared = await shareAs(mine.id)
    if (shared.kind !== 'shared') throw new Error('It was not shared')
    const token = shared.url.split('/').at(-1) ?? ''
    expect(token).toMatch(/^[\w-]{22}$/)
    const stored = await db.share.findUniqueOrThrow({ where: { token } })
    expect(stored.nameSealed).not.toContain('Samira')
    const found = await findShare(db, deps, token)
    expect(found).toMatchObject({ kind: 'found', share: { name: 'Samira' } })
    expect(await findShare(db, deps, `${token}x`)).toEqual({ kind: 'unknown' })

    const end = (personId: string) =>
      db.$transaction((tx) =>
        endShare(tx, { personId, shareId: shared.shareId, now: deps.clock() }),
      )
    expect(await end(other.id)).toEqual({ kind: 'alreadyEnded' })
    expect(await end(mine.id)).toEqual({ kind: 'ended' })
    expect(await findShare(db, deps, token)).toEqual({ kind: 'ended' })
    expect((await db.share.findUniqueOrThrow({ where: { token } })).nameSealed).toBeNull()
  })
})
