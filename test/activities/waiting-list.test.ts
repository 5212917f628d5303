import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancelSignup } from '../../src/activities/cancel-signup.ts'
import { signUp } from '../../src/activities/sign-up.ts'
import { acceptPlace, moveWaitingList, waitForPlace } from '../../src/activities/waiting-list.ts'
import type { Transaction } from '../../src/database/client.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'
import { sessionWith } from '../support/sessions.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) =>
  database.db.$transaction(work, { maxWait: 30_000, timeout: 30_000 })
const hours = (count: number) => new Date(testNow.getTime() + count * 3_600_000)
const move = (sessionId: string, now: Date) =>
  inTransaction((tx) => moveWaitingList(tx, sessionId, now))
const cancel = (sessionId: string, personId: string, now = testNow) =>
  inTransaction(async (tx) => {
    await cancelSignup(tx, { sessionId, personId, now })
    return moveWaitingList(tx, sessionId, now)
  })
const wait = (sessionId: string, personId: string, now: Date) =>
  inTransaction((tx) => waitForPlace(tx, { sessionId, personId, now }))
const accept = (sessionId: string, personId: string, now: Date) =>
  inTransaction((tx) => acceptPlace(tx, { sessionId, personId, now }))
const statusOf = async (sessionId: string, personId: string) =>
  (
    await database.db.signup.findUniqueOrThrow({
      where: { sessionId_personId: { sessionId, personId } },
    })
  ).status
const takenAt = async (id: string) =>
  (await database.db.session.findUniqueOrThrow({ where: { id } })).goingCount

/** A full session with so many people on it and so many waiting, first come first. */
async function fullSession(places: number, waiting: number, inHours = 72) {
  const session = await sessionWith(database.db, { places, inHours })
  const { sessionId } = session
  const people = async (count: number) =>
    Promise.all(Array.from({ length: count }, async () => (await makeLearner(database.db)).id))
  const going = await people(places)
  for (const personId of going) {
    await inTransaction((tx) => signUp(tx, { sessionId, personId, now: testNow }))
  }
  const row = await people(waiting)
  for (const [index, personId] of row.entries()) {
    const at = new Date(testNow.getTime() + index * 1000)
    expect(await wait(sessionId, personId, at)).toMatchObject({
      kind: 'waiting',
      position: index + 1,
    })
  }
  return { ...session, going, row }
}

describe('the waiting list', () => {
  it('holds a free place for the first, and passes it on when they do not answer', async () => {
    const { sessionId, going, row } = await fullSession(1, 2)
    const [first = '', second = ''] = row
    const moved = await cancel(sessionId, going[0] ?? '')
    expect(moved?.offered).toEqual([{ personId: first, heldUntil: hours(22) }])
    expect(await takenAt(sessionId)).toBe(1)
    // Nobody else takes a place that is held.
    const { id: passerBy } = await makeLearner(database.db)
    const tried = await inTransaction((tx) =>
      signUp(tx, { sessionId, personId: passerBy, now: hours(1) }),
    )
    expect(tried.kind).toBe('full')
    const until = moved?.lookAgainAt ?? testNow
    const later = await move(sessionId, until)
    expect(later?.lapsed).toEqual([first])
    expect(later?.offered.map(({ personId }) => personId)).toEqual([second])
    expect((await accept(sessionId, first, until)).kind).toBe('passedOn')
    expect((await accept(sessionId, second, until)).kind).toBe('accepted')
    expect((await accept(sessionId, second, until)).kind).toBe('hasPlace')
    expect(await takenAt(sessionId)).toBe(1)
    expect((await move(sessionId, until))?.lookAgainAt).toBeNull()
  })

  it('moves each place once, whoever cancels and looks at the same moment', async () => {
    const places = 12
    const { sessionId, going, row } = await fullSession(places, 20)
    const leaving = going.slice(0, 8)
    const outcomes = await Promise.all([
      ...leaving.map((personId) => cancel(sessionId, personId)),
      ...Array.from({ length: 8 }, () => move(sessionId, testNow)),
    ])
    const told = outcomes.flatMap((moved) => moved?.offered.map(({ personId }) => personId) ?? [])
    expect(told.toSorted()).toEqual(row.slice(0, 8).toSorted())
    expect(await takenAt(sessionId)).toBe(places)
    // Half of them answer while the list is looked at again and again.
    const [soon, late] = [row.slice(0, 4), row.slice(4, 8)]
    await Promise.all(soon.map((personId) => accept(sessionId, personId, hours(1))))
    const passed = await Promise.all(Array.from({ length: 8 }, () => move(sessionId, hours(26))))
    const lapsed = passed.flatMap((moved) => moved?.lapsed ?? [])
    expect(lapsed.toSorted()).toEqual(late.toSorted())
    const next = passed.flatMap((moved) => moved?.offered.map(({ personId }) => personId) ?? [])
    expect(next.toSorted()).toEqual(row.slice(8, 12).toSorted())
    expect(await takenAt(sessionId)).toBe(places)
    const counted = await database.db.signup.count({
      where: { sessionId, status: { in: ['going', 'offered'] } },
    })
    expect(counted).toBe(places)
  })

  it('tells nobody at night, and then holds it from the morning on', async () => {
    const { sessionId, going, row } = await fullSession(1, 1)
    const night = hours(13)
    const moved = await cancel(sessionId, going[0] ?? '', night)
    expect(moved?.offered).toEqual([])
    expect(moved?.lookAgainAt).toEqual(hours(21))
    expect(await statusOf(sessionId, row[0] ?? '')).toBe('offered')
    const morning = await move(sessionId, hours(21))
    expect(morning?.offered.map(({ personId }) => personId)).toEqual(row)
    expect(morning?.offered[0]?.heldUntil.getTime()).toBeGreaterThan(hours(22).getTime())
    expect((await move(sessionId, hours(21)))?.offered).toEqual([])
  })

  it('lets somebody who waits step out, and gives a free place to who signs up', async () => {
    const { sessionId, going, row } = await fullSession(1, 1)
    await cancel(sessionId, row[0] ?? '')
    expect((await cancel(sessionId, going[0] ?? ''))?.offered).toEqual([])
    expect((await wait(sessionId, row[0] ?? '', testNow)).kind).toBe('placeFree')
    expect(await takenAt(sessionId)).toBe(0)
  })

  it('takes a sign-up by somebody to whom a place was offered as their yes', async () => {
    const { sessionId, going, row } = await fullSession(1, 1)
    await cancel(sessionId, going[0] ?? '')
    const personId = row[0] ?? ''
    const signed = await inTransaction((tx) => signUp(tx, { sessionId, personId, now: testNow }))
    expect(signed.kind).toBe('signedUp')
    expect(await takenAt(sessionId)).toBe(1)
  })

  it('is quiet once the session has begun', async () => {
    const { sessionId, going } = await fullSession(1, 1, 2)
    await inTransaction((tx) =>
      cancelSignup(tx, { sessionId, personId: going[0] ?? '', now: hours(3) }),
    )
    expect(await move(sessionId, hours(3))).toBeNull()
  })
})
