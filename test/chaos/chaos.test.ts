import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChance } from '../../chaos/chance.ts'
import { runChaos } from '../../chaos/run-chaos.ts'
import { builtProgram } from '../support/built-program.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testSecret } from '../support/deps.ts'

let database: TestDatabase
let program: string

beforeAll(async () => {
  program = join(builtProgram(), 'src', 'main.js')
  database = await seededTestDatabase()
}, 120_000)
afterAll(() => database.close())

it('loses nothing while processes are killed and platforms misbehave', async () => {
  const { findings, details } = await runChaos({
    program,
    // The server belongs to all tests: `npm run chaos` stops and starts one of its own.
    database: { url: database.url, interrupt: null, stop: async () => {} },
    secret: testSecret,
    seed: 20,
    kills: 2,
    interruptions: 0,
    learnersPerChannel: 2,
    rounds: 1,
    killAfterMilliseconds: { least: 200, most: 600 },
    drainMilliseconds: 45_000,
  })
  expect(details).toEqual([])
  expect(findings.filter(({ holds }) => !holds)).toEqual([])
  expect(findings.find(({ name }) => name === 'turns')?.measured).not.toBe('0')
}, 90_000)

it('draws the same chance again from the same seed', () => {
  const draw = (seed: number) => {
    const chance = createChance(seed)
    return Array.from({ length: 20 }, () => chance.whole(1, 6))
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  expect(new Set(draw(7)).size).toBe(6)
})
