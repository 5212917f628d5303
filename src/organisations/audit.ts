import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'

/** What can stand on the trail. A new one is said in words in `workers.json`, under `audit.action`. */
export const auditActions = [
  'award.given',
  'award.undone',
  'award.revoked',
  'award.suspended',
  'award.reinstated',
  'award.declined',
  'award.kept',
  'membership.begun',
  'membership.ended',
  'invitation.made',
  'activity.made',
  'activity.changed',
  'achievement.made',
  'achievement.changed',
  'session.opened',
  'session.cancelled',
  'learner.shown',
  'referral.asked',
  'referral.offered',
  'referral.accepted',
  'referral.declined',
  'referral.withdrawn',
  'handOver.taken',
  'handOver.ended',
  'pathway.made',
  'evidence.offered',
  'story.approved',
  'story.refused',
] as const
export type AuditAction = (typeof auditActions)[number]

/** Who did what, for whom and why. No personal data but the actor's id; `reason` is sealed. */
export interface Audited {
  readonly actorId: string | null
  readonly organisationId: string
  readonly action: AuditAction
  readonly subjectType:
    | 'award'
    | 'person'
    | 'activity'
    | 'achievement'
    | 'organisation'
    | 'session'
    | 'referral'
    | 'handOver'
    | 'pathway'
    | 'story'
  readonly subjectId: string
  readonly reason?: string | null
  /** What was done at one stroke has one id. */
  readonly batchId?: string | null
}

/** Notes on the audit trail what is being done, in the same transaction: rows are added, never changed. */
export async function audit(
  tx: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  { reason = null, ...audited }: Audited,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      ...audited,
      at: deps.clock(),
      reasonSealed: reason === null ? null : await deps.seals.seal('note', reason),
    },
    select: { id: true },
  })
}
