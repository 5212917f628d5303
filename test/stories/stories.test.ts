import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveStory, waitingStories } from '../../src/stories/approve-story.ts'
import { agreeToStory, draftStory, withdrawStory } from '../../src/stories/offer-story.ts'
import { publishedStories } from '../../src/stories/published-stories.ts'
import { readStory, storyCharacters } from '../../src/stories/read-story.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'
import { makeCoordinator, publishStory } from '../support/lively-city.ts'

const deps = testDeps()
const text = 'Ik leerde koken voor een grote groep.'
let database: TestDatabase
beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

async function published() {
  const { id: cityId } = await database.db.city.findFirstOrThrow({ select: { id: true } })
  return publishedStories(database.db, deps, { cityId, limit: 50 })
}

describe('words offered as a story', () => {
  it.each([
    ['te kort', 'tooShort'],
    ['a'.repeat(storyCharacters.longest + 1), 'tooLong'],
    ['Bel me gerust op 06-12 34 56 78 als je wilt.', 'holdsContact'],
    ['Schrijf naar samira@voorbeeld.nl voor meer.', 'holdsContact'],
    ['Kijk op https://voorbeeld.org hoe het was.', 'holdsContact'],
    ['In 2025 leerde ik lezen, na 30 jaar wachten.', 'story'],
  ])('%s', (typed, kind) => {
    expect(readStory(typed).kind).toBe(kind)
  })

  it('are one line of fitting length without a number to call, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const read = readStory(typed)
        if (read.kind !== 'story') return
        expect([...read.text].length).toBeGreaterThanOrEqual(storyCharacters.shortest)
        expect([...read.text].length).toBeLessThanOrEqual(storyCharacters.longest)
        expect(read.text).not.toMatch(/[\r\n@]|\d{6}/)
        expect(readStory(read.text)).toEqual(read)
      }),
    )
  })
})

describe('a story', () => {
  it('is on the page once its learner agrees and an admin approves, and is sealed where it lies', async () => {
    const { db } = database
    const { id: personId } = await makeLearner(db)
    const coordinator = await makeCoordinator(db)
    const storyId = await db.$transaction((tx) =>
      draftStory(tx, deps, { personId, locale: 'nl', text }),
    )
    const ofStory = (stories: readonly { id: string }[]) => stories.find(({ id }) => id === storyId)
    const approve = () =>
      db.$transaction((tx) => approveStory(tx, deps, { ...coordinator, storyId }))
    // A draft is nobody's business.
    expect(await approve()).toEqual({ kind: 'gone' })
    const name = { kind: 'first', text: 'Samira' } as const
    const yes = { personId, storyId, name }
    expect(await db.$transaction((tx) => agreeToStory(tx, deps, yes))).toEqual({ kind: 'agreed' })
    expect(await db.$transaction((tx) => agreeToStory(tx, deps, yes))).toEqual({ kind: 'haveOne' })
    expect(ofStory(await published())).toBeUndefined()
    const { stories: waiting } = await waitingStories(db, deps, coordinator.actingFor.cityId)
    expect(ofStory(waiting)).toMatchObject({ text })
    expect(await approve()).toEqual({ kind: 'approved', learnerId: personId })
    expect(await approve()).toEqual({ kind: 'gone' })
    expect(ofStory(await published())).toMatchObject({ text, name: 'Samira', locale: 'nl' })
    const trail = await db.auditEntry.findFirstOrThrow({ where: { subjectId: storyId } })
    expect(trail).toMatchObject({
      action: 'story.approved',
      actorId: coordinator.personId,
      organisationId: coordinator.actingFor.organisationId,
    })
    const stored = JSON.stringify(await db.story.findMany())
    expect(stored).not.toMatch(/koken|Samira/)
  })

  it('is off the page and erased the moment its learner takes the yes back', async () => {
    const { db } = database
    const { personId, storyId } = await publishStory(db, deps, { text, name: 'Bo', locale: 'nl' })
    const { id: stranger } = await makeLearner(db)
    const take = (by: string) =>
      db.$transaction((tx) => withdrawStory(tx, { personId: by, storyId, now: testNow }))
    expect(await take(stranger)).toEqual({ kind: 'alreadyWithdrawn' })
    expect((await published()).map(({ id }) => id)).toContain(storyId)
    expect(await take(personId)).toEqual({ kind: 'withdrawn' })
    expect(await take(personId)).toEqual({ kind: 'alreadyWithdrawn' })
    expect((await published()).map(({ id }) => id)).not.toContain(storyId)
    const left = await db.story.findUniqueOrThrow({ where: { id: storyId } })
    expect(left).toMatchObject({ textSealed: null, nameSealed: null })
  })

  it('is not for a coordinator of another city', async () => {
    const { db } = database
    const { id: personId } = await makeLearner(db)
    const elsewhere = await db.city.findFirstOrThrow({ omit: { id: true } })
    const { slug: _slug, ...city } = elsewhere
    const { id: cityId } = await db.city.create({ data: { ...city, slug: 'elders' } })
    const coordinator = await makeCoordinator(db)
    await db.person.update({ where: { id: personId }, data: { cityId } })
    const outcome = await db.$transaction(async (tx) => {
      const storyId = await draftStory(tx, deps, { personId, locale: 'nl', text })
      await agreeToStory(tx, deps, { personId, storyId, name: { kind: 'none' } })
      return approveStory(tx, deps, { ...coordinator, storyId })
    })
    expect(outcome).toEqual({ kind: 'gone' })
  })
})
