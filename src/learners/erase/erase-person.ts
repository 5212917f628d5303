import { cancelSignup } from '../../activities/cancel-signup.ts'
import { lookAtWaitingListAt } from '../../activities/look-at-waiting-list.ts'
import type { Transaction } from '../../database/client.ts'
import type { AuditAction } from '../../organisations/audit.ts'
import { detachAwards } from './detach-awards.ts'

/** What becomes of somebody's badges when they are forgotten. */
export type BadgesAfter = 'keep' | 'revoke'

/** Whom to forget, and how. */
export interface Erasure {
  readonly personId: string
  readonly badges: BadgesAfter
  readonly now: Date
}

/** What stands in place of an erased person's id on the audit trail. */
const erased = 'erased'

/**
 * Erases everything of a person but what a last message needs to arrive: the address, and the row that it
 * hangs on. Places are given free, links end, badges lead to nobody, the audit trail keeps what happened
 * without who. Safe to run again.
 */
export async function eraseTraces(tx: Transaction, erasure: Erasure): Promise<void> {
  const { personId, badges, now } = erasure
  await leaveSessions(tx, personId, now)
  const subjects = [...(await subjectIds(tx, personId)), personId]
  await tx.auditEntry.updateMany({
    where: { subjectId: { in: subjects } },
    data: { reasonSealed: null },
  })
  await tx.auditEntry.updateMany({ where: { subjectId: personId }, data: { subjectId: erased } })
  await tx.auditEntry.updateMany({ where: { actorId: personId }, data: { actorId: null } })
  await detachAwards(tx, personId, badges, now)
  const mine = { where: { personId } }
  await tx.share.deleteMany(mine)
  await tx.importedBadge.deleteMany(mine)
  await tx.signup.deleteMany(mine)
  await tx.referral.deleteMany(mine)
  await tx.story.deleteMany(mine)
  await tx.step.deleteMany(mine)
  await tx.consent.deleteMany(mine)
  await tx.weeklyTip.deleteMany(mine)
  await tx.notice.deleteMany(mine)
  await tx.sharing.deleteMany(mine)
  await tx.handOver.deleteMany(mine)
  await endMemberships(tx, personId, now)
  await tx.linkCode.deleteMany(mine)
  await tx.dataLink.deleteMany(mine)
  await tx.adminSession.deleteMany(mine)
  await tx.personJoin.deleteMany(mine)
  await tx.conversation.deleteMany({ where: { identity: { personId } } })
  await tx.delivery.deleteMany({
    where: { identity: { personId }, OR: [{ kind: 'notice' }, { status: { not: 'pending' } }] },
  })
}

/** Gives a person's places to come free, also one that is held, for who waits there. */
async function leaveSessions(tx: Transaction, personId: string, now: Date): Promise<void> {
  const left = await tx.signup.findMany({
    where: {
      personId,
      status: { in: ['going', 'offered', 'waiting'] },
      session: { startsAt: { gt: now } },
    },
    // Two people who leave the same sessions take their locks in one order.
    orderBy: { sessionId: 'asc' },
    select: { sessionId: true },
  })
  for (const { sessionId } of left) {
    await cancelSignup(tx, { sessionId, personId, now })
    await lookAtWaitingListAt(tx, { sessionId, now, runAt: now })
  }
}

/** Ends a person's memberships; each organisation's trail says so, without who it was. */
async function endMemberships(tx: Transaction, personId: string, now: Date): Promise<void> {
  const held = await tx.membership.findMany({
    where: { personId, endedAt: null },
    select: { organisationId: true },
  })
  await tx.auditEntry.createMany({
    data: held.map(({ organisationId }) => ({
      at: now,
      organisationId,
      action: 'membership.ended' satisfies AuditAction,
      subjectType: 'person',
      subjectId: erased,
    })),
  })
  await tx.membership.deleteMany({ where: { personId } })
}

/** Ids of what is a person's own, as they stand on the audit trail. */
async function subjectIds(tx: Transaction, personId: string): Promise<readonly string[]> {
  const mine = { where: { personId }, select: { id: true } } as const
  const rows = [
    ...(await tx.award.findMany(mine)),
    ...(await tx.referral.findMany(mine)),
    ...(await tx.share.findMany(mine)),
    ...(await tx.signup.findMany(mine)),
    ...(await tx.story.findMany(mine)),
  ]
  return rows.map(({ id }) => id)
}
