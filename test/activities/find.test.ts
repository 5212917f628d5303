import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anything, find, queryOf, queryOfLater, type Wish } from '../../src/activities/find.ts'
import { findDays } from '../../src/activities/find-days.ts'
import { findSessions } from '../../src/activities/find-sessions.ts'
import { addDays, isLocalDay, localDay, nextWeekday } from '../../src/activities/local-day.ts'
import { type City, readCity } from '../../src/cities/city.ts'
import { type LocalDay, partsOfDay, topics } from '../../src/understand/understood.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let city: City

beforeAll(async () => {
  database = await seededTestDatabase()
  const found = await readCity(database.db, 'rotterdam')
  if (found === null) throw new Error('There is no city')
  city = found
})
afterAll(() => database.close())

const day = (text: string): LocalDay => {
  if (isLocalDay(text)) return text
  throw new Error(`${text} is no day`)
}
const saturday = day('2026-11-28')

function wish(asked: Partial<Wish> = {}): Wish {
  return { ...anything(city, testNow), ...asked }
}

const sessionsFor = async (asked: Partial<Wish>) => {
  const outcome = await find(database.db, wish(asked))
  return outcome.kind === 'nothing' ? [] : outcome.sessions
}

describe('finding', () => {
  it('gives three different activities on the day asked, soonest first', async () => {
    const outcome = await find(database.db, wish({ days: { start: saturday, end: saturday } }))
    if (outcome.kind !== 'found') throw new Error('Nothing was found')
    const { sessions } = outcome
    expect(sessions).toHaveLength(3)
    expect(new Set(sessions.map(({ activityId }) => activityId)).size).toBe(3)
    expect(sessions.map(({ startsAt }) => localDay(startsAt, city.timeZone))).toEqual([
      saturday,
      saturday,
      saturday,
    ])
    const starts = sessions.map(({ startsAt }) => startsAt.getTime())
    expect(starts).toEqual(starts.toSorted((one, other) => one - other))
  })

  it.each(topics)('has something about %s within eight weeks, exactly as asked', async (topic) => {
    const days = { start: day('2026-11-25'), end: addDays(day('2026-11-25'), 55) }
    expect((await find(database.db, wish({ topic, days }))).kind).toBe('found')
  })

  it.each(partsOfDay)('keeps to the %s', async (partOfDay) => {
    const days = { start: saturday, end: addDays(saturday, 13) }
    const hours = (await sessionsFor({ partOfDay, days })).map(({ startsAt }) =>
      Number(
        startsAt.toLocaleString('en-GB', {
          hour: '2-digit',
          hour12: false,
          timeZone: city.timeZone,
        }),
      ),
    )
    const [from, until] = { morning: [5, 12], afternoon: [12, 17], evening: [17, 24] }[partOfDay]
    expect(hours.length).toBeGreaterThan(0)
    expect(hours.every((hour) => hour >= (from ?? 0) && hour < (until ?? 0))).toBe(true)
  })

  it('lets go what was asked, one thing at a time, and says which', async () => {
    const nowhere = { neighbourhood: 'hoek-van-holland', topic: 'cooking' } as const
    const cooking = await find(database.db, wish(nowhere))
    expect(cooking).toMatchObject({ kind: 'widened', by: 'where' })
    const far = { start: day('2028-01-01'), end: day('2028-01-02') }
    expect(await find(database.db, wish({ days: far }))).toMatchObject({
      kind: 'widened',
      by: 'days',
    })
    const night = { start: saturday, end: saturday }
    const early = await find(
      database.db,
      wish({ days: night, partOfDay: 'evening', topic: 'gardening' }),
    )
    expect(early.kind).toBe('widened')
  })

  it('never lets go for whom it must suit', async () => {
    const children = await sessionsFor({ children: true })
    const ids = children.map(({ activityId }) => activityId)
    const suited = await database.db.activity.count({
      where: { id: { in: ids }, isForChildren: true },
    })
    expect(suited).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(0)
  })

  it('shows nothing that is full, cancelled, over or of an organisation that left', async () => {
    const { db } = database
    const days = { start: saturday, end: saturday }
    const [first, second, third] = await sessionsFor({ days })
    if (first === undefined || second === undefined || third === undefined) throw new Error('few')
    await db.session.update({ where: { id: first.id }, data: { goingCount: 999 } })
    await db.session.update({ where: { id: second.id }, data: { cancelledAt: testNow } })
    await db.organisation.update({
      where: {
        id: (await db.activity.findUniqueOrThrow({ where: { id: third.activityId } }))
          .organisationId,
      },
      data: { leftAt: testNow },
    })
    const ids = (await findSessions(db, { ...queryOf(wish()), days }, 500)).map(({ id }) => id)
    for (const hidden of [first, second, third]) expect(ids).not.toContain(hidden.id)
    const evening = new Date('2026-11-28T22:59:00Z')
    expect(await findSessions(db, { ...queryOf(wish()), now: evening, days }, 500)).toEqual([])
  })

  it('offers other days than the one asked', async () => {
    const asked = { start: saturday, end: saturday }
    const query = queryOfLater(wish({ days: asked }))
    const days = await findDays(database.db, query, { limit: 4, except: asked })
    expect(days).toHaveLength(4)
    expect(days).not.toContain(saturday)
    expect(days.toSorted()).toEqual(days)
  })

  it('counts a day by the clocks of the city, also when they change', () => {
    expect(localDay(new Date('2026-11-27T23:30:00Z'), city.timeZone)).toBe('2026-11-28')
    expect(localDay(new Date('2026-10-24T22:30:00Z'), city.timeZone)).toBe('2026-10-25')
    expect(nextWeekday(saturday, 6)).toBe(saturday)
    expect(nextWeekday(saturday, 5)).toBe('2026-12-04')
  })
})
