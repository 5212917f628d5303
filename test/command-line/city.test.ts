import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCityCommand } from '../../src/command-line/city-commands.ts'
import { acceptInvitation } from '../../src/organisations/invite.ts'
import { membershipsOf } from '../../src/organisations/membership.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'
import { noFetch } from '../support/no-fetch.ts'

let database: TestDatabase
const deps = testDeps()

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const run = (...typed: string[]) => runCityCommand({ db: database.db, deps, fetch: noFetch }, typed)
const complete = [
  '--name',
  'De Loods',
  '--about-nl',
  'Een werkplaats.',
  '--website',
  'https://l.nl',
]

describe('npm run city', () => {
  it('adds an organisation, whose first admin comes by the code', async () => {
    const { db } = database
    const outcome = await run('add-organisation', 'de-loods', ...complete)
    if (outcome.kind !== 'done') throw new Error(outcome.says)
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(outcome.lines.join('\n'))?.[0] ?? ''
    expect(outcome.lines.join('\n')).toContain(`/meedoen ${code}   or   /join ${code}`)
    const { id: personId } = await makeLearner(db)
    await db.$transaction((tx) => acceptInvitation(tx, deps, { personId, code }))
    expect(await membershipsOf(db, personId)).toMatchObject([
      { organisationName: 'De Loods', role: 'admin' },
    ])
    expect(await run('add-organisation', 'de-loods', ...complete)).toMatchObject({
      kind: 'fault',
      says: 'There is an organisation de-loods already.',
    })
  })

  it('invites, and names the organisations there are when one is not known', async () => {
    expect(await run('invite', 'buurthuis-de-kade', 'worker')).toMatchObject({ kind: 'done' })
    const unknown = await run('invite', 'nergens')
    expect(unknown).toMatchObject({ says: expect.stringContaining('buurthuis-de-kade') })
  })

  it.each([
    [],
    ['dance'],
    ['invite', 'buurthuis-de-kade', 'boss'],
    ['add-organisation', 'De Loods', ...complete],
    ['add-organisation', 'loods-2'],
    ['add-organisation', 'loods-2', '--name', 'De Loods'],
    ['add-organisation', 'loods-2', '--name', 'De Loods', '--about-nl', 'x', '--website', 'loods'],
  ])('says how it is typed when it was not understood: %s', async (...typed) => {
    expect((await run(...typed)).kind).toBe('fault')
    expect(await database.db.organisation.count({ where: { slug: 'loods-2' } })).toBe(0)
  })
})
