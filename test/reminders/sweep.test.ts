import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelSignup } from '../../src/activities/cancel-signup.ts'
import { signUp } from '../../src/activities/sign-up.ts'
import { citiesOf } from '../../src/cities/cities.ts'
import { type City, readCity } from '../../src/cities/city.ts'
import { replySchema } from '../../src/conversation/reply.ts'
import { speak } from '../../src/conversation/speak.ts'
import { readState } from '../../src/conversation/state.ts'
import { type ObservedNotice, remindAll } from '../../src/reminders/sweep.ts'
import { endWeeklyTip, startWeeklyTip } from '../../src/reminders/weekly-tip.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
let city: City
let observed: ObservedNotice[] = []

beforeAll(async () => {
  database = await seededTestDatabase()
  const found = await readCity(database.db, 'rotterdam')
  if (found === null) throw new Error('There is no city')
  city = found
})
beforeEach(() => {
  observed = []
})
afterAll(() => database.close())

const sweep = (at: string) =>
  remindAll(
    { db: database.db, cities: citiesOf(() => [city]), observe: (notice) => observed.push(notice) },
    new Date(at),
  )

/** A learner with an app, and what was put in its outbox. */
async function somebody() {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  const { id: identityId } = await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: randomUUID(),
      addressSealed: 'sealed',
      createdAt: testNow,
      lastMessageAt: testNow,
    },
  })
  const said = async () =>
    (await db.delivery.findMany({ where: { identityId }, orderBy: { id: 'asc' } })).map(
      ({ reply, expiresAt }) => ({
        words: speak(replySchema.parse(reply), 'nl', '').paragraphs[0],
        expiresAt,
      }),
    )
  const state = async () =>
    readState((await db.conversation.findUnique({ where: { identityId } }))?.state)
  return { personId, said, state }
}

/** A session on the Saturday after `testNow`, 28 November 2026. */
async function saturdaySession() {
  return database.db.session.findFirstOrThrow({
    where: {
      startsAt: { gte: new Date('2026-11-28T09:00:00Z'), lt: new Date('2026-11-28T16:00:00Z') },
    },
    orderBy: { startsAt: 'asc' },
    select: { id: true, startsAt: true, endsAt: true },
  })
}

const going = async (personId: string, now = testNow) => {
  const { id: sessionId } = await saturdaySession()
  await database.db.$transaction((tx) => signUp(tx, { sessionId, personId, now }))
  return sessionId
}
const cancelled = (personId: string, sessionId: string) =>
  database.db.$transaction((tx) => cancelSignup(tx, { sessionId, personId, now: testNow }))

describe('a reminder', () => {
  it('is told once, by any number of processes, with a way to say no', async () => {
    const { personId, said, state } = await somebody()
    await going(personId)
    await sweep('2026-11-27T16:59:00Z')
    expect(await said()).toEqual([])
    await Promise.all(Array.from({ length: 5 }, () => sweep('2026-11-27T17:00:00Z')))
    await sweep('2026-11-27T17:05:00Z')
    const [evening, ...more] = await said()
    expect(evening?.words).toMatch(/^Morgen/)
    expect(evening?.expiresAt).toEqual(new Date('2026-11-27T20:00:00Z'))
    expect(more).toEqual([])
    expect(observed.filter(({ outcome }) => outcome === 'enqueued')).toEqual([
      { kind: 'evening', outcome: 'enqueued' },
    ])
    expect((await state()).choices).toMatchObject([
      { value: expect.stringMatching(/^cancelSignup/) },
    ])
    await sweep('2026-11-28T07:00:00Z')
    expect((await said()).map(({ words }) => words?.split(' ')[0])).toEqual(['Morgen', 'Vandaag'])
  })

  it('does not come when the sign-up was cancelled, and comes again when it was made again', async () => {
    const { personId, said } = await somebody()
    const sessionId = await going(personId)
    await cancelled(personId, sessionId)
    await sweep('2026-11-27T17:00:00Z')
    expect(await said()).toEqual([])
    await going(personId)
    await sweep('2026-11-27T17:30:00Z')
    expect(await said()).toHaveLength(1)
  })

  it('does not come after stop, and nothing is made up for afterwards', async () => {
    const { personId, said } = await somebody()
    await going(personId)
    await database.db.person.update({ where: { id: personId }, data: { stoppedAt: testNow } })
    await sweep('2026-11-27T17:00:00Z')
    await database.db.person.update({ where: { id: personId }, data: { stoppedAt: null } })
    await sweep('2026-11-27T20:30:00Z')
    expect(await said()).toEqual([])
  })

  it('does not come to who has just signed up', async () => {
    const { personId, said } = await somebody()
    await going(personId, new Date('2026-11-27T16:30:00Z'))
    await sweep('2026-11-27T17:00:00Z')
    expect(await said()).toEqual([])
    await sweep('2026-11-28T07:00:00Z')
    expect(await said()).toHaveLength(1)
  })

  it('survives a pause of the service', async () => {
    const { personId, said } = await somebody()
    await going(personId)
    await sweep('2026-11-27T19:55:00Z')
    expect(await said()).toHaveLength(1)
  })

  it('is counted when no app of the person can be reached', async () => {
    const { personId, said } = await somebody()
    await going(personId)
    await database.db.channelIdentity.updateMany({
      where: { personId },
      data: { unreachableAt: testNow },
    })
    await sweep('2026-11-27T17:00:00Z')
    expect(await said()).toEqual([])
    expect(observed).toContainEqual({ kind: 'evening', outcome: 'unreachable' })
  })
})

describe('how it was', () => {
  it('is asked once, also of who did not check in, and not of who cancelled', async () => {
    const there = await somebody()
    const away = await somebody()
    await going(there.personId)
    await database.db.signup.updateMany({
      where: { personId: there.personId },
      data: { status: 'attended', checkedInAt: testNow },
    })
    await cancelled(away.personId, await going(away.personId))
    for (const at of ['18:00', '18:30', '19:30']) await sweep(`2026-11-28T${at}:00Z`)
    await sweep('2026-11-29T10:00:00Z')
    expect((await there.said()).map(({ words }) => words)).toEqual([
      expect.stringMatching(/^Hoe was het/),
    ])
    expect(await away.said()).toEqual([])
  })
})

describe('the weekly tip', () => {
  it('comes every Thursday to who asked for it, until they ask no more', async () => {
    const { db } = database
    const { personId, said } = await somebody()
    const other = await somebody()
    const request = { personId, neighbourhoodSlug: 'charlois', channel: 'pigeon', now: testNow }
    await db.$transaction((tx) => startWeeklyTip(tx, request))
    await db.$transaction((tx) => startWeeklyTip(tx, request))
    for (const at of ['2026-11-26T16:30:00Z', '2026-11-26T17:00:00Z', '2026-12-03T16:30:00Z']) {
      await sweep(at)
    }
    expect((await said()).map(({ words }) => words?.match(/\d+ \w+/)?.[0])).toEqual([
      '28 november',
      '5 december',
    ])
    expect(await db.consent.count({ where: { personId, purpose: 'weekly-tip' } })).toBe(1)
    const end = () => db.$transaction((tx) => endWeeklyTip(tx, personId, testNow))
    expect(await end()).toBe(true)
    expect(await end()).toBe(false)
    await sweep('2026-12-10T16:30:00Z')
    expect(await said()).toHaveLength(2)
    expect(await other.said()).toEqual([])
    expect(
      await db.consent.count({ where: { personId, purpose: 'weekly-tip', withdrawnAt: null } }),
    ).toBe(0)
  })
})
