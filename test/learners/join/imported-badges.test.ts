import { afterAll, beforeAll, expect, it } from 'vitest'
import { heldData } from '../../../src/learners/held/held-data.ts'
import { joinPeople } from '../../../src/learners/join/join-people.ts'
import { undoJoin } from '../../../src/learners/join/undo-join.ts'
import {
  importedBadges,
  keepImportedBadge,
} from '../../../src/verification/importing/imported-badges.ts'
import type { SeenBadge } from '../../../src/verification/report.ts'
import { seededTestDatabase, type TestDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import { makeLearner } from '../../support/learner.ts'

let database: TestDatabase
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const badge = (name: string): SeenBadge => ({
  standard: 'open-badge-3',
  id: `urn:${name}`,
  name,
  description: '',
  issuer: { id: 'https://school.example/1', name: 'De Hogeschool', host: 'school.example' },
  validFrom: '2026-06-01T10:00:00Z',
  validUntil: null,
})

it('badges of others go along when two apps are joined, once each, and come back when they part', async () => {
  const { db } = database
  const [into, from] = [(await makeLearner(db)).id, (await makeLearner(db)).id]
  const keep = (personId: string, name: string) =>
    db.$transaction((tx) =>
      keepImportedBadge(tx, deps, personId, { badge: badge(name), source: `the ${name}` }),
    )
  await keep(into, 'Barista')
  await keep(from, 'Barista')
  await keep(from, 'Kassa')
  const namesOf = async (personId: string) =>
    (await importedBadges(db, personId)).map(({ name }) => name).toSorted()

  await db.$transaction((tx) => joinPeople(tx, deps, { into, from, now: deps.clock() }))
  expect(await namesOf(into)).toEqual(['Barista', 'Kassa'])
  const held = await heldData(db, deps, into)
  expect(held?.importedBadges.map(({ source }) => source).toSorted()).toEqual([
    'the Barista',
    'the Kassa',
  ])

  await db.$transaction((tx) => undoJoin(tx, deps, { personId: into, now: deps.clock() }))
  expect(await namesOf(into)).toEqual(['Barista'])
  expect(await namesOf(from)).toEqual(['Barista', 'Kassa'])
})
