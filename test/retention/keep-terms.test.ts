import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reply, text } from '../../src/conversation/reply.ts'
import { finishErasure } from '../../src/learners/erase/forget.ts'
import { keepTerms } from '../../src/retention/keep-terms.ts'
import { type Term, terms } from '../../src/retention/terms.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const dayMilliseconds = 86_400_000
const later = (days: number) => new Date(testNow.getTime() + days * dayMilliseconds)

let addresses = 0

/** A person who wrote last at the moment that tests begin. */
async function somebody() {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  addresses += 1
  const { id: identityId } = await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: `lookup ${addresses}`,
      addressSealed: await deps.seals.seal('address', `nest ${addresses}`),
      createdAt: testNow,
      lastMessageAt: testNow,
    },
  })
  return { personId, identityId }
}

async function organisations() {
  const [from, to] = await database.db.organisation.findMany({ take: 2, select: { id: true } })
  return { fromOrganisationId: from?.id ?? '', toOrganisationId: to?.id ?? '' }
}

interface Kept {
  readonly term: Term
  /** Makes a thing of this kind at `testNow`, and tells how to see whether it is still there. */
  make(): Promise<() => Promise<boolean>>
}

const words = reply({ paragraphs: [text('thanks.welcome')] })

const kept: readonly Kept[] = [
  {
    term: 'receivedUpdates',
    async make() {
      const id = { channel: 'pigeon', updateId: deps.newId() }
      await database.db.receivedUpdate.create({ data: { ...id, receivedAt: testNow } })
      return async () => (await database.db.receivedUpdate.count({ where: id })) === 1
    },
  },
  {
    term: 'deliveries',
    async make() {
      const { identityId } = await somebody()
      const { id } = await database.db.delivery.create({
        data: { identityId, kind: 'answer', status: 'sent', locale: 'nl', createdAt: testNow },
      })
      return async () => (await database.db.delivery.count({ where: { id } })) === 1
    },
  },
  {
    term: 'notices',
    async make() {
      const { personId } = await somebody()
      const notice = { personId, key: 'evening:1' }
      await database.db.notice.create({ data: { ...notice, toldAt: testNow } })
      return async () => (await database.db.notice.count({ where: notice })) === 1
    },
  },
  ...(['pending', 'failed'] as const).map((status) => ({
    term: 'unsentWords' as const,
    async make() {
      const { identityId } = await somebody()
      const delivery = { identityId, kind: 'answer', status, locale: 'nl', reply: words } as const
      const { id } = await database.db.delivery.create({
        data: { ...delivery, createdAt: testNow },
      })
      return async () =>
        (await database.db.delivery.findUniqueOrThrow({ where: { id } })).reply !== null
    },
  })),
  {
    term: 'invitations',
    async make() {
      const { fromOrganisationId: organisationId } = await organisations()
      const codeHash = deps.newId()
      await database.db.invitation.create({
        data: { codeHash, organisationId, role: 'worker', createdAt: testNow, expiresAt: testNow },
      })
      return async () => (await database.db.invitation.count({ where: { codeHash } })) === 1
    },
  },
  {
    term: 'endedShares',
    async make() {
      const { personId } = await somebody()
      const { id } = await database.db.share.create({
        data: {
          personId,
          token: deps.newId(),
          nameKind: 'none',
          locale: 'nl',
          createdAt: testNow,
          endedAt: testNow,
        },
      })
      return async () => (await database.db.share.count({ where: { id } })) === 1
    },
  },
  {
    term: 'storyDrafts',
    async make() {
      const { personId } = await somebody()
      const { id } = await database.db.story.create({
        data: { personId, locale: 'nl', textSealed: 'sealed', createdAt: testNow },
      })
      return async () => (await database.db.story.count({ where: { id } })) === 1
    },
  },
  {
    term: 'conversations',
    async make() {
      const { identityId } = await somebody()
      await database.db.conversation.create({
        data: { identityId, state: {}, updatedAt: testNow },
      })
      return async () => (await database.db.conversation.count({ where: { identityId } })) === 1
    },
  },
  ...(['unansweredReferrals', 'answeredReferrals'] as const).map(
    (term): Kept => ({
      term,
      async make() {
        const { personId } = await somebody()
        const { id } = await database.db.referral.create({
          data: {
            personId,
            ...(await organisations()),
            needSealed: '',
            status: 'asked',
            createdAt: testNow,
            answeredAt: term === 'answeredReferrals' ? testNow : null,
          },
        })
        return async () => (await database.db.referral.count({ where: { id } })) === 1
      },
    }),
  ),
  {
    term: 'auditWords',
    async make() {
      const { id } = await database.db.auditEntry.create({
        data: {
          at: testNow,
          action: 'award.given',
          subjectType: 'award',
          subjectId: deps.newId(),
          reasonSealed: 'sealed',
        },
      })
      return async () =>
        (await database.db.auditEntry.findUniqueOrThrow({ where: { id } })).reasonSealed !== null
    },
  },
  {
    term: 'codes',
    async make() {
      const { personId } = await somebody()
      const times = { createdAt: testNow, expiresAt: testNow }
      await database.db.linkCode.create({ data: { codeHash: deps.newId(), personId, ...times } })
      await database.db.dataLink.create({ data: { tokenHash: deps.newId(), personId, ...times } })
      return async () => {
        const left = [
          await database.db.linkCode.count({ where: { personId } }),
          await database.db.dataLink.count({ where: { personId } }),
        ]
        expect(new Set(left).size).toBe(1)
        return left[0] === 1
      }
    },
  },
]

describe('the daily task', () => {
  it('knows every term', () => {
    const tested = new Set([...kept.map(({ term }) => term), 'unseenPeople', 'leavingNotice'])
    expect([...tested].toSorted()).toEqual(Object.keys(terms).toSorted())
  })

  it.each(kept)('keeps $term for its term, and no longer', async ({ term, make }) => {
    const isThere = await make()
    await keepTerms(database.db, later(terms[term]))
    expect(await isThere()).toBe(true)
    await keepTerms(database.db, later(terms[term] + 1))
    expect(await isThere()).toBe(false)
    // Once more does no harm.
    await keepTerms(database.db, later(terms[term] + 1))
  })

  it('lets go of a hard day as soon as it is over', async () => {
    const { personId } = await somebody()
    const { db } = database
    await db.person.update({ where: { id: personId }, data: { complimentsFrom: later(1) } })
    await keepTerms(db, later(1))
    const { complimentsFrom } = await db.person.findUniqueOrThrow({ where: { id: personId } })
    expect(complimentsFrom).toBeNull()
  })
})

describe('people from whom nothing is heard', () => {
  const unseen = terms.unseenPeople + 1
  const gone = unseen + terms.leavingNotice + 1
  const state = async (personId: string) => {
    const person = await database.db.person.findUnique({
      where: { id: personId },
      select: { leavingToldAt: true, erasingSince: true },
    })
    const told = await database.db.delivery.count({
      where: { identity: { personId }, kind: 'notice', status: 'pending' },
    })
    return {
      told,
      isLeaving: person?.leavingToldAt !== null,
      isErased: person?.erasingSince !== null,
    }
  }

  it('are told once, and erased a month later', async () => {
    const { db } = database
    const { personId } = await somebody()
    await keepTerms(db, later(terms.unseenPeople))
    expect(await state(personId)).toEqual({ told: 0, isLeaving: false, isErased: false })
    await keepTerms(db, later(unseen))
    await keepTerms(db, later(unseen + 1))
    expect(await state(personId)).toEqual({ told: 1, isLeaving: true, isErased: false })
    await keepTerms(db, later(gone))
    expect((await state(personId)).isErased).toBe(true)
    expect(await finishErasure(db, personId, later(gone))).toEqual({ kind: 'gone' })
    expect(await db.person.count({ where: { id: personId } })).toBe(0)
  })

  it('stay when they write, also just in time', async () => {
    const { db } = database
    const { personId, identityId } = await somebody()
    await keepTerms(db, later(unseen))
    await db.channelIdentity.update({
      where: { id: identityId },
      data: { lastMessageAt: later(unseen + 1) },
    })
    await keepTerms(db, later(gone))
    expect(await state(personId)).toMatchObject({ isLeaving: false, isErased: false })
  })

  it('who said stop are not told, and go all the same', async () => {
    const { db } = database
    const { personId } = await somebody()
    await db.person.update({ where: { id: personId }, data: { stoppedAt: testNow } })
    await keepTerms(db, later(unseen))
    expect(await state(personId)).toEqual({ told: 0, isLeaving: true, isErased: false })
    await keepTerms(db, later(gone))
    expect((await state(personId)).isErased).toBe(true)
  })
})
