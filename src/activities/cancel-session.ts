import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import { lockSession } from './places.ts'
import { type SessionDetails, sessionDetails } from './session-details.ts'

export type CancelSessionOutcome =
  /** `people` were going, held a place or waited: all are to be told. */
  | {
      readonly kind: 'cancelled'
      readonly session: SessionDetails
      readonly people: readonly string[]
    }
  | { readonly kind: 'alreadyCancelled'; readonly session: SessionDetails }
  | { readonly kind: 'over'; readonly session: SessionDetails }
  /** There is none, or it is another organisation's: which is not told. */
  | { readonly kind: 'unknown' }

/** Cancels a session of an organisation and frees who signed up for it. */
export async function cancelSession(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  request: {
    readonly sessionId: string
    readonly organisationId: string
    /** Null when the source of an import says so. */
    readonly actorId: string | null
    readonly reason: string | null
    readonly now: Date
  },
): Promise<CancelSessionOutcome> {
  const { sessionId, organisationId, actorId, reason, now } = request
  const own = await tx.session.count({ where: { id: sessionId, activity: { organisationId } } })
  if (own === 0 || !(await lockSession(tx, sessionId))) return { kind: 'unknown' }
  const session = await sessionDetails(tx, sessionId)
  if (session === null) return { kind: 'unknown' }
  if (session.cancelledAt !== null) return { kind: 'alreadyCancelled', session }
  if (session.endsAt <= now) return { kind: 'over', session }
  const signups = await tx.signup.findMany({
    where: { sessionId, status: { in: ['going', 'offered', 'waiting'] } },
    orderBy: { id: 'asc' },
    select: { id: true, personId: true },
  })
  await tx.signup.updateMany({
    where: { id: { in: signups.map(({ id }) => id) } },
    data: { status: 'cancelled', changedAt: now, heldUntil: null, offerToldAt: null },
  })
  await tx.session.update({
    where: { id: sessionId },
    data: { cancelledAt: now, closedAt: now, goingCount: 0 },
    select: { id: true },
  })
  await audit(tx, deps, {
    actorId,
    organisationId,
    action: 'session.cancelled',
    subjectType: 'session',
    subjectId: sessionId,
    reason,
  })
  return { kind: 'cancelled', session, people: signups.map(({ personId }) => personId) }
}
