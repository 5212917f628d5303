import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerSharing, askSharing, ownSharing, sharesWith } from '../../src/learners/sharing.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const days = (count: number) => new Date(testNow.getTime() + count * 86_400_000)

/** A learner and an organisation that asks to see what they do. */
async function asking() {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  const organisation = await db.organisation.findFirstOrThrow({ orderBy: { slug: 'asc' } })
  const organisationId = organisation.id
  const ask = (now = testNow) =>
    db.$transaction((tx) => askSharing(tx, { personId, organisationId, now }))
  const say = (sharingId: string, answer: 'given' | 'refused' | 'withdrawn', by = personId) =>
    db.$transaction((tx) => answerSharing(tx, { sharingId, personId: by, answer, now: days(1) }))
  const first = await ask()
  if (first.kind !== 'ask') throw new Error('a learner is asked the first time')
  return { personId, organisationId, sharingId: first.sharingId, ask, say }
}

describe('sharing', () => {
  it('begins with a yes of the learner, and ends when they say so', async () => {
    const { db } = database
    const { personId, organisationId, sharingId, ask, say } = await asking()
    const { id: stranger } = await makeLearner(db)
    expect(await say(sharingId, 'given', stranger)).toBeNull()
    expect(await sharesWith(db, personId, organisationId)).toBe(false)
    expect(await ask()).toEqual({ kind: 'askedBefore' })
    expect(await say(sharingId, 'given')).toMatchObject({ organisationId })
    expect(await sharesWith(db, personId, organisationId)).toBe(true)
    expect(await ask()).toEqual({ kind: 'given' })
    expect(await ownSharing(db, personId)).toMatchObject([{ id: sharingId, status: 'given' }])
    const others = await db.organisation.findMany({ where: { id: { not: organisationId } } })
    for (const { id } of others) expect(await sharesWith(db, personId, id)).toBe(false)
    await say(sharingId, 'withdrawn')
    expect(await sharesWith(db, personId, organisationId)).toBe(false)
    expect(await ownSharing(db, personId)).toEqual([])
  })

  it('is not asked again and again: a no looks the same as no answer for a month', async () => {
    const { sharingId, ask, say } = await asking()
    const unanswered = await ask(days(2))
    await say(sharingId, 'refused')
    expect(await ask(days(2))).toEqual(unanswered)
    expect((await ask(days(30))).kind).toBe('askedBefore')
    expect((await ask(days(31))).kind).toBe('ask')
  })
})
