import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { reissueCredential } from './issue-credential.ts'

export type OfferOutcome =
  | { readonly kind: 'offered'; readonly personId: string; readonly note: string }
  /** There is no note with it, or the badge is not of this organisation or does not stand. */
  | { readonly kind: 'noNote' | 'unknown' }

/**
 * A worker offers the note of an award as evidence: it enters the credential once the learner agrees.
 */
export async function offerEvidence(
  tx: Transaction,
  deps: Deps,
  { awardId, organisationId }: { readonly awardId: string; readonly organisationId: string },
): Promise<OfferOutcome> {
  const award = await tx.award.findFirst({
    where: { id: awardId, stands: true, achievement: { organisationId } },
    select: { noteSealed: true, personId: true },
  })
  if (award === null || award.personId === null) return { kind: 'unknown' }
  if (award.noteSealed === null) return { kind: 'noNote' }
  await tx.award.update({
    where: { id: awardId },
    data: { evidenceOfferedAt: deps.clock() },
    select: { id: true },
  })
  const note = await deps.seals.open('note', award.noteSealed)
  return { kind: 'offered', personId: award.personId, note }
}

export type EvidenceOutcome = { readonly kind: 'agreed' | 'refused' | 'gone' }

/** The learner agrees that the note enters the credential, or refuses, also later: it is signed anew. */
export async function agreeToEvidence(
  tx: Transaction,
  deps: Deps,
  answer: { readonly awardId: string; readonly personId: string; readonly agrees: boolean },
): Promise<EvidenceOutcome> {
  const { awardId, personId, agrees } = answer
  const award = await tx.award.findFirst({
    where: { id: awardId, personId, stands: true, evidenceOfferedAt: { not: null } },
    select: { evidenceAgreedAt: true },
  })
  if (award === null) return { kind: 'gone' }
  const was = award.evidenceAgreedAt !== null
  if (was !== agrees) {
    await tx.award.update({
      where: { id: awardId },
      data: { evidenceAgreedAt: agrees ? deps.clock() : null },
      select: { id: true },
    })
    await reissueCredential(tx, deps, awardId)
  }
  return { kind: agrees ? 'agreed' : 'refused' }
}
