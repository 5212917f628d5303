import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptInvitation, invite } from '../../src/organisations/invite.ts'
import { membershipsOf } from '../../src/organisations/membership.ts'
import { createTestClock } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
const clock = createTestClock()
const deps = testDeps(clock)

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

async function newCode(): Promise<string> {
  const { id } = await database.db.organisation.findFirstOrThrow({ select: { id: true } })
  return (
    await invite(database.db, deps, { organisationId: id, role: 'worker', invitedById: null })
  ).code
}
const accept = (personId: string, code: string) =>
  database.db.$transaction((tx) => acceptInvitation(tx, deps, { personId, code }))

it('lets one person join, with the code as people type it', async () => {
  const [one, other] = [await makeLearner(database.db), await makeLearner(database.db)]
  const code = await newCode()
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  expect((await accept(one.id, ` ${code.toLowerCase().replace('-', ' ')} `)).kind).toBe('joined')
  expect((await accept(other.id, code)).kind).toBe('unknown')
  expect(await membershipsOf(database.db, one.id)).toMatchObject([{ role: 'worker' }])
  expect(await membershipsOf(database.db, other.id)).toEqual([])
  expect((await accept(one.id, await newCode())).kind).toBe('alreadyMember')
})

it('ends after 72 hours, and is stored as a hash only', async () => {
  const { id } = await makeLearner(database.db)
  const code = await newCode()
  const stored = await database.db.invitation.findMany()
  expect(JSON.stringify(stored)).not.toContain(code)
  clock.move(72 * 3_600_000)
  expect((await accept(id, code)).kind).toBe('unknown')
})

it('cannot be guessed: after five wrong ones not even the right one is taken', async () => {
  const { id } = await makeLearner(database.db)
  const code = await newCode()
  for (let guess = 0; guess < 5; guess += 1) {
    expect((await accept(id, `AAAA-AAA${guess + 2}`)).kind).toBe('unknown')
  }
  const until = new Date(clock.clock().getTime() + 15 * 60_000)
  expect(await accept(id, code)).toEqual({ kind: 'wait', until })
  clock.move(15 * 60_000)
  expect((await accept(id, code)).kind).toBe('joined')
})
