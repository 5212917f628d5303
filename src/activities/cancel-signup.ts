import type { Transaction } from '../database/client.ts'
import { type SessionDetails, sessionDetails } from './session-details.ts'
import type { SignupRequest } from './sign-up.ts'

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly session: SessionDetails }
  | { readonly kind: 'notSignedUp'; readonly session: SessionDetails }
  | { readonly kind: 'unknown' }

/** Takes a person off the list of a session and gives the place free. */
export async function cancelSignup(
  tx: Transaction,
  request: SignupRequest,
): Promise<CancelOutcome> {
  const { sessionId, personId, now } = request
  const session = await sessionDetails(tx, sessionId)
  if (session === null) return { kind: 'unknown' }
  const changed = await tx.signup.updateMany({
    where: { sessionId, personId, status: 'going' },
    data: { status: 'cancelled', changedAt: now },
  })
  if (changed.count === 0) return { kind: 'notSignedUp', session }
  await tx.session.update({
    where: { id: sessionId },
    data: { goingCount: { decrement: 1 } },
    select: { id: true },
  })
  return { kind: 'cancelled', session }
}
