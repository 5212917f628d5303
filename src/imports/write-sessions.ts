import { cancelSession } from '../activities/cancel-session.ts'
import { withFreeCodes } from '../activities/make/free-codes.ts'
import { type SessionDetails, sessionDetails } from '../activities/session-details.ts'
import type { City } from '../cities/city.ts'
import { type SessionChange, tellSessionMoved } from '../conversation/notices/session-moved.ts'
import { tellSessionOff } from '../conversation/notices/session-off.ts'
import { tellWaitingList } from '../conversation/notices/waiting-list.ts'
import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SourceSession } from './item.ts'
import type { Seen } from './seen.ts'
import type { Change, Tally } from './tally.ts'

/** A session of an activity that is there. */
export interface SessionToWrite extends SourceSession {
  readonly activityId: string
  readonly title: string
  /** What the session's own, or else its activity's, number of places is. */
  readonly places: number
}

/** Where sessions are written, and what is counted. */
export interface SessionWriting {
  readonly deps: Pick<Deps, 'clock' | 'seals'>
  readonly importSourceId: string
  readonly city: City
  readonly now: Date
  readonly tally: Tally
  /** Notes what is put in, by what the source calls it. */
  readonly newSessions: Pick<Seen, 'add'>
}

type Stored = Awaited<ReturnType<typeof storedSessions>>[number]

/** Puts sessions in, moves them with whoever signed up, cancels them, and brings them back. */
export async function writeSessions(
  tx: Transaction,
  writing: SessionWriting,
  sessions: readonly SessionToWrite[],
): Promise<void> {
  const { importSourceId, now, tally, newSessions } = writing
  const ids = sessions.map(({ externalId }) => externalId)
  const stored = new Map(
    (await storedSessions(tx, importSourceId, ids)).map((row) => [row.externalId, row]),
  )
  const fresh: SessionToWrite[] = []
  for (const session of sessions) {
    const before = stored.get(session.externalId)
    if (before !== undefined) await changeSession(tx, writing, before, session)
    else if (session.endsAt <= now) tally.counts.pastSessions += 1
    else if (session.isCancelled) tally.counts.goneSessions += 1
    else fresh.push(session)
  }
  const coded = await withFreeCodes(
    tx,
    fresh.map((session) => ({ ...session, name: `${importSourceId} ${session.externalId}` })),
  )
  await tx.session.createMany({
    data: coded.map(({ activityId, startsAt, endsAt, externalId, places, code }) => ({
      ...{
        activityId,
        startsAt,
        endsAt,
        externalId,
        code,
        importSourceId,
        capacity: Math.max(1, places),
      },
    })),
  })
  for (const { title, startsAt, externalId } of fresh) {
    newSessions.add(externalId)
    tally.counts.newSessions += 1
    tally.addDifference({ kind: 'newSession', title, startsAt: startsAt.toISOString() })
  }
}

const storedSessions = (tx: Transaction, importSourceId: string, externalIds: readonly string[]) =>
  tx.session.findMany({
    where: { importSourceId, externalId: { in: [...externalIds] } },
    select: {
      id: true,
      externalId: true,
      activityId: true,
      startsAt: true,
      endsAt: true,
      capacity: true,
      goingCount: true,
      cancelledAt: true,
      sourceCancelledAt: true,
    },
  })

/** Brings a session in line with what the source says of it now, and tells whom that concerns. */
export async function changeSession(
  tx: Transaction,
  writing: SessionWriting,
  before: Stored,
  session: SessionToWrite,
): Promise<void> {
  const { city, now, tally } = writing
  const { title, activityId, startsAt, endsAt } = session
  if (session.isCancelled) {
    if (before.cancelledAt === null) await cancelBySource(tx, writing, { ...before, title })
    else tally.counts.sameSessions += 1
    return
  }
  // Cancelled here by somebody: the source does not bring it back.
  const comesBack = before.cancelledAt !== null && before.sourceCancelledAt !== null
  const capacity = Math.max(1, session.places, before.goingCount)
  const isMoved = before.startsAt.getTime() !== startsAt.getTime()
  const changes: Change[] = []
  if (isMoved) {
    const from = before.startsAt.toISOString()
    changes.push({ field: 'startsAt', from, to: startsAt.toISOString() })
  }
  if (before.endsAt.getTime() !== endsAt.getTime()) {
    changes.push({ field: 'endsAt', from: before.endsAt.toISOString(), to: endsAt.toISOString() })
  }
  const isOther =
    before.capacity !== capacity ||
    before.activityId !== activityId ||
    before.externalId !== session.externalId
  if (changes.length === 0 && !isOther && !comesBack) {
    tally.counts.sameSessions += 1
    return
  }
  const was = before.activityId === activityId ? null : await sessionDetails(tx, before.id)
  await tx.session.update({
    where: { id: before.id },
    data: {
      ...{ activityId, startsAt, endsAt, capacity, externalId: session.externalId },
      ...(comesBack && { cancelledAt: null, sourceCancelledAt: null, closedAt: null }),
    },
    select: { id: true },
  })
  if (comesBack) {
    tally.counts.backSessions += 1
    tally.addDifference({ kind: 'backSession', title, startsAt: startsAt.toISOString() })
  } else if (changes.length > 0) {
    tally.counts.movedSessions += 1
    tally.addDifference({ kind: 'movedSession', title, changes })
  } else tally.counts.sameSessions += 1
  if (before.cancelledAt !== null || startsAt <= now) return
  if (capacity > before.capacity) await tellWaitingList(tx, before.id, now)
  const details = comesBack ? null : await sessionDetails(tx, before.id)
  if (details === null) return
  const told: SessionChange[] = []
  if (isMoved) told.push({ kind: 'start', before: before.startsAt })
  else if (changes.length > 0) told.push({ kind: 'end' })
  // In a table the place is part of what an activity is: at another one it is another activity.
  if (was !== null && placeOf(was) !== placeOf(details)) told.push({ kind: 'place' })
  const moved = { session: details, city, now }
  for (const what of told) {
    tally.counts.signups += await tellSessionMoved(tx, { ...moved, change: what })
  }
}

/** Cancels a session because its source says so, and tells everybody who was coming. */
export async function cancelBySource(
  tx: Transaction,
  { deps, city, now, tally }: SessionWriting,
  session: { readonly id: string; readonly title: string },
): Promise<void> {
  const { organisationId } = await tx.activity.findFirstOrThrow({
    where: { sessions: { some: { id: session.id } } },
    select: { organisationId: true },
  })
  const which = { sessionId: session.id, organisationId, actorId: null, reason: null, now }
  const off = await cancelSession(tx, deps, which)
  if (off.kind !== 'cancelled') return
  await tx.session.update({
    where: { id: session.id },
    data: { sourceCancelledAt: now },
    select: { id: true },
  })
  const { told } = await tellSessionOff(tx, { ...off, reason: null, city, now })
  tally.counts.signups += told
  tally.counts.cancelledSessions += 1
  const startsAt = startOf(off.session)
  tally.addDifference({ kind: 'cancelledSession', title: session.title, startsAt })
}

const placeOf = ({ place, isOnline }: SessionDetails) =>
  [place.name, place.address, isOnline].join('|')

const startOf = ({ startsAt }: SessionDetails) => startsAt.toISOString()
