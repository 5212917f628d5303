import type { Transaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import { membershipsOf } from '../organisations/membership.ts'
import { takenBack } from './offer-story.ts'
import { type ReadableStory, readable, readStories } from './published-stories.ts'

/** How many stories an admin is shown at once. */
const storiesShown = 10

/** The organisation and city for which somebody may approve stories; null when they may not. */
async function adminOf(tx: Transaction, personId: string) {
  const own = (await membershipsOf(tx, personId)).find(({ role }) => role === 'admin')
  if (own === undefined) return null
  const { organisationId } = own
  const { cityId } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { cityId: true },
  })
  return { organisationId, cityId }
}

export type WaitingStoriesOutcome =
  | {
      readonly kind: 'waiting'
      readonly stories: readonly ReadableStory[]
      /** How many wait after these. */
      readonly more: number
    }
  | { readonly kind: 'notAdmin' }

/** The stories of the city that wait for approval, the oldest first, for an admin of an organisation in it. */
export async function waitingStories(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  personId: string,
): Promise<WaitingStoriesOutcome> {
  const admin = await adminOf(tx, personId)
  if (admin === null) return { kind: 'notAdmin' }
  const where = { person: { cityId: admin.cityId }, approvedAt: null }
  const stories = await readStories(tx, deps, {
    where,
    orderBy: [{ agreedAt: 'asc' }, { id: 'asc' }],
    take: storiesShown,
  })
  const all = await tx.story.count({ where: { ...where, ...readable } })
  return { kind: 'waiting', stories, more: Math.max(0, all - stories.length) }
}

export type DecideOutcome<Decided extends string> =
  | { readonly kind: Decided; readonly learnerId: string }
  | { readonly kind: 'notAdmin' }
  /** Withdrawn since, decided already, or of another city. */
  | { readonly kind: 'gone' }

/** Who decides, and about which story. */
export interface StoryDecision {
  readonly personId: string
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
  { personId, storyId }: StoryDecision,
  { decided, data }: { readonly decided: Decided; readonly data: Prisma.StoryUpdateInput },
): Promise<DecideOutcome<Decided>> {
  const admin = await adminOf(tx, personId)
  if (admin === null) return { kind: 'notAdmin' }
  const [story] = await tx.story.updateManyAndReturn({
    where: {
      id: storyId,
      person: { cityId: admin.cityId },
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
    organisationId: admin.organisationId,
    action: `story.${decided}`,
    subjectType: 'story',
    subjectId: storyId,
  })
  return { kind: decided, learnerId: story.personId }
}
