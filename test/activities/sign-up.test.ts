import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancelSignup } from '../../src/activities/cancel-signup.ts'
import { comingSessions } from '../../src/activities/my-signups.ts'
import { signUp } from '../../src/activities/sign-up.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

/** A session in the future with so many places. */
async function sessionWith(places: number): Promise<string> {
  const { db } = database
  const { id } = await db.session.findFirstOrThrow({
    where: { startsAt: { gt: testNow }, goingCount: 0 },
    select: { id: true },
  })
  await db.session.update({ where: { id }, data: { capacity: places } })
  return id
}

const options = { maxWait: 30_000, timeout: 30_000 }
const signUpFor = (sessionId: string, personId: string, now = testNow) =>
  database.db.$transaction((tx) => signUp(tx, { sessionId, personId, now }), options)
const cancelFor = (sessionId: string, personId: string) =>
  database.db.$transaction((tx) => cancelSignup(tx, { sessionId, personId, now: testNow }), options)
const goingTo = async (id: string) =>
  (await database.db.session.findUniqueOrThrow({ where: { id } })).goingCount

describe('signing up', () => {
  it('gives the last place to one of a hundred people', async () => {
    const sessionId = await sessionWith(1)
    const people = await Promise.all(Array.from({ length: 100 }, () => makeLearner(database.db)))
    const outcomes = await Promise.all(people.map(({ id }) => signUpFor(sessionId, id)))
    expect(outcomes.filter(({ kind }) => kind === 'signedUp')).toHaveLength(1)
    expect(outcomes.filter(({ kind }) => kind === 'full')).toHaveLength(99)
    expect(await goingTo(sessionId)).toBe(1)
  })

  it('counts a person once, whatever they press', async () => {
    const sessionId = await sessionWith(5)
    const { id } = await makeLearner(database.db)
    expect((await signUpFor(sessionId, id)).kind).toBe('signedUp')
    expect((await signUpFor(sessionId, id)).kind).toBe('alreadySignedUp')
    expect(await goingTo(sessionId)).toBe(1)
    expect(await comingSessions(database.db, id, testNow)).toMatchObject([{ sessionId }])
    expect((await cancelFor(sessionId, id)).kind).toBe('cancelled')
    expect((await cancelFor(sessionId, id)).kind).toBe('notSignedUp')
    expect(await goingTo(sessionId)).toBe(0)
    expect((await signUpFor(sessionId, id)).kind).toBe('signedUp')
    expect(await goingTo(sessionId)).toBe(1)
  })

  it('says when it is over, cancelled or unknown', async () => {
    const { db } = database
    const { id } = await makeLearner(db)
    const sessionId = await sessionWith(5)
    const later = new Date(testNow.getTime() + 100 * 86_400_000)
    expect((await signUpFor(sessionId, id, later)).kind).toBe('over')
    await db.session.update({ where: { id: sessionId }, data: { cancelledAt: testNow } })
    expect((await signUpFor(sessionId, id)).kind).toBe('cancelled')
    expect((await signUpFor('00000000-0000-4000-8000-000000000000', id)).kind).toBe('unknown')
    expect((await cancelFor('00000000-0000-4000-8000-000000000000', id)).kind).toBe('unknown')
  })
})
