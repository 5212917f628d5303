import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findOrganisation } from '../../src/organisations/find-organisation.ts'
import { suggest } from '../../src/organisations/suggest.ts'
import { noInterests } from '../../src/recommend/interests.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

describe('suggestions', () => {
  it('put first where badge, wish and neighbourhood come together, one an organisation', async () => {
    const { db } = database
    const { id: exceptId, cityId } = await db.organisation.findFirstOrThrow({
      where: { isCity: true },
    })
    const ask = (interests: Parameters<typeof suggest>[1]['interests']) =>
      suggest(db, { cityId, interests, exceptId, now: testNow })
    expect(await ask(noInterests)).toEqual([])
    const place = await db.activity.findFirstOrThrow({
      where: { topic: 'gardening', neighbourhoodId: { not: null }, isForChildren: false },
      select: { neighbourhood: { select: { slug: true, name: true } } },
    })
    const found = await ask({
      ...noInterests,
      badgeTopics: ['cooking'],
      wishTopics: ['gardening'],
      neighbourhoods: [place.neighbourhood?.slug ?? ''],
    })
    expect(found[0]).toMatchObject({
      because: 'wish',
      topic: 'gardening',
      near: place.neighbourhood?.name,
    })
    expect(new Set(found.map(({ organisationId }) => organisationId)).size).toBe(found.length)
    const byBadge = await ask({ ...noInterests, badgeTopics: ['cooking'] })
    expect(new Set(byBadge.map(({ because, topic }) => `${because} ${topic}`))).toEqual(
      new Set(['badge cooking']),
    )
  })
})

describe('finding an organisation by name', () => {
  it.each([
    ['groenploeg-de-regenworm snoeien', 'Groenploeg De Regenworm (demo)', 'snoeien'],
    [
      'Groenploeg De Regenworm snoeien, ochtend',
      'Groenploeg De Regenworm (demo)',
      'snoeien, ochtend',
    ],
    ['regenworm', 'Groenploeg De Regenworm (demo)', ''],
  ])('reads "%s"', async (typed, name, rest) => {
    const { cityId } = await database.db.organisation.findFirstOrThrow()
    expect(await findOrganisation(database.db, { cityId, typed })).toMatchObject({
      kind: 'found',
      organisation: { name },
      rest,
    })
  })

  it.each(['de', 'demo', 'xyzzy', ''])('takes "%s" for none', async (typed) => {
    const { cityId } = await database.db.organisation.findFirstOrThrow()
    expect((await findOrganisation(database.db, { cityId, typed })).kind).toBe('unknown')
  })
})
