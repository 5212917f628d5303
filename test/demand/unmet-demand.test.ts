import { afterAll, beforeAll, expect, it } from 'vitest'
import { localDay } from '../../src/activities/local-day.ts'
import { countUnmet } from '../../src/demand/count-unmet.ts'
import { unmetDemand } from '../../src/demand/unmet-demand.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let city: { readonly id: string; readonly timeZone: string }

beforeAll(async () => {
  database = await seededTestDatabase()
  city = await database.db.city.findFirstOrThrow({ select: { id: true, timeZone: true } })
})
afterAll(() => database.close())

it('counts what was not found, and shows it from five on, rounded down', async () => {
  const { db } = database
  const saturday = localDay(new Date('2026-11-28T12:00:00Z'), city.timeZone)
  const today = localDay(testNow, city.timeZone)
  const days = { start: saturday, end: saturday }
  const count = (times: number, asked: Parameters<typeof countUnmet>[2]) =>
    db.$transaction(async (tx) => {
      for (let time = 0; time < times; time += 1) await countUnmet(tx, city, asked, testNow)
    })
  const shown = () => unmetDemand(db, { cityId: city.id, start: today, end: today })

  await count(4, { topic: 'cooking', neighbourhood: 'charlois', days })
  expect(await shown()).toEqual([])
  await count(4, { topic: 'cooking', neighbourhood: null, days: null })
  // Each wish alone is too small to be shown; the topic as a whole is not.
  expect(await shown()).toEqual([{ topic: 'cooking', neighbourhood: null, weekday: 0, least: 5 }])
  await count(8, { topic: 'cooking', neighbourhood: 'charlois', days })
  await count(6, { topic: null, neighbourhood: null, days })
  expect(await shown()).toEqual([
    { topic: 'cooking', neighbourhood: 'Charlois', weekday: 6, least: 10 },
    { topic: null, neighbourhood: null, weekday: 6, least: 5 },
  ])
  const later = localDay(new Date('2026-12-28T12:00:00Z'), city.timeZone)
  expect(await unmetDemand(db, { cityId: city.id, start: later, end: later })).toEqual([])
})
