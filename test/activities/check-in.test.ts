import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancelSession } from '../../src/activities/cancel-session.ts'
import { checkIn } from '../../src/activities/check-in.ts'
import {
  closeSession,
  openSession,
  ownSessions,
} from '../../src/activities/organisation-sessions.ts'
import { signUp } from '../../src/activities/sign-up.ts'
import { waitForPlace } from '../../src/activities/waiting-list.ts'
import { forgetWrongCodes } from '../../src/activities/wrong-codes.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'
import { sessionWith } from '../support/sessions.ts'

let database: TestDatabase
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const minutes = (count: number) => new Date(testNow.getTime() + count * 60_000)
const checkInWith = (code: string, personId: string, now = testNow) =>
  database.db.$transaction((tx) => checkIn(tx, deps, { code, personId, now }))
const goingTo = async (id: string) =>
  (await database.db.session.findUniqueOrThrow({ where: { id } })).goingCount
const open = (sessionId: string, now = testNow) =>
  database.db.$transaction((tx) => openSession(tx, sessionId, now))

describe('checking in', () => {
  it('counts who signed up once, and lets a walk-in in, also when it is full', async () => {
    const { db } = database
    const { sessionId, code } = await sessionWith(db, { places: 1, inHours: 1 })
    const [signedUp, walkIn, waiting] = await Promise.all([
      makeLearner(db),
      makeLearner(db),
      makeLearner(db),
    ])
    const on = (personId: string) => ({ sessionId, personId, now: testNow })
    await db.$transaction((tx) => signUp(tx, on(signedUp.id)))
    await db.$transaction((tx) => waitForPlace(tx, on(waiting.id)))
    expect((await checkInWith(code, signedUp.id)).kind).toBe('notOpen')
    await open(sessionId)
    const later = minutes(60)
    expect(await checkInWith(code, signedUp.id, later)).toMatchObject({
      kind: 'checkedIn',
      walkIn: false,
    })
    expect((await checkInWith(code, signedUp.id, later)).kind).toBe('alreadyCheckedIn')
    for (const { id } of [walkIn, waiting]) {
      expect(await checkInWith(code, id, later)).toMatchObject({ kind: 'checkedIn', walkIn: true })
    }
    expect(await goingTo(sessionId)).toBe(3)
    const rows = await db.signup.findMany({ where: { sessionId } })
    expect(rows.map(({ status, checkedInAt }) => [status, checkedInAt])).toEqual(
      Array.from({ length: 3 }, () => ['attended', later]),
    )
  })

  it('ends an hour after the session, when it is closed, and when it is cancelled', async () => {
    const { db } = database
    const { sessionId, code, endsAt, organisationId } = await sessionWith(db, { inHours: 1 })
    await open(sessionId)
    const [one, two, three] = await Promise.all([makeLearner(db), makeLearner(db), makeLearner(db)])
    const afterEnd = (count: number) => new Date(endsAt.getTime() + count * 60_000)
    expect((await checkInWith(code, one.id, afterEnd(60))).kind).toBe('checkedIn')
    expect((await checkInWith(code, two.id, afterEnd(61))).kind).toBe('over')
    await db.$transaction((tx) => closeSession(tx, sessionId, afterEnd(1)))
    expect((await checkInWith(code, two.id, afterEnd(2))).kind).toBe('notOpen')
    await open(sessionId, afterEnd(3))
    expect((await checkInWith(code, two.id, afterEnd(4))).kind).toBe('checkedIn')
    const cancelled = await sessionWith(db, { inHours: 1 })
    await db.$transaction((tx) =>
      cancelSession(tx, deps, {
        sessionId: cancelled.sessionId,
        organisationId: cancelled.organisationId,
        actorId: one.id,
        reason: null,
        now: testNow,
      }),
    )
    expect((await checkInWith(cancelled.code, three.id)).kind).toBe('cancelled')
    const list = await ownSessions(db, { organisationId, now: testNow, code, limit: 5 })
    expect(list).toMatchObject([{ code, attended: 2, going: 2, isOpen: true }])
  })

  it('slows down who guesses, and nobody else', async () => {
    const { db } = database
    const { sessionId, code } = await sessionWith(db, { inHours: 1 })
    await open(sessionId)
    const [guesser, other] = await Promise.all([makeLearner(db), makeLearner(db)])
    for (const guess of ['BCD234', 'BCD235', 'BCD236', 'BCD237', 'BCD238']) {
      expect((await checkInWith(guess, guesser.id)).kind).toBe('unknown')
    }
    expect(await checkInWith(code, guesser.id, minutes(14))).toEqual({
      kind: 'wait',
      until: minutes(15),
    })
    expect((await checkInWith(code, other.id)).kind).toBe('checkedIn')
    expect((await checkInWith(code, guesser.id, minutes(15))).kind).toBe('checkedIn')
    // What is kept says nothing of who it was, and goes.
    const [kept] = await db.wrongCode.findMany()
    expect(kept?.personHash).not.toContain(guesser.id)
    await forgetWrongCodes(db, minutes(60))
    expect(await db.wrongCode.count()).toBe(0)
  })

  it('forgives wrong codes that are far apart', async () => {
    const { id } = await makeLearner(database.db)
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect((await checkInWith('BCD234', id, minutes(attempt * 11))).kind).toBe('unknown')
    }
  })
})

describe('cancelling a session', () => {
  it('frees everybody who was going or waiting, of one organisation only', async () => {
    const { db } = database
    const { sessionId, organisationId } = await sessionWith(db, { places: 1 })
    const [going, waiting, worker] = await Promise.all([
      makeLearner(db),
      makeLearner(db),
      makeLearner(db),
    ])
    const on = (personId: string) => ({ sessionId, personId, now: testNow })
    await db.$transaction((tx) => signUp(tx, on(going.id)))
    await db.$transaction((tx) => waitForPlace(tx, on(waiting.id)))
    const cancel = (owner: string) =>
      db.$transaction((tx) =>
        cancelSession(tx, deps, {
          sessionId,
          organisationId: owner,
          actorId: worker.id,
          reason: 'ziek',
          now: testNow,
        }),
      )
    const other = await db.organisation.findFirstOrThrow({ where: { id: { not: organisationId } } })
    expect((await cancel(other.id)).kind).toBe('unknown')
    const outcome = await cancel(organisationId)
    expect(outcome).toMatchObject({ kind: 'cancelled' })
    const people = outcome.kind === 'cancelled' ? outcome.people : []
    expect(people.toSorted()).toEqual([going.id, waiting.id].toSorted())
    expect((await cancel(organisationId)).kind).toBe('alreadyCancelled')
    expect(await goingTo(sessionId)).toBe(0)
    const [entry] = await db.auditEntry.findMany({ where: { subjectId: sessionId } })
    expect(entry).toMatchObject({ action: 'session.cancelled', actorId: worker.id })
    expect(entry?.reasonSealed).not.toContain('ziek')
  })
})
