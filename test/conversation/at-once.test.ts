import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { giveToEveryone } from '../../src/conversation/award-everyone.ts'
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

const people = (count: number) =>
  Promise.all(Array.from({ length: count }, () => makeLearner(database.db)))

const comingSession = () =>
  database.db.session.findFirstOrThrow({
    where: { startsAt: { gt: testNow }, activity: { organisation: { slug: 'buurthuis-de-kade' } } },
    select: { id: true },
  })

it('leaves one award each when 50 workers give the same badge to the same 200 learners', async () => {
  const { db } = database
  const { id: sessionId } = await comingSession()
  const { id: achievementId } = await db.achievement.findFirstOrThrow({
    where: { slug: 'hielp-mee', organisation: { slug: 'buurthuis-de-kade' } },
    select: { id: true },
  })
  const [learners, workers] = [await people(200), await people(50)]
  await db.signup.createMany({
    data: learners.map(({ id: personId }) => ({
      sessionId,
      personId,
      status: 'attended' as const,
      createdAt: testNow,
      changedAt: testNow,
      checkedInAt: testNow,
    })),
  })
  const service = { db, deps, log: pino({ level: 'silent' }) }
  const fates = await Promise.all(
    workers.map(({ id: givenById }) =>
      giveToEveryone(service, {
        batchId: deps.newId(),
        sessionId,
        achievementId,
        givenById,
        noteSealed: null,
      }),
    ),
  )
  const count = (fate: string) => fates.flat().filter((each) => each === fate).length
  expect({ given: count('given'), had: count('had') }).toEqual({ given: 200, had: 9800 })
  const given = await db.award.findMany({
    where: { achievementId, personId: { in: learners.map(({ id }) => id) } },
    select: { id: true, personId: true, credential: { select: { id: true } } },
  })
  expect(given).toHaveLength(200)
  expect(new Set(given.map(({ personId }) => personId)).size).toBe(200)
  expect(given.every(({ credential }) => credential !== null)).toBe(true)
  const audited = { action: 'award.given', subjectId: { in: given.map(({ id }) => id) } }
  expect(await db.auditEntry.count({ where: audited })).toBe(200)
}, 90_000)
