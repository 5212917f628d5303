import type { Transaction } from '../database/client.ts'

/** A badge of somebody, and when they chose something about it. */
export interface OwnBadge {
  readonly personId: string
  readonly awardId: string
  readonly now: Date
}

/** Whether it was done: a badge of somebody else, or one that is gone, is not touched. */
export type ChoiceOutcome = { readonly kind: 'done' | 'notYours' }

const outcome = ({ count }: { readonly count: number }): ChoiceOutcome => ({
  kind: count === 1 ? 'done' : 'notYours',
})

/** Hides a badge: it stays its learner's, and no link shows it. */
export async function hideBadge(tx: Transaction, own: OwnBadge): Promise<ChoiceOutcome> {
  const { personId, awardId: id, now } = own
  return outcome(
    await tx.award.updateMany({
      where: { id, personId, stands: true, hiddenAt: null },
      data: { hiddenAt: now },
    }),
  )
}

/** Shows a hidden badge again, also behind the links that it was in. */
export async function unhideBadge(tx: Transaction, own: OwnBadge): Promise<ChoiceOutcome> {
  const { personId, awardId: id } = own
  return outcome(
    await tx.award.updateMany({
      where: { id, personId, stands: true, hiddenAt: { not: null } },
      data: { hiddenAt: null },
    }),
  )
}

/**
 * Deletes a badge with everything in it: the note, what the credential says, what others said of it, and
 * its place in links. What is kept: that it was given and not wanted, so that no milestone gives it again,
 * and the bare id of the credential, so that a copy that somebody has is not called false.
 */
export async function deleteBadge(tx: Transaction, own: OwnBadge): Promise<ChoiceOutcome> {
  const { personId, awardId: id, now } = own
  const deleted = await tx.award.updateMany({
    where: { id, personId },
    data: { declinedAt: now, stands: null, noteSealed: null, evidenceAgreedAt: null },
  })
  if (deleted.count === 0) return { kind: 'notYours' }
  await tx.credential.updateMany({ where: { awardId: id }, data: { jwt: '', document: {} } })
  await tx.endorsement.deleteMany({ where: { awardId: id } })
  await tx.shareAward.deleteMany({ where: { awardId: id } })
  return { kind: 'done' }
}

/** Lists the ids of somebody's hidden badges, newest first. */
export async function hiddenBadgeIds(
  tx: Transaction,
  personId: string,
): Promise<readonly string[]> {
  const awards = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Award"
    WHERE "personId" = ${personId}::uuid AND stands AND "hiddenAt" IS NOT NULL
    ORDER BY "awardedAt" DESC, id DESC`
  return awards.map(({ id }) => id)
}
