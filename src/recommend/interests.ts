import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Topic } from '../understand/understood.ts'

/** What is known of a learner that can fit an activity. */
export interface Interests {
  readonly badgeTopics: readonly Topic[]
  /** Topics that were looked for or signed up for. */
  readonly wishTopics: readonly Topic[]
  /** Slugs. */
  readonly neighbourhoods: readonly string[]
  /** What they signed up for, newest first. */
  readonly activityIds: readonly string[]
}

/** Of somebody of whom nothing is known, or who does not want to be looked at. */
export const noInterests: Interests = {
  badgeTopics: [],
  wishTopics: [],
  neighbourhoods: [],
  activityIds: [],
}

/** So many sign-ups say what somebody likes now; older ones are let go. */
const signupsRead = 20

/**
 * Reads a learner's interests from the badges that they do not hide, what they signed up for, and what they
 * last looked for.
 */
export const interestsOf = (
  db: DatabaseOrTransaction,
  personId: string,
  lastSearch: LastSearch | null,
): Promise<Interests> => readInterests(db, { personId }, lastSearch)

/**
 * Reads of a learner's interests what they share with an organisation, and no more: their badges, and what
 * they come to there. Who does not want to be recommended anything has none.
 */
export async function sharedInterestsOf(
  db: DatabaseOrTransaction,
  shared: { readonly personId: string; readonly organisationId: string },
): Promise<Interests> {
  const { recommendationsWanted } = await db.person.findUniqueOrThrow({
    where: { id: shared.personId },
    select: { recommendationsWanted: true },
  })
  return recommendationsWanted ? readInterests(db, shared, null) : noInterests
}

interface LastSearch {
  readonly topic: Topic | null
  readonly neighbourhood: string | null
}

async function readInterests(
  db: DatabaseOrTransaction,
  of: { readonly personId: string; readonly organisationId?: string },
  lastSearch: LastSearch | null,
): Promise<Interests> {
  const { personId, organisationId } = of
  const awards = await db.award.findMany({
    where: { personId, stands: true, hiddenAt: null },
    select: { achievement: { select: { topic: true } } },
  })
  const signups = await db.signup.findMany({
    where: {
      personId,
      status: { in: ['going', 'attended', 'waiting'] },
      ...(organisationId !== undefined && { session: { activity: { organisationId } } }),
    },
    orderBy: { changedAt: 'desc' },
    take: signupsRead,
    select: {
      session: {
        select: {
          activity: {
            select: { id: true, topic: true, neighbourhood: { select: { slug: true } } },
          },
        },
      },
    },
  })
  const activities = signups.map(({ session }) => session.activity)
  return {
    badgeTopics: known(awards.map(({ achievement }) => achievement.topic)),
    wishTopics: known([lastSearch?.topic, ...activities.map(({ topic }) => topic)]),
    neighbourhoods: known([
      lastSearch?.neighbourhood,
      ...activities.map(({ neighbourhood }) => neighbourhood?.slug),
    ]),
    activityIds: known(activities.map(({ id }) => id)),
  }
}

const known = <Value>(values: readonly (Value | null | undefined)[]): Value[] =>
  [...new Set(values)].filter((value) => value !== null && value !== undefined)
