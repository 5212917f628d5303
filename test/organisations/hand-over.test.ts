import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  beginHandOver,
  endHandOver,
  forgetHandOvers,
  keepWords,
  openHandOver,
  takeHandOver,
} from '../../src/organisations/hand-over.ts'
import { whoAnswers } from '../../src/organisations/who-answers.ts'
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

const teamOf = () => database.db.organisation.findFirstOrThrow({ where: { isCity: true } })

/** Somebody who works for an organisation and can be told on a phone. */
async function worker(organisationId: string): Promise<string> {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: personId,
      addressSealed: 'sealed',
      createdAt: testNow,
      lastMessageAt: testNow,
    },
  })
  await db.membership.create({
    data: { personId, organisationId, role: 'worker', since: testNow },
  })
  return personId
}

describe('handing over', () => {
  it('gives a conversation to one of the workers who press at once, with what was said', async () => {
    const { db } = database
    const { id: organisationId } = await teamOf()
    const { id: personId } = await makeLearner(db)
    const { id } = await db.$transaction((tx) =>
      beginHandOver(tx, { personId, organisationId, now: testNow }),
    )
    await db.$transaction((tx) =>
      keepWords(tx, deps, { handOverId: id, text: 'over een brief', now: testNow }),
    )
    const [stored] = await db.handOverWords.findMany()
    expect(stored?.textSealed).not.toContain('brief')
    const workers = await Promise.all(
      Array.from({ length: 12 }, async () => (await makeLearner(db)).id),
    )
    const outcomes = await Promise.all(
      workers.map((workerId) =>
        db.$transaction((tx) => takeHandOver(tx, deps, { id, workerId }), { maxWait: 30_000 }),
      ),
    )
    const taken = outcomes.filter(({ kind }) => kind === 'taken')
    expect(taken).toMatchObject([{ words: ['over een brief'] }])
    expect(await db.handOverWords.count()).toBe(0)
    const handOver = await openHandOver(db, id)
    if (handOver === null) throw new Error('it was taken')
    const workerId = handOver.takenById ?? ''
    expect((await db.$transaction((tx) => takeHandOver(tx, deps, { id, workerId }))).kind).toBe(
      'busy',
    )
    const end = () => db.$transaction((tx) => endHandOver(tx, deps, { handOver, actorId: null }))
    expect([await end(), await end()]).toEqual([true, false])
    expect(await openHandOver(db, id)).toBeNull()
    await forgetHandOvers(db, new Date(testNow.getTime() + 1))
    expect(await db.handOver.count({ where: { id } })).toBe(0)
  })

  it('asks the organisation that knows the learner, or else the city team, when it is there', async () => {
    const { db } = database
    const { id: cityOrganisation, cityId } = await teamOf()
    const { id: personId } = await makeLearner(db)
    const ask = (now = testNow) =>
      whoAnswers(db, { personId, cityId, timeZone: 'Europe/Amsterdam', now })
    expect(await ask()).toEqual({ kind: 'nobody' })
    const cityWorker = await worker(cityOrganisation)
    expect(await ask()).toMatchObject({
      kind: 'open',
      organisationId: cityOrganisation,
      workers: [cityWorker],
    })
    const { sessionId, organisationId } = await sessionWith(db)
    await db.signup.create({
      data: { sessionId, personId, status: 'going', createdAt: testNow, changedAt: testNow },
    })
    expect(await ask()).toMatchObject({ organisationId: cityOrganisation })
    const ownWorker = await worker(organisationId)
    expect(await ask()).toMatchObject({ organisationId, workers: [ownWorker] })
    const night = new Date('2026-11-25T22:00:00Z')
    expect(await ask(night)).toMatchObject({
      kind: 'closed',
      opensAt: new Date('2026-11-26T08:00:00Z'),
    })
    // Who said stop, or cannot be reached, is nobody to offer.
    await db.person.update({ where: { id: ownWorker }, data: { stoppedAt: testNow } })
    await db.channelIdentity.updateMany({
      where: { personId: cityWorker },
      data: { unreachableAt: testNow },
    })
    expect(await ask()).toEqual({ kind: 'nobody' })
  })
})
