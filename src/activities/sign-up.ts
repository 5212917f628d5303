import type { Transaction } from '../database/client.ts'
import { lockSession } from './places.ts'
import { type SessionDetails, sessionDetails } from './session-details.ts'
import { acceptPlace } from './waiting-list.ts'

export type SignUpOutcome =
  | { readonly kind: 'signedUp'; readonly session: SessionDetails }
  | { readonly kind: 'alreadySignedUp'; readonly session: SessionDetails }
  | { readonly kind: 'full'; readonly session: SessionDetails }
  | { readonly kind: 'over'; readonly session: SessionDetails }
  | { readonly kind: 'cancelled'; readonly session: SessionDetails }
  | { readonly kind: 'unknown' }

/** Whom and what a sign-up is about. */
export interface SignupRequest {
  readonly sessionId: string
  readonly personId: string
  readonly now: Date
}

/**
 * Puts a person on the list of a session. The last place goes to one person: the count is raised
 * by one conditional update, in the caller's transaction.
 */
export async function signUp(tx: Transaction, request: SignupRequest): Promise<SignUpOutcome> {
  const { sessionId, personId, now } = request
  await lockSession(tx, sessionId)
  const session = await sessionDetails(tx, sessionId)
  if (session === null) return { kind: 'unknown' }
  const earlier = await tx.signup.findUnique({
    where: { sessionId_personId: { sessionId, personId } },
    select: { status: true },
  })
  if (earlier?.status === 'going' || earlier?.status === 'attended') {
    return { kind: 'alreadySignedUp', session }
  }
  if (earlier?.status === 'offered') {
    // The place that is held is the one to take.
    const accepted = await acceptPlace(tx, request)
    return { kind: accepted.kind === 'accepted' ? 'signedUp' : 'full', session }
  }
  if (session.cancelledAt !== null) return { kind: 'cancelled', session }
  if (session.startsAt <= now) return { kind: 'over', session }
  const taken = await tx.session.updateMany({
    where: { id: sessionId, cancelledAt: null, goingCount: { lt: tx.session.fields.capacity } },
    data: { goingCount: { increment: 1 } },
  })
  if (taken.count === 0) return { kind: 'full', session }
  await tx.signup.upsert({
    where: { sessionId_personId: { sessionId, personId } },
    create: { sessionId, personId, status: 'going', createdAt: now, changedAt: now },
    update: { status: 'going', changedAt: now },
    select: { id: true },
  })
  return { kind: 'signedUp', session }
}
