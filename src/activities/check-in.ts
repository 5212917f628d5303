import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { adoptCity } from '../learners/adopt-city.ts'
import { takePlace } from './places.ts'
import { type SessionDetails, sessionDetails } from './session-details.ts'
import { mustWaitUntil, noteWrongCode } from './wrong-codes.ts'

/** Check-in ends so long after the session: who typed slowly or had no signal is still let in. */
export const checkInMarginMilliseconds = 3_600_000

export type CheckInOutcome =
  /** `walkIn` was not on the list: let in, and counted. */
  | { readonly kind: 'checkedIn'; readonly session: SessionDetails; readonly walkIn: boolean }
  | { readonly kind: 'alreadyCheckedIn'; readonly session: SessionDetails }
  /** The worker has not opened it, or has closed it. */
  | { readonly kind: 'notOpen'; readonly session: SessionDetails }
  | { readonly kind: 'over'; readonly session: SessionDetails }
  | { readonly kind: 'cancelled'; readonly session: SessionDetails }
  | { readonly kind: 'unknown' }
  /** Too many wrong codes: this one was not looked at. */
  | { readonly kind: 'wait'; readonly until: Date }

/** Checks a person in by a session's code. Being there counts, also without a sign-up. */
export async function checkIn(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  request: { readonly code: string; readonly personId: string; readonly now: Date },
): Promise<CheckInOutcome> {
  const { code, personId, now } = request
  const until = await mustWaitUntil(tx, deps, request)
  if (until !== null) return { kind: 'wait', until }
  const found = await tx.session.findUnique({
    where: { code },
    select: {
      id: true,
      openedAt: true,
      closedAt: true,
      activity: { select: { organisationId: true } },
    },
  })
  const session = found === null ? null : await sessionDetails(tx, found.id)
  if (found === null || session === null) {
    await noteWrongCode(tx, deps, request)
    return { kind: 'unknown' }
  }
  const sessionId = session.id
  const signup = await tx.signup.findUnique({
    where: { sessionId_personId: { sessionId, personId } },
    select: { status: true },
  })
  if (signup?.status === 'attended') return { kind: 'alreadyCheckedIn', session }
  if (session.cancelledAt !== null) return { kind: 'cancelled', session }
  if (now.getTime() > session.endsAt.getTime() + checkInMarginMilliseconds) {
    return { kind: 'over', session }
  }
  if (found.openedAt === null || found.closedAt !== null) return { kind: 'notOpen', session }
  const hadPlace = signup?.status === 'going' || signup?.status === 'offered'
  if (!hadPlace) await takePlace(tx, sessionId)
  await tx.signup.upsert({
    where: { sessionId_personId: { sessionId, personId } },
    create: {
      sessionId,
      personId,
      status: 'attended',
      createdAt: now,
      changedAt: now,
      checkedInAt: now,
    },
    update: { status: 'attended', changedAt: now, checkedInAt: now, heldUntil: null },
    select: { id: true },
  })
  await adoptCity(tx, { personId, organisationId: found.activity.organisationId })
  return { kind: 'checkedIn', session, walkIn: !hadPlace }
}
