import type { Transaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import { withBit } from '../signing/status-list.ts'

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

export type SuspendOutcome = { readonly kind: 'suspended' | 'notStanding' | 'unknown' }
export type RevokeOutcome = { readonly kind: 'revoked' | 'alreadyRevoked' | 'unknown' }
export type ReinstateOutcome = { readonly kind: 'reinstated' | 'notSuspended' | 'unknown' }

/** Suspends a badge while something is looked into: it stays its learner's, but does not hold. */
export async function suspend(
  tx: Transaction,
  deps: Deps,
  change: StatusChange,
): Promise<SuspendOutcome> {
  const award = await findForChange(tx, change)
  if (award === null) return { kind: 'unknown' }
  if (award.stands !== true || award.suspendedAt !== null) return { kind: 'notStanding' }
  await tx.award.update({
    where: { id: change.awardId },
    data: { suspendedAt: deps.clock(), suspendedReason: change.reason },
    select: { id: true },
  })
  await setStatus(tx, deps, change, true)
  await note(tx, deps, change, 'award.suspended')
  return { kind: 'suspended' }
}

/** Takes a badge back for good. The same achievement can be awarded again. */
export async function revoke(
  tx: Transaction,
  deps: Deps,
  change: StatusChange,
): Promise<RevokeOutcome> {
  const award = await findForChange(tx, change)
  if (award === null) return { kind: 'unknown' }
  if (award.revokedAt !== null) return { kind: 'alreadyRevoked' }
  await tx.award.update({
    where: { id: change.awardId },
    data: {
      revokedAt: deps.clock(),
      revokedReason: change.reason,
      suspendedAt: null,
      suspendedReason: null,
      stands: null,
    },
    select: { id: true },
  })
  await setStatus(tx, deps, change, true)
  await note(tx, deps, change, 'award.revoked')
  await revokeUnearned(tx, deps, award, change)
  return { kind: 'revoked' }
}

/** Takes back the badge of a pathway that has too few steps left: it says no more than they do. */
async function revokeUnearned(
  tx: Transaction,
  deps: Deps,
  { personId, achievementId }: { readonly personId: string | null; readonly achievementId: string },
  { byId, reason }: StatusChange,
): Promise<void> {
  // Whose badge it was has been forgotten: nothing is known of their other badges.
  if (personId === null) return
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

/** Lets a suspended badge hold again. */
export async function reinstate(
  tx: Transaction,
  deps: Deps,
  change: StatusChange,
): Promise<ReinstateOutcome> {
  const award = await findForChange(tx, change)
  if (award === null) return { kind: 'unknown' }
  if (award.suspendedAt === null || award.revokedAt !== null) return { kind: 'notSuspended' }
  await tx.award.update({
    where: { id: change.awardId },
    data: { suspendedAt: null, suspendedReason: null },
    select: { id: true },
  })
  await setStatus(tx, deps, change, false)
  await note(tx, deps, change, 'award.reinstated')
  return { kind: 'reinstated' }
}

export type RestoreOutcome = { readonly kind: 'restored' | 'notRevoked' | 'givenAgain' | 'unknown' }

/** Lets a badge stand again that was taken back a moment ago, by mistake. */
export async function restore(
  tx: Transaction,
  deps: Deps,
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
  await setStatus(tx, deps, change, false)
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
    select: {
      stands: true,
      suspendedAt: true,
      revokedAt: true,
      achievementId: true,
      personId: true,
    },
  })
}

const setStatus = (
  tx: Transaction,
  { clock }: Deps,
  { awardId }: Pick<StatusChange, 'awardId'>,
  on: boolean,
): Promise<void> => setStatusBits(tx, { award: { id: awardId } }, on, clock())

/** Sets the bits of badges on their lists, if they have one: those from before there were lists have none. */
export async function setStatusBits(
  tx: Transaction,
  credential: Prisma.CredentialWhereInput,
  on: boolean,
  now: Date,
): Promise<void> {
  const entries = await tx.statusListEntry.findMany({
    where: { credential },
    // In one order, so that two that change the same lists do not wait for each other.
    orderBy: [{ statusListId: 'asc' }, { index: 'asc' }],
    select: { statusListId: true, index: true },
  })
  for (const { statusListId: id, index } of entries) {
    await tx.$executeRaw`SELECT 1 FROM "StatusList" WHERE id = ${id}::uuid FOR UPDATE`
    const { bits } = await tx.statusList.findUniqueOrThrow({
      where: { id },
      select: { bits: true },
    })
    await tx.statusList.update({
      where: { id },
      data: { bits: withBit(bits, index, on), changedAt: now },
      select: { id: true },
    })
  }
}

async function note(
  tx: Transaction,
  { clock, seals }: Deps,
  { awardId, organisationId, byId, reason }: StatusChange,
  action: 'award.suspended' | 'award.revoked' | 'award.reinstated',
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      at: clock(),
      actorId: byId,
      organisationId,
      action,
      subjectType: 'award',
      subjectId: awardId,
      reasonSealed: await seals.seal('note', reason),
    },
    select: { id: true },
  })
}
