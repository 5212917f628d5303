import type { Transaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import { withBit } from '../signing/status-list.ts'
import { type PathwayBadge, restingOn } from './resting-badges.ts'

/** Who changes the status of which badge, and why. */
export interface StatusChange {
  readonly awardId: string
  /** The organisation that gave it: nobody else can take it back. */
  readonly organisationId: string
  /** The worker who does it; null for the operator. */
  readonly byId: string | null
  /** Said on the badge's page, so without anything about the person. */
  readonly reason: string
  /** What is done at one stroke has one id. */
  readonly batchId?: string | null
}

export type SuspendOutcome = { readonly kind: 'suspended' | 'notStanding' | 'unknown' }
export type RevokeOutcome =
  /** `also` are badges of pathways that had too few steps left. */
  | { readonly kind: 'revoked'; readonly also: readonly PathwayBadge[] }
  | { readonly kind: 'alreadyRevoked' | 'unknown' }
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

/**
 * Takes a badge back for good, and with it those of pathways that have too few steps left: they say no
 * more than their steps do. The same achievement can be awarded again.
 */
export async function revoke(
  tx: Transaction,
  deps: Deps,
  change: StatusChange,
): Promise<RevokeOutcome> {
  const award = await findForChange(tx, change)
  if (award === null) return { kind: 'unknown' }
  if (award.revokedAt !== null) return { kind: 'alreadyRevoked' }
  const stroke = { ...change, batchId: change.batchId ?? deps.newId() }
  await tx.award.update({
    where: { id: change.awardId },
    // That it was suspended stays, for when this is undone.
    data: { revokedAt: deps.clock(), revokedReason: change.reason, stands: null },
    select: { id: true },
  })
  await setStatus(tx, deps, change, true)
  await note(tx, deps, stroke, 'award.revoked')
  const also: PathwayBadge[] = []
  for (const badge of award.stands === true ? await restingOn(tx, award) : []) {
    const { awardId, organisationId } = badge
    const further = await revoke(tx, deps, { ...stroke, awardId, organisationId })
    if (further.kind === 'revoked') also.push(badge, ...further.also)
  }
  return { kind: 'revoked', also }
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
  const { achievementId, personId, declinedAt, suspendedAt } = award
  const again = await tx.award.count({ where: { achievementId, personId, stands: true } })
  if (again > 0) return { kind: 'givenAgain' }
  await tx.award.update({
    where: { id: change.awardId },
    // It is as it was before: not wanted, or suspended.
    data: { revokedAt: null, revokedReason: null, stands: declinedAt === null ? true : null },
    select: { id: true },
  })
  await setStatus(tx, deps, change, suspendedAt !== null)
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
      declinedAt: true,
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
  deps: Deps,
  { awardId, organisationId, byId, reason, batchId = null }: StatusChange,
  action: 'award.suspended' | 'award.revoked' | 'award.reinstated',
): Promise<void> {
  await audit(tx, deps, {
    actorId: byId,
    organisationId,
    action,
    subjectType: 'award',
    subjectId: awardId,
    reason,
    batchId,
  })
}
