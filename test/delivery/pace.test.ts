import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/database/client.ts'
import { takeTurn } from '../../src/delivery/pace.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
let other: Database

beforeAll(async () => {
  database = await testDatabase()
  other = openDatabase(database.url)
})
afterAll(async () => {
  await other.$disconnect()
  await database.close()
})

/** The moments, in milliseconds, of so many turns that two processes take as fast as they can. */
async function moments(name: string, kind: 'answer' | 'notice', count: number) {
  const take = async (db: Database) => {
    const taken: number[] = []
    for (let turn = 0; turn < count; turn += 1) {
      const wait = await takeTurn(db, { name, perSecond: 30 }, kind)
      taken.push(performance.now() + wait)
    }
    return taken
  }
  return (await Promise.all([take(database.db), take(other)])).flat()
}

const mostInASecond = (all: readonly number[]) =>
  Math.max(...all.map((from) => all.filter((at) => at >= from && at < from + 1000).length))

it('holds the limit of a channel over two processes, answers and notices together', async () => {
  const [answers, notices] = await Promise.all([
    moments('pigeon', 'answer', 40),
    moments('pigeon', 'notice', 20),
  ])
  expect(mostInASecond([...answers, ...notices])).toBeLessThanOrEqual(30)
  expect(mostInASecond(answers)).toBeGreaterThan(15)
  expect(mostInASecond(notices)).toBeGreaterThan(5)
})

it('has an answer wait for no notice, and one channel for no other', async () => {
  const pace = { name: 'drum', perSecond: 10 }
  for (let turn = 0; turn < 50; turn += 1) await takeTurn(database.db, pace, 'notice')
  expect(await takeTurn(database.db, pace, 'notice')).toBeGreaterThan(5000)
  expect(await takeTurn(database.db, pace, 'answer')).toBe(0)
  expect(await takeTurn(database.db, { ...pace, name: 'smoke' }, 'notice')).toBe(0)
})
