import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'

/** Who changes the status of which badge, and why. */
export interface StatusChange {
  readonly awardId: string
  /** The organisation that gave it: nobody else can take it back. */
  readonly organisationId: string
  /** The worker who does it; null for the operator. */
  readonly byId: string | null
  /** Said on the badge's page, so without anything about the person. */
  readonly reason: string
}

export type RevokeOutcome = { readonly kind: 'revoked' | 'alreadyRevoked' | 'unknown' }

/** Takes a badge back for good. The same achievement can be awarded again. */
export async function revoke(
  tx: Transaction,
  deps: Deps,
  change: StatusChange,
): Promise<RevokeOutcome> {
  const award = await findForChange(tx, change)
  if (award === null) return { kind: 'unknown' }
  if (award.revokedAt !== null) return { kind: 'alreadyRevoked' }
  const { awardId, organisationId, byId, reason } = change
  await tx.award.update({
    where: { id: awardId },
    data: { revokedAt: deps.clock(), revokedReason: reason, stands: null },
    select: { id: true },
  })
  await audit(tx, deps, {
    actorId: byId,
    organisationId,
    action: 'award.revoked',
    subjectType: 'award',
    subjectId: awardId,
    reason,
  })
  await revokeUnearned(tx, deps, award, change)
  return { kind: 'revoked' }
}

/** Takes back the badge of a pathway that has too few steps left: it says no more than they do. */
async function revokeUnearned(
  tx: Transaction,
  deps: Deps,
  { personId, achievementId }: { readonly personId: string; readonly achievementId: string },
  { byId, reason }: StatusChange,
): Promise<void> {
  const pathways = await tx.pathway.findMany({
    where: { steps: { some: { achievementId } } },
    select: {
      organisationId: true,
      stepsNeeded: true,
      achievement: {
        select: { awards: { where: { personId, stands: true }, select: { id: true } } },
      },
      steps: {
        where: { achievement: { awards: { some: { personId, stands: true } } } },
        select: { achievementId: true },
      },
    },
  })
  for (const { organisationId, stepsNeeded, achievement, steps } of pathways) {
    const [earned] = achievement.awards
    if (earned === undefined || steps.length >= stepsNeeded) continue
    await revoke(tx, deps, { awardId: earned.id, organisationId, byId, reason })
  }
}

export type RestoreOutcome = { readonly kind: 'restored' | 'notRevoked' | 'givenAgain' | 'unknown' }

/** Lets a badge stand again that was taken back a moment ago, by mistake. */
export async function restore(
  tx: Transaction,
  change: Pick<StatusChange, 'awardId' | 'organisationId'>,
): Promise<RestoreOutcome> {
  const award = await findForChange(tx, change)
  if (award === null) return { kind: 'unknown' }
  if (award.revokedAt === null) return { kind: 'notRevoked' }
  const { achievementId, personId } = award
  const again = await tx.award.count({ where: { achievementId, personId, stands: true } })
  if (again > 0) return { kind: 'givenAgain' }
  await tx.award.update({
    where: { id: change.awardId },
    data: { revokedAt: null, revokedReason: null, stands: true },
    select: { id: true },
  })
  return { kind: 'restored' }
}

/** Reads the award and holds it, so that of two changes at once the second sees the first. */
async function findForChange(
  tx: Transaction,
  { awardId, organisationId }: Pick<StatusChange, 'awardId' | 'organisationId'>,
) {
  await tx.$executeRaw`SELECT 1 FROM "Award" WHERE id = ${awardId}::uuid FOR UPDATE`
  return tx.award.findFirst({
    where: { id: awardId, achievement: { organisationId } },
    select: { stands: true, revokedAt: true, achievementId: true, personId: true },
  })
}
