import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/database/client.ts'
import type { Deps } from '../../src/deps.ts'
import type { Locale } from '../../src/language/locale.ts'
import { approveStory } from '../../src/stories/approve-story.ts'
import { agreeToStory, draftStory } from '../../src/stories/offer-story.ts'
import { makeLearner } from './learner.ts'

/** How often people came to an activity, by month. */
export interface Past {
  readonly activity: string
  readonly visits: Readonly<Record<string, number>>
}

/** Lets learners have come in months that are over, to what the demo city has. */
export async function fillPast(db: Database, past: readonly Past[]): Promise<void> {
  const most = Math.max(...past.flatMap(({ visits }) => Object.values(visits)))
  const people: string[] = []
  while (people.length < most) people.push((await makeLearner(db)).id)
  for (const { activity, visits } of past) {
    const { id: activityId } = await db.activity.findFirstOrThrow({
      where: { slug: activity },
      select: { id: true },
    })
    for (const [month, count] of Object.entries(visits)) {
      const startsAt = new Date(`${month}-14T10:00:00Z`)
      const sessionId = randomUUID()
      const code = randomUUID().slice(0, 8).toUpperCase()
      await db.session.create({
        data: { id: sessionId, activityId, startsAt, endsAt: startsAt, capacity: 99, code },
      })
      const at = { createdAt: startsAt, changedAt: startsAt, status: 'attended' } as const
      await db.signup.createMany({
        data: people.slice(0, count).map((personId) => ({ ...at, personId, sessionId })),
      })
    }
  }
}

/** Gives a badge to so many people in each month, without the credentials, which no figure needs. */
export async function fillAwards(
  db: Database,
  achievement: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const { id: achievementId } = await db.achievement.findFirstOrThrow({
    where: { slug: achievement },
    select: { id: true },
  })
  for (const [month, count] of Object.entries(counts)) {
    for (let each = 0; each < count; each += 1) {
      const { id: personId } = await makeLearner(db)
      const awardedAt = new Date(`${month}-14T10:00:00Z`)
      await db.award.create({ data: { achievementId, personId, awardedAt } })
    }
  }
}

/** Makes somebody admin of an organisation of the demo city. */
export async function makeAdmin(db: Database, organisation: string): Promise<string> {
  const { id: personId } = await makeLearner(db)
  const { id: organisationId } = await db.organisation.findFirstOrThrow({
    where: { slug: organisation },
    select: { id: true },
  })
  await db.membership.create({
    data: {
      person: { connect: { id: personId } },
      organisation: { connect: { id: organisationId } },
      role: 'admin',
      since: new Date('2026-01-01T00:00:00Z'),
    },
  })
  return personId
}

/** A new coordinator of the demo city, as one who decides on stories. */
export async function makeCoordinator(db: Database) {
  const {
    id: organisationId,
    slug,
    cityId,
  } = await db.organisation.findFirstOrThrow({
    where: { isCity: true },
  })
  return { personId: await makeAdmin(db, slug), actingFor: { organisationId, cityId } }
}

/** What a learner said yes to. */
interface ToldStory {
  readonly text: string
  readonly name: string | null
  readonly locale: Locale
}

/** Lets a new learner say yes to a story; it waits for a coordinator. Gives its id. */
export async function waitingStory(db: Database, deps: Deps, story: ToldStory): Promise<string> {
  return (await tellStory(db, deps, story)).storyId
}

async function tellStory(db: Database, deps: Deps, { text, locale, ...story }: ToldStory) {
  const { id: personId } = await makeLearner(db, locale)
  const name =
    story.name === null
      ? ({ kind: 'none' } as const)
      : ({ kind: 'first', text: story.name } as const)
  return db.$transaction(async (tx) => {
    const storyId = await draftStory(tx, deps, { personId, locale, text })
    await agreeToStory(tx, deps, { personId, storyId, name })
    return { personId, storyId }
  })
}

/** Puts a story of a new learner on the city's page. */
export async function publishStory(
  db: Database,
  deps: Deps,
  story: ToldStory,
): Promise<{ readonly personId: string; readonly storyId: string }> {
  const coordinator = await makeCoordinator(db)
  const told = await tellStory(db, deps, story)
  await db.$transaction((tx) => approveStory(tx, deps, { ...coordinator, storyId: told.storyId }))
  return told
}
