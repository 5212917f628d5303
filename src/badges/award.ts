import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import { issueCredential } from './issue-credential.ts'

/** Whom to give what. */
export interface AwardRequest {
  readonly personId: string
  readonly achievementId: string
  /** The worker who gives it; null for a milestone. */
  readonly givenById: string | null
  /** A few words to go with it; sealed before they are stored. */
  readonly note: string | null
  /** What is given at one stroke has one id. */
  readonly batchId?: string
}

export type AwardOutcome =
  | { readonly kind: 'awarded'; readonly awardId: string }
  | { readonly kind: 'alreadyAwarded'; readonly awardId: string }

/**
 * Awards an achievement once: issues the signed credential, stores it, and notes it on the audit
 * trail, all in the caller's transaction. Of two at the same moment one awards and the other is told
 * so.
 */
export async function award(
  tx: Transaction,
  deps: Deps,
  request: AwardRequest,
): Promise<AwardOutcome> {
  const { personId, achievementId, givenById, note, batchId = null } = request
  const awardId = deps.newId()
  const awardedAt = deps.clock()
  const added = await tx.award.createMany({
    data: [
      {
        id: awardId,
        personId,
        achievementId,
        givenById,
        noteSealed: note === null ? null : await deps.seals.seal('note', note),
        awardedAt,
      },
    ],
    skipDuplicates: true,
  })
  if (added.count === 0) {
    const standing = await tx.award.findUniqueOrThrow({
      where: { achievementId_personId_stands: { achievementId, personId, stands: true } },
      select: { id: true },
    })
    return { kind: 'alreadyAwarded', awardId: standing.id }
  }
  const { organisationId } = await issueCredential(tx, deps, awardId)
  await audit(tx, deps, {
    actorId: givenById,
    organisationId,
    action: 'award.given',
    subjectType: 'award',
    subjectId: awardId,
    reason: note,
    batchId,
  })
  return { kind: 'awarded', awardId }
}
