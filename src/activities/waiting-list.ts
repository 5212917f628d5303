import type { Transaction } from '../database/client.ts'
import { holdUntil, quietEnd } from './hold-until.ts'
import { freePlaces, lockSession, takePlace } from './places.ts'
import { type SessionDetails, sessionDetails } from './session-details.ts'
import type { SignupRequest } from './sign-up.ts'

export type WaitOutcome =
  /** `position` 1 is the first in the row. */
  | { readonly kind: 'waiting'; readonly session: SessionDetails; readonly position: number }
  | { readonly kind: 'hasPlace'; readonly session: SessionDetails }
  /** A place came free meanwhile, and nobody waits: sign up instead. */
  | { readonly kind: 'placeFree'; readonly session: SessionDetails }
  | { readonly kind: 'over'; readonly session: SessionDetails }
  | { readonly kind: 'cancelled'; readonly session: SessionDetails }
  | { readonly kind: 'unknown' }

/** Puts a person at the end of the waiting list of a full session. */
export async function waitForPlace(tx: Transaction, request: SignupRequest): Promise<WaitOutcome> {
  const { sessionId, personId, now } = request
  await lockSession(tx, sessionId)
  const session = await sessionDetails(tx, sessionId)
  if (session === null) return { kind: 'unknown' }
  if (session.cancelledAt !== null) return { kind: 'cancelled', session }
  if (session.startsAt <= now) return { kind: 'over', session }
  const earlier = await tx.signup.findUnique({
    where: { sessionId_personId: { sessionId, personId } },
    select: { status: true, changedAt: true },
  })
  const isThere = ['going', 'offered', 'attended'].some((status) => status === earlier?.status)
  if (isThere) return { kind: 'hasPlace', session }
  if (session.placesLeft > 0) return { kind: 'placeFree', session }
  if (earlier?.status !== 'waiting') {
    await tx.signup.upsert({
      where: { sessionId_personId: { sessionId, personId } },
      create: { sessionId, personId, status: 'waiting', createdAt: now, changedAt: now },
      update: { status: 'waiting', changedAt: now },
      select: { id: true },
    })
  }
  const since = earlier?.status === 'waiting' ? earlier.changedAt : now
  const before = await tx.signup.count({
    where: { sessionId, status: 'waiting', changedAt: { lt: since } },
  })
  return { kind: 'waiting', session, position: before + 1 }
}

export type AcceptPlaceOutcome =
  | { readonly kind: 'accepted'; readonly session: SessionDetails }
  | { readonly kind: 'hasPlace'; readonly session: SessionDetails }
  /** Held no longer, or never: the place is somebody else's. */
  | { readonly kind: 'passedOn'; readonly session: SessionDetails }
  | { readonly kind: 'unknown' }

/** Takes the place that is held for a person. */
export async function acceptPlace(
  tx: Transaction,
  request: SignupRequest,
): Promise<AcceptPlaceOutcome> {
  const { sessionId, personId, now } = request
  await lockSession(tx, sessionId)
  const session = await sessionDetails(tx, sessionId)
  if (session === null) return { kind: 'unknown' }
  const taken = await tx.signup.updateMany({
    where: { sessionId, personId, status: 'offered', heldUntil: { gt: now } },
    data: { status: 'going', changedAt: now, heldUntil: null },
  })
  if (taken.count === 1) return { kind: 'accepted', session }
  const going = await tx.signup.count({
    where: { sessionId, personId, status: { in: ['going', 'attended'] } },
  })
  return { kind: going === 1 ? 'hasPlace' : 'passedOn', session }
}

/** What became of a waiting list, for telling people. */
export interface MovedWaitingList {
  readonly session: SessionDetails
  /** Where the session's clock is read. */
  readonly timeZone: string
  /** To be told now that a place is held for them. */
  readonly offered: readonly { readonly personId: string; readonly heldUntil: Date }[]
  /** The place held for them went on to the next. */
  readonly lapsed: readonly string[]
  /** When to look again; null when nothing is left to wait for. */
  readonly lookAgainAt: Date | null
}

/**
 * Moves a waiting list up: lets go what was held too long, and holds each free place for the next.
 * Under the session's lock each place moves once, however often and by however many this is called.
 *
 * @returns null when there is no such session, or it begins no more.
 */
export async function moveWaitingList(
  tx: Transaction,
  sessionId: string,
  now: Date,
): Promise<MovedWaitingList | null> {
  if (!(await lockSession(tx, sessionId))) return null
  const session = await sessionDetails(tx, sessionId)
  if (session === null || session.cancelledAt !== null || session.startsAt <= now) return null
  const quiet = await quietHoursOf(tx, sessionId)
  const lapsed = await letGo(tx, sessionId, now)
  await holdForNext(tx, session, session.placesLeft + lapsed.length, quiet, now)
  const night = quietEnd(now, quiet)
  const held = await tx.signup.findMany({
    where: { sessionId, status: 'offered' },
    orderBy: { changedAt: 'asc' },
    select: { id: true, personId: true, heldUntil: true, offerToldAt: true },
  })
  const offered = night === null ? held.filter(({ offerToldAt }) => offerToldAt === null) : []
  await tx.signup.updateMany({
    where: { id: { in: offered.map(({ id }) => id) } },
    data: { offerToldAt: now },
  })
  const untold = night !== null && held.some(({ offerToldAt }) => offerToldAt === null)
  const moments = held.map(({ heldUntil }) => heldUntil ?? session.startsAt)
  if (untold) moments.push(night)
  return {
    session,
    timeZone: quiet.timeZone,
    offered: offered.map(({ personId, heldUntil }) => ({
      personId,
      heldUntil: heldUntil ?? session.startsAt,
    })),
    lapsed,
    lookAgainAt: moments.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null,
  }
}

async function letGo(tx: Transaction, sessionId: string, now: Date): Promise<readonly string[]> {
  const lapsed = await tx.signup.findMany({
    where: { sessionId, status: 'offered', heldUntil: { lte: now } },
    select: { id: true, personId: true },
  })
  await tx.signup.updateMany({
    where: { id: { in: lapsed.map(({ id }) => id) } },
    data: { status: 'cancelled', changedAt: now, heldUntil: null, offerToldAt: null },
  })
  await freePlaces(tx, sessionId, lapsed.length)
  return lapsed.map(({ personId }) => personId)
}

async function holdForNext(
  tx: Transaction,
  session: SessionDetails,
  places: number,
  quiet: Parameters<typeof holdUntil>[2],
  now: Date,
): Promise<void> {
  const next = await tx.signup.findMany({
    where: { sessionId: session.id, status: 'waiting' },
    orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
    take: places,
    select: { id: true },
  })
  const heldUntil = holdUntil(now, session.startsAt, quiet)
  for (const { id } of next) {
    await takePlace(tx, session.id)
    await tx.signup.update({
      where: { id },
      data: { status: 'offered', changedAt: now, heldUntil, offerToldAt: null },
      select: { id: true },
    })
  }
}

async function quietHoursOf(tx: Transaction, sessionId: string) {
  const { activity } = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: {
      activity: {
        select: {
          organisation: {
            select: { city: { select: { quietFrom: true, quietUntil: true, timeZone: true } } },
          },
        },
      },
    },
  })
  return activity.organisation.city
}
