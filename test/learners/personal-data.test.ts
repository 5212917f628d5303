import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { heldData } from '../../src/learners/held/held-data.ts'
import { leftBehind, personalRows } from '../../src/learners/join/brought.ts'
import { seededTestDatabase, type TestDatabase, testDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Every column that points to a person, as the database has it. */
async function pointers(): Promise<readonly string[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ pointer: string }>(`
    SELECT r.relname || '.' || a.attname AS pointer
    FROM pg_constraint c
    JOIN pg_class r ON r.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
    WHERE c.contype = 'f' AND c.confrelid = '"Person"'::regclass ORDER BY 1`)
  await client.end()
  return rows.map(({ pointer }) => pointer)
}

it('follows its person to another app: no table that points to a person is forgotten', async () => {
  const known = [...personalRows.map(({ table, column }) => `${table}.${column}`), ...leftBehind]
  expect(known.toSorted()).toEqual((await pointers()).toSorted())
})

it('is all in the file that a person can ask for', async () => {
  const { db, close } = await seededTestDatabase()
  const { id } = await makeLearner(db)
  const data = await heldData(db, testDeps(), id)
  const parts = new Set([...Object.keys(data ?? {}), ...Object.keys(data?.person ?? {})])
  const inFile: Readonly<Record<string, string>> = {
    'AdminSession.personId': 'adminSessions',
    'Award.givenById': 'awardsGiven',
    'Award.personId': 'badges',
    'ChannelIdentity.personId': 'apps',
    'Consent.personId': 'consents',
    'DataLink.personId': 'dataLinks',
    'HandOver.personId': 'handOvers',
    'HandOver.takenById': 'handOversTaken',
    'ImportedBadge.personId': 'importedBadges',
    'Invitation.usedById': 'invitationsUsed',
    'LinkCode.personId': 'linkCodes',
    'Membership.personId': 'memberships',
    'Notice.personId': 'notices',
    'PersonJoin.personId': 'joins',
    'Referral.madeById': 'referralsMade',
    'Referral.personId': 'referrals',
    'Share.personId': 'shares',
    'Sharing.personId': 'sharing',
    'Signup.personId': 'signups',
    'Step.personId': 'steps',
    'Story.personId': 'stories',
    'WeeklyTip.personId': 'weeklyTip',
  }
  expect(Object.keys(inFile)).toEqual([...(await pointers())].toSorted())
  for (const part of Object.values(inFile)) expect([...parts]).toContain(part)
  expect(await heldData(db, testDeps(), testDeps().newId())).toBeNull()
  await close()
})
