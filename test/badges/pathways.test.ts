import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { award } from '../../src/badges/award.ts'
import { awardPathways } from '../../src/badges/award-pathways.ts'
import { revoke, suspend } from '../../src/badges/change-status.ts'
import { pathwaysOf } from '../../src/badges/pathways.ts'
import { undoLast } from '../../src/badges/undo.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const pathwayOf = (slug: string) =>
  database.db.pathway.findFirstOrThrow({
    where: { slug },
    select: {
      achievementId: true,
      organisationId: true,
      stepsNeeded: true,
      steps: { orderBy: { position: 'desc' }, select: { achievementId: true } },
      organisation: { select: { cityId: true } },
    },
  })

/** Gives a step, and what comes of it by itself. */
const give = (personId: string, achievementId: string) =>
  database.db.$transaction(
    async (tx) => {
      const given = await award(tx, deps, { personId, achievementId, givenById: null, note: null })
      return {
        awardId: given.awardId,
        further: await awardPathways(tx, deps, personId, achievementId),
      }
    },
    { timeout: 30_000 },
  )

describe.each(['horeca', 'schoonmaak', 'groen'])('the pathway %s', (slug) => {
  it('is earned by any steps that are enough, in any order, once', async () => {
    const { db } = database
    const { steps, stepsNeeded, organisation, organisationId } = await pathwayOf(slug)
    const { id: personId } = await makeLearner(db)
    const given: string[] = []
    for (const [index, { achievementId }] of steps.entries()) {
      const { awardId, further } = await give(personId, achievementId)
      given.push(awardId)
      expect(further.map(({ kind }) => kind)).toEqual(index + 1 === stepsNeeded ? ['pathway'] : [])
    }
    const mine = async () => (await pathwaysOf(db, personId, organisation.cityId))[0]
    expect(await mine()).toMatchObject({ stepsNeeded, isEarned: true, next: [] })
    // It stands while enough steps stand.
    const change = { organisationId, byId: null, reason: 'by mistake' }
    for (const [index, awardId] of given.entries()) {
      await db.$transaction((tx) => revoke(tx, deps, { ...change, awardId }))
      const left = steps.length - index - 1
      expect(await mine()).toMatchObject({ isEarned: left >= stepsNeeded })
    }
  })
})

it('goes with its steps, and comes back when that is undone', async () => {
  const { db } = database
  const { steps, stepsNeeded, organisationId } = await pathwayOf('horeca')
  const { id: personId } = await makeLearner(db)
  const { id: byId } = await makeLearner(db)
  const given: string[] = []
  for (const { achievementId } of steps.slice(0, stepsNeeded)) {
    given.push((await give(personId, achievementId)).awardId)
  }
  const [awardId = ''] = given
  const standing = () => db.award.count({ where: { personId, stands: true } })
  expect(await standing()).toBe(stepsNeeded + 1)
  const change = { awardId, organisationId, byId, reason: 'by mistake' }
  const outcome = await db.$transaction(async (tx) => {
    await suspend(tx, deps, { ...change, reason: 'a question' })
    return revoke(tx, deps, change)
  })
  expect(outcome).toMatchObject({ kind: 'revoked', also: [{ organisationId }] })
  expect(await standing()).toBe(stepsNeeded - 1)
  const undoing = { actorId: byId, organisationId, reason: 'by mistake' }
  const undone = await db.$transaction((tx) => undoLast(tx, deps, undoing))
  expect(undone).toMatchObject({ kind: 'undone', what: 'award.revoked' })
  expect(await standing()).toBe(stepsNeeded + 1)
  // Suspended it was before, and so it is again.
  const { suspendedReason } = await db.award.findUniqueOrThrow({ where: { id: awardId } })
  expect(suspendedReason).toBe('a question')
  const again = await db.$transaction((tx) => undoLast(tx, deps, undoing))
  expect(again).toEqual({ kind: 'nothing' })
})
