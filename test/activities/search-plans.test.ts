import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillWithSessions } from '../../bench/many-sessions.ts'
import { anything, find, queryOf, queryOfLater, type Wish } from '../../src/activities/find.ts'
import { findDays } from '../../src/activities/find-days.ts'
import { findSessions } from '../../src/activities/find-sessions.ts'
import { knownWords } from '../../src/activities/search/known-words.ts'
import type { DatabaseOrTransaction } from '../../src/database/client.ts'
import { Prisma } from '../../src/database/generated/client.ts'
import { testNow } from '../support/clock.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
let cityId: string

beforeAll(async () => {
  database = await testDatabase()
  cityId = await fillWithSessions(database.db, { sessions: 20_000, cities: 14, now: testNow })
  await database.db.$executeRaw`VACUUM ANALYZE`
})
afterAll(() => database.close())

const wish = (asked: Partial<Wish> = {}): Wish => ({
  ...anything({ id: cityId, timeZone: 'Europe/Amsterdam' }, testNow),
  ...asked,
})

/** Runs work on a database that keeps the plan of each statement instead of its rows. */
async function plansOf(
  work: (db: DatabaseOrTransaction) => Promise<unknown>,
): Promise<readonly string[]> {
  const plans: string[] = []
  await database.db.$transaction(async (tx) => {
    const explained = new Proxy(tx, {
      get: (target, name) =>
        name !== '$queryRaw'
          ? Reflect.get(target, name)
          : async (sql: Prisma.Sql) => {
              const rows = await tx.$queryRaw<{ 'QUERY PLAN': string }[]>(
                Prisma.sql`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${sql}`,
              )
              plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
              return tx.$queryRaw(sql)
            },
    })
    await work(explained)
  })
  return plans
}

/** The words of a thousand activities are read as fast in a row; sessions never are. */
const sequential = /Seq Scan on "(Session|Listing|Activity|ActivityText)"/

const places = ['place-3', 'place-4', 'place-2', 'place-5', 'place-1']
const asked: Readonly<Record<string, Partial<Wish>>> = {
  anything: {},
  'a topic': { topic: 'cooking' },
  'a part of the day': { partOfDay: 'evening', topic: 'music' },
  'a neighbourhood': { neighbourhood: 'place-3' },
  'the nearest': { nearestFirst: places },
  'a price': { maximumPriceCents: 250 },
  'a language': { spokenLanguage: 'en' },
  access: { wheelchair: true, children: true },
  'places left': { placesNeeded: 4 },
  words: { words: ['naaimachine'] },
  'words and a topic': { words: ['brood'], topic: 'cooking' },
}

describe('the plan of a search', () => {
  it.each(Object.entries(asked))('reads no more sessions than it needs for %s', async (_, said) => {
    const plans = [
      ...(await plansOf((db) => findSessions(db, queryOf(wish(said)), 3))),
      ...(await plansOf((db) =>
        findDays(db, queryOfLater(wish(said)), { limit: 4, except: null }),
      )),
    ]
    expect(plans.length).toBeGreaterThanOrEqual(2)
    for (const plan of plans) {
      expect(plan).not.toMatch(sequential)
    }
  })

  it('widens in one statement, by indexes alone', async () => {
    const nowhere = wish({
      words: ['naaimachine'],
      neighbourhood: 'nowhere',
      nearestFirst: places,
      partOfDay: 'morning',
      free: true,
      spokenLanguage: 'zh',
    })
    const plans = await plansOf(async (db) => {
      expect(await find(db, nowhere)).toMatchObject({ kind: 'widened', by: 'spoken' })
    })
    expect(plans).toHaveLength(3)
    for (const plan of plans) expect(plan).not.toMatch(sequential)
  })

  it('looks for a misspelt word by its three-letter pieces', async () => {
    const plans = await plansOf(async (db) => {
      expect(await knownWords(db, cityId, ['naaimachien'])).toEqual(['naaimachine'])
    })
    expect(plans.join('\n')).toContain('ActivityWords_titles_idx')
    expect(plans.join('\n')).not.toMatch(/Seq Scan/)
  })
})
