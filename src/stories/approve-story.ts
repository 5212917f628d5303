import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { membershipsOf } from '../organisations/membership.ts'
import { type ReadableStory, readStories } from './published-stories.ts'

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
  | { readonly kind: 'waiting'; readonly stories: readonly ReadableStory[] }
  | { readonly kind: 'notAdmin' }

/** The stories of the city that wait for approval, the oldest first, for an admin of an organisation in it. */
export async function waitingStories(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  personId: string,
): Promise<WaitingStoriesOutcome> {
  const admin = await adminOf(tx, personId)
  if (admin === null) return { kind: 'notAdmin' }
  const stories = await readStories(tx, deps, {
    where: { person: { cityId: admin.cityId }, approvedAt: null },
    orderBy: [{ agreedAt: 'asc' }, { id: 'asc' }],
    take: storiesShown,
  })
  return { kind: 'waiting', stories }
}

export type ApproveOutcome =
  | { readonly kind: 'approved' }
  | { readonly kind: 'notAdmin' }
  /** Withdrawn since, approved already, or of another city. */
  | { readonly kind: 'gone' }

/** Puts a story on the city's page, and notes who did so on the audit trail. */
export async function approveStory(
  tx: Transaction,
  deps: Pick<Deps, 'clock'>,
  request: { readonly personId: string; readonly storyId: string },
): Promise<ApproveOutcome> {
  const { personId, storyId } = request
  const admin = await adminOf(tx, personId)
  if (admin === null) return { kind: 'notAdmin' }
  const { count } = await tx.story.updateMany({
    where: {
      id: storyId,
      person: { cityId: admin.cityId },
      agreedAt: { not: null },
      approvedAt: null,
      withdrawnAt: null,
    },
    data: { approvedAt: deps.clock() },
  })
  if (count === 0) return { kind: 'gone' }
  await tx.auditEntry.create({
    data: {
      at: deps.clock(),
      actorId: personId,
      organisationId: admin.organisationId,
      action: 'story.approved',
      subjectType: 'story',
      subjectId: storyId,
    },
    select: { id: true },
  })
  return { kind: 'approved' }
}
