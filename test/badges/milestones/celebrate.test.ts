import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, localDay, startOfDay } from '../../../src/activities/local-day.ts'
import { celebrate } from '../../../src/badges/milestones/celebrate.ts'
import { holdCompliments, wantCompliments } from '../../../src/badges/milestones/compliments.ts'
import type { MilestoneEvent } from '../../../src/badges/milestones/rules.ts'
import { createTestClock, testNow } from '../../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import { makeLearner } from '../../support/learner.ts'

let database: TestDatabase
const timeZone = 'Europe/Amsterdam'
const dayMilliseconds = 86_400_000

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

/** A learner with a clock of their own, who attends, tells and is celebrated. */
async function somebody() {
  const { db } = database
  const time = createTestClock()
  const deps = testDeps({ clock: time.clock })
  const { id: personId } = await makeLearner(db)
  const celebrated = async (event: MilestoneEvent) =>
    (await db.$transaction((tx) => celebrate(tx, deps, personId, event))).map(
      ({ milestone }) => milestone,
    )
  const attend = async (activity: object) => {
    const session = await db.session.findFirstOrThrow({
      where: { activity, signups: { none: { personId } } },
      orderBy: { startsAt: 'asc' },
      select: { id: true },
    })
    const now = time.clock()
    await db.signup.create({
      data: {
        sessionId: session.id,
        personId,
        status: 'attended',
        createdAt: now,
        changedAt: now,
        checkedInAt: now,
      },
    })
    return celebrated({ kind: 'attended' })
  }
  const tell = async (step: 'outside' | 'cooked') => {
    const toldAt = startOfDay(localDay(time.clock(), timeZone), timeZone)
    await db.step.create({ data: { personId, kind: step, toldAt } })
    return celebrated({ kind: 'told', step })
  }
  return { ...time, personId, celebrated, attend, tell }
}

describe('a compliment', () => {
  it('comes for what was done, week after week', async () => {
    const { attend, move } = await somebody()
    const got: unknown[] = []
    for (let week = 0; week < 10; week += 1) {
      got.push(await attend({ topic: 'cooking', isOnline: false }))
      move(7 * dayMilliseconds)
    }
    expect(got.flat()).toEqual(
      expect.arrayContaining(['first-attendance', 'third-time', 'fifth-time', 'tenth-time']),
    )
    expect(new Set(got.flat()).size).toBe(got.flat().length)
    expect(await attend({ isOnline: true })).toEqual(['tried-online'])
    move(7 * dayMilliseconds)
    expect(await attend({ topic: 'gardening' })).toEqual(['new-topic'])
    move(60 * dayMilliseconds)
    expect(await attend({ topic: 'cooking' })).toEqual(['back-after-break'])
  })

  it('comes once a day at the most, by the days of the city', async () => {
    const { attend, tell, move, clock } = await somebody()
    expect(await attend({ topic: 'cooking', isOnline: false })).toEqual(['first-attendance'])
    expect(await tell('outside')).toEqual([])
    const midnight = startOfDay(addDays(localDay(clock(), timeZone), 1), timeZone)
    move(midnight.getTime() - clock().getTime() - 1)
    expect(await tell('outside')).toEqual([])
    move(1)
    expect(await tell('outside')).toEqual(['went-outside'])
    expect(await tell('cooked')).toEqual([])
  })

  it('keeps to the day when the clocks change', async () => {
    const { tell, move, clock } = await somebody()
    // Saturday evening before the night in which summer time begins: that day has 23 hours.
    move(Date.parse('2027-03-27T20:00:00Z') - clock().getTime())
    expect(await tell('outside')).toEqual(['went-outside'])
    move(Date.parse('2027-03-27T22:59:59Z') - clock().getTime())
    expect(await tell('cooked')).toEqual([])
    move(1000)
    expect(await tell('cooked')).toEqual(['cooked-something'])
    move(Date.parse('2027-03-28T21:59:59Z') - clock().getTime())
    expect(await tell('cooked')).toEqual([])
  })

  it('does not come on a hard day, and comes on the next', async () => {
    const { personId, tell, move, clock } = await somebody()
    const { db } = database
    await db.$transaction((tx) => holdCompliments(tx, { personId, timeZone, now: clock() }))
    expect(await tell('outside')).toEqual([])
    move(dayMilliseconds)
    expect(await tell('outside')).toEqual(['went-outside'])
  })

  it('can be switched off and on', async () => {
    const { personId, tell, move } = await somebody()
    const { db } = database
    await db.$transaction((tx) => wantCompliments(tx, personId, false))
    expect(await tell('outside')).toEqual([])
    await db.$transaction((tx) => wantCompliments(tx, personId, true))
    expect(await tell('outside')).toEqual(['went-outside'])
    move(dayMilliseconds)
    expect(await tell('outside')).toEqual([])
  })

  it('is one, also when two things happen at the same moment', async () => {
    const { personId, celebrated, clock } = await somebody()
    const { db } = database
    for (const kind of ['outside', 'cooked']) {
      await db.step.create({ data: { personId, kind, toldAt: clock() } })
    }
    const got = await Promise.all([
      celebrated({ kind: 'told', step: 'outside' }),
      celebrated({ kind: 'told', step: 'cooked' }),
    ])
    expect(got.flat()).toHaveLength(1)
  })

  it('thanks for a first question on a later day, when the person asks again', async () => {
    const { personId, celebrated, move } = await somebody()
    const { db } = database
    const search = {
      days: null,
      partOfDay: null,
      topic: null,
      neighbourhood: null,
      online: null,
      free: null,
      children: null,
      wheelchair: null,
      skip: 0,
    }
    await db.channelIdentity.create({
      data: {
        personId,
        channel: 'pigeon',
        addressLookup: personId,
        addressSealed: 'sealed',
        createdAt: testNow,
        lastMessageAt: testNow,
        conversation: {
          create: {
            state: { choices: [], question: null, search, privacyTold: true },
            updatedAt: testNow,
          },
        },
      },
    })
    expect(await celebrated({ kind: 'asked' })).toEqual([])
    move(dayMilliseconds)
    expect(await celebrated({ kind: 'asked' })).toEqual(['first-question'])
  })
})
