import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import { reissueCredential } from './issue-credential.ts'

/** The last badge that a worker gave with a note and that stands; null when there is none. */
export async function lastAwardWithNote(
  tx: Transaction,
  giver: { readonly givenById: string; readonly organisationId: string },
): Promise<string | null> {
  const { givenById, organisationId } = giver
  const last = await tx.award.findFirst({
    where: { givenById, stands: true, noteSealed: { not: null }, achievement: { organisationId } },
    orderBy: [{ awardedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return last?.id ?? null
}

export type OfferOutcome =
  | {
      readonly kind: 'offered'
      readonly personId: string
      readonly note: string
      readonly badge: InEveryLocale
    }
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
    select: {
      noteSealed: true,
      personId: true,
      achievement: { select: { texts: { select: { locale: true, name: true } } } },
    },
  })
  if (award === null || award.personId === null) return { kind: 'unknown' }
  if (award.noteSealed === null) return { kind: 'noNote' }
  await tx.award.update({
    where: { id: awardId },
    data: { evidenceOfferedAt: deps.clock() },
    select: { id: true },
  })
  const note = await deps.seals.open('note', award.noteSealed)
  const badge = inEveryLocale(award.achievement.texts, ({ name }) => name)
  return { kind: 'offered', personId: award.personId, note, badge }
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
