import type { Transaction } from '../database/client.ts'
import { freePlaces, lockSession } from './places.ts'
import { type SessionDetails, sessionDetails } from './session-details.ts'
import type { SignupRequest } from './sign-up.ts'

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly session: SessionDetails }
  | { readonly kind: 'notSignedUp'; readonly session: SessionDetails }
  | { readonly kind: 'unknown' }

/**
 * Takes a person off the list of a session, or off its waiting list, and gives the place free. The
 * caller lets the waiting list move up.
 */
export async function cancelSignup(
  tx: Transaction,
  request: SignupRequest,
): Promise<CancelOutcome> {
  const { sessionId, personId, now } = request
  await lockSession(tx, sessionId)
  const session = await sessionDetails(tx, sessionId)
  if (session === null) return { kind: 'unknown' }
  const off = { status: 'cancelled', changedAt: now, heldUntil: null } as const
  const left = await tx.signup.updateMany({
    where: { sessionId, personId, status: { in: ['going', 'offered'] } },
    data: off,
  })
  await freePlaces(tx, sessionId, left.count)
  const waited = await tx.signup.updateMany({
    where: { sessionId, personId, status: 'waiting' },
    data: off,
  })
  if (left.count + waited.count === 0) return { kind: 'notSignedUp', session }
  return { kind: 'cancelled', session }
}
