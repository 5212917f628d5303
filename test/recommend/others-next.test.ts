import { afterAll, beforeAll, expect, it } from 'vitest'
import { othersNext } from '../../src/recommend/others-next.ts'
import { recommend } from '../../src/recommend/recommend.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let personIds: readonly string[]

beforeAll(async () => {
  database = await seededTestDatabase()
  const { id: cityId } = await database.db.city.findFirstOrThrow({ select: { id: true } })
  const people = Array.from({ length: 7 }, (_, number) => ({
    cityId,
    learnerCode: `NEXT-${1000 + number}`,
    locale: 'nl' as const,
    createdAt: testNow,
  }))
  const made = await database.db.person.createManyAndReturn({ data: people, select: { id: true } })
  personIds = made.map(({ id }) => id)
})
afterAll(() => database.close())

const firstSession = (slug: string) =>
  database.db.session.findFirstOrThrow({
    where: { activity: { slug }, startsAt: { gt: testNow } },
    orderBy: { startsAt: 'asc' },
    select: { id: true, activityId: true },
  })

const signUp = (sessionId: string, people: readonly string[], minutes: number) => {
  const at = new Date(testNow.getTime() + minutes * 60_000)
  const data = people.map((personId) => ({
    sessionId,
    personId,
    status: 'going' as const,
    createdAt: at,
    changedAt: at,
  }))
  return database.db.signup.createMany({ data })
}

it('tells what others did next, as soon as they are five, and never before', async () => {
  const { db } = database
  const slugs = await db.activity.findMany({
    where: { isForChildren: false, sessions: { some: { startsAt: { gt: testNow } } } },
    orderBy: { slug: 'asc' },
    take: 2,
    select: { slug: true },
  })
  const [first, next] = await Promise.all(slugs.map(({ slug }) => firstSession(slug)))
  if (first === undefined || next === undefined) throw new Error('The demo city has too little.')
  const [me = '', ...others] = personIds
  const asked = { personId: me, activityIds: [first.activityId] }
  await signUp(first.id, personIds, 0)
  await signUp(next.id, others.slice(0, 4), 10)
  expect(await othersNext(db, asked)).toEqual([])
  await signUp(next.id, others.slice(4, 5), 20)
  expect(await othersNext(db, asked)).toEqual([next.activityId])

  const city = await db.city.findFirstOrThrow({ select: { id: true, timeZone: true } })
  const interests = {
    badgeTopics: [],
    wishTopics: [],
    neighbourhoods: [],
    activityIds: [first.activityId],
  }
  const mine = await recommend(db, { personId: me, interests, city, now: testNow })
  expect(mine[0]).toMatchObject({
    because: 'othersNext',
    session: { activityId: next.activityId },
  })
  expect(mine.map(({ session }) => session.activityId)).not.toContain(first.activityId)
  // Who does not want to be looked at gets what everybody gets.
  const same = await recommend(db, { personId: me, interests: null, city, now: testNow })
  const stranger = await recommend(db, {
    personId: crypto.randomUUID(),
    interests: null,
    city,
    now: testNow,
  })
  expect(same).toEqual(stranger)
  expect(same.map(({ because }) => because)).not.toContain('othersNext')
})
