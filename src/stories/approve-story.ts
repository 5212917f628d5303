import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import type { ActingFor } from '../organisations/membership.ts'
import { takenBack } from './offer-story.ts'
import { type ReadableStory, readable, readStories } from './published-stories.ts'

/** How many stories a coordinator is shown at once. */
const storiesShown = 10

export interface WaitingStories {
  readonly stories: readonly ReadableStory[]
  /** How many wait after these. */
  readonly more: number
}

/** The stories of a city that wait for approval, the oldest first. */
export async function waitingStories(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'seals'>,
  cityId: string,
): Promise<WaitingStories> {
  const where = { person: { cityId }, approvedAt: null }
  const stories = await readStories(db, deps, {
    where,
    orderBy: [{ agreedAt: 'asc' }, { id: 'asc' }],
    take: storiesShown,
  })
  const all = await db.story.count({ where: { ...where, ...readable } })
  return { stories, more: Math.max(0, all - stories.length) }
}

export type DecideOutcome<Decided extends string> =
  | { readonly kind: Decided; readonly learnerId: string }
  /** Withdrawn since, decided already, or of another city. */
  | { readonly kind: 'gone' }

/** Who decides, as coordinator of which city, and about which story. Their right was checked. */
export interface StoryDecision {
  readonly personId: string
  readonly actingFor: Pick<ActingFor, 'organisationId' | 'cityId'>
  readonly storyId: string
}

/** Puts a story on the city's page, and notes who did so on the audit trail. */
export const approveStory = (
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  request: StoryDecision,
): Promise<DecideOutcome<'approved'>> =>
  decide(tx, deps, request, { decided: 'approved', data: { approvedAt: deps.clock() } })

/** Keeps a story off the city's page: its words and name are erased, and who did so is on the audit trail. */
export const refuseStory = (
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  request: StoryDecision,
): Promise<DecideOutcome<'refused'>> =>
  decide(tx, deps, request, { decided: 'refused', data: takenBack(deps.clock()) })

async function decide<Decided extends 'approved' | 'refused'>(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  { personId, actingFor, storyId }: StoryDecision,
  { decided, data }: { readonly decided: Decided; readonly data: Prisma.StoryUpdateInput },
): Promise<DecideOutcome<Decided>> {
  const [story] = await tx.story.updateManyAndReturn({
    where: {
      id: storyId,
      person: { cityId: actingFor.cityId },
      agreedAt: { not: null },
      approvedAt: null,
      withdrawnAt: null,
    },
    data,
    select: { personId: true },
  })
  if (story === undefined) return { kind: 'gone' }
  await audit(tx, deps, {
    actorId: personId,
    organisationId: actingFor.organisationId,
    action: `story.${decided}`,
    subjectType: 'story',
    subjectId: storyId,
  })
  return { kind: decided, learnerId: story.personId }
}
