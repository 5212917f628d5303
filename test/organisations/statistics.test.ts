import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hideSmall, smallest } from '../../src/organisations/hide-small.ts'
import { statistics, statisticsPeriod } from '../../src/organisations/statistics.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'
import { sessionWith } from '../support/sessions.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const timeZone = 'Europe/Amsterdam'
const figure = fc.integer({ min: 0, max: 500 })

describe('figures', () => {
  it('never count one to four people, alone or by a difference', () => {
    fc.assert(
      fc.property(figure, figure, (one, other) => {
        const [first, second] = [hideSmall(one) ?? 0, hideSmall(other) ?? 0]
        const difference = Math.abs(first - second)
        expect(difference === 0 || difference >= smallest).toBe(true)
        expect(first).toBeLessThanOrEqual(one)
      }),
    )
    expect([0, 4, 5, 9, 10].map(hideSmall)).toEqual([null, null, 5, 5, 10])
  })

  it('are of four whole weeks that are past', () => {
    const wednesday = { start: '2026-10-26', end: '2026-11-22' }
    expect(statisticsPeriod(testNow, timeZone)).toEqual(wednesday)
    const sundayNight = new Date('2026-11-29T22:59:00Z')
    expect(statisticsPeriod(sundayNight, timeZone)).toEqual(wednesday)
    const monday = new Date('2026-11-29T23:00:00Z')
    expect(statisticsPeriod(monday, timeZone)).toEqual({ start: '2026-11-02', end: '2026-11-29' })
  })

  it('count people once, of one organisation, in that time', async () => {
    const { db } = database
    const lastWeek = new Date(testNow.getTime() - 5 * 86_400_000)
    const { sessionId, organisationId } = await sessionWith(db)
    const learners = await Promise.all(Array.from({ length: 7 }, () => makeLearner(db)))
    const row = { sessionId, status: 'attended', changedAt: lastWeek } as const
    await db.signup.createMany({
      data: learners.map(({ id }, index) => ({
        ...row,
        personId: id,
        createdAt: lastWeek,
        checkedInAt: index < 4 ? lastWeek : null,
      })),
    })
    const { id: today } = await makeLearner(db)
    await db.signup.create({
      data: { ...row, personId: today, createdAt: testNow, checkedInAt: testNow },
    })
    const asked = { timeZone, now: testNow }
    expect(await statistics(db, { organisationId, ...asked })).toMatchObject({
      signups: 5,
      attended: null,
      badges: null,
      referrals: null,
    })
    const other = await db.organisation.findFirstOrThrow({ where: { id: { not: organisationId } } })
    expect(await statistics(db, { organisationId: other.id, ...asked })).toMatchObject({
      signups: null,
    })
  })
})
