import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FoundSession } from '../../src/activities/search/query.ts'
import { noInterests } from '../../src/recommend/interests.ts'
import { rank } from '../../src/recommend/rank.ts'
import { topics } from '../../src/understand/understood.ts'

const session = (id: string, about: Partial<FoundSession> = {}): FoundSession => ({
  id,
  activityId: `activity ${id}`,
  startsAt: new Date('2026-11-28T10:00:00Z'),
  endsAt: new Date('2026-11-28T12:00:00Z'),
  title: { nl: id, en: id },
  topic: 'music',
  placeName: 'Place',
  neighbourhood: 'Charlois',
  neighbourhoodSlug: 'charlois',
  priceCents: 0,
  organisation: `organisation ${id}`,
  ...about,
})
const facts = { interests: noInterests, nextActivityIds: [], newSessionIds: [] }
const chosen = (...given: Parameters<typeof rank>) =>
  rank(...given).map(({ session: { id }, because }) => `${id}: ${because}`)

it('puts what others did next before a wish, a wish before a badge, and that before what is near', () => {
  const sessions = [
    session('near'),
    session('badge', { topic: 'sport', neighbourhoodSlug: null }),
    session('wish', { topic: 'cooking', neighbourhoodSlug: null }),
    session('next', { topic: 'care', neighbourhoodSlug: null }),
  ]
  const interests = {
    ...noInterests,
    badgeTopics: ['sport'],
    wishTopics: ['cooking'],
    neighbourhoods: ['charlois'],
  } as const
  expect(chosen(sessions, { ...facts, interests, nextActivityIds: ['activity next'] })).toEqual([
    'next: othersNext',
    'wish: wish',
    'badge: badge',
  ])
})

it('gives the last place to a new organisation when none came by itself', () => {
  const wish = (id: string) => session(id, { topic: 'cooking' })
  const sessions = [wish('one'), wish('two'), wish('three'), session('busier'), session('new')]
  const interests = { ...noInterests, wishTopics: ['cooking'] } as const
  // Those with the fewest people come first.
  const newSessionIds = ['new', 'busier']
  expect(chosen(sessions, { ...facts, interests, newSessionIds })).toEqual([
    'one: wish',
    'two: wish',
    'new: newOrganisation',
  ])
  expect(chosen(sessions, { ...facts, interests, newSessionIds: ['three'] })).toEqual([
    'one: wish',
    'two: wish',
    'three: wish',
  ])
  expect(chosen(sessions, { ...facts, interests })).toEqual([
    'one: wish',
    'two: wish',
    'three: wish',
  ])
})

it('never says the same organisation twice, nor more than three', () => {
  const sessions = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      topic: fc.constantFrom(...topics),
      organisation: fc.constantFrom('one', 'two', 'three', 'four', 'five'),
    }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(sessions, fc.subarray([...topics]), (about, wishTopics) => {
      const all = about.map(({ id, ...rest }) => session(id, rest))
      const newSessionIds = all.slice(0, 2).map(({ id }) => id)
      const found = rank(all, {
        ...facts,
        interests: { ...noInterests, wishTopics },
        newSessionIds,
      })
      const organisations = found.map((one) => one.session.organisation)
      expect(new Set(organisations).size).toBe(organisations.length)
      expect(found.length).toBe(Math.min(3, new Set(all.map((one) => one.organisation)).size))
    }),
  )
})
