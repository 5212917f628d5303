import { cancelSignup } from '../../activities/cancel-signup.ts'
import type { Transaction } from '../../database/client.ts'
import type { Brought, BroughtSignup } from './brought.ts'

/** Two people of whom one goes over into the other. */
export interface Pair {
  /** The person who stays. */
  readonly into: string
  /** The person who is joined to them. */
  readonly from: string
  readonly now: Date
}

/** Of two sign-ups for one session the one that says most stays. */
const worth: Readonly<Record<BroughtSignup['status'], number>> = {
  cancelled: 0,
  waiting: 1,
  offered: 2,
  going: 3,
  attended: 4,
}

/** Takes away one of two sign-ups for the same session, and gives the place free that was held twice. */
export async function settleSignups(
  tx: Transaction,
  { into, from, now }: Pair,
): Promise<BroughtSignup[]> {
  const theirs = await tx.signup.findMany({ where: { personId: from }, select: signupFields })
  const both = await tx.signup.findMany({
    where: { personId: into, sessionId: { in: theirs.map(({ sessionId }) => sessionId) } },
    select: signupFields,
  })
  const given: BroughtSignup[] = []
  for (const mine of both) {
    const other = theirs.find(({ sessionId }) => sessionId === mine.sessionId)
    if (other === undefined) continue
    const less = worth[other.status] > worth[mine.status] ? mine : other
    given.push(less)
    await cancelSignup(tx, { sessionId: less.sessionId, personId: less.personId, now })
    if (less.status === 'attended') await count(tx, less.sessionId, -1)
    await tx.signup.delete({ where: { id: less.id }, select: { id: true } })
  }
  return given
}

/** Puts back a sign-up that had given way; where the session filled up since, on the waiting list. */
export async function restoreSignup(
  tx: Transaction,
  signup: BroughtSignup,
  now: Date,
): Promise<void> {
  // What was offered has gone on to somebody else: back to the list.
  let status = signup.status === 'offered' ? 'waiting' : signup.status
  if (status === 'attended') await count(tx, signup.sessionId, 1)
  if (status === 'going') {
    const taken = await tx.session.updateMany({
      where: {
        id: signup.sessionId,
        OR: [{ startsAt: { lte: now } }, { goingCount: { lt: tx.session.fields.capacity } }],
      },
      data: { goingCount: { increment: 1 } },
    })
    if (taken.count === 0) status = 'waiting'
  }
  await tx.signup.create({ data: { ...signup, status }, select: { id: true } })
}

async function count(tx: Transaction, sessionId: string, by: number): Promise<void> {
  await tx.session.update({
    where: { id: sessionId },
    data: { goingCount: { increment: by } },
    select: { id: true },
  })
}

/** Lets one of two equal badges stand. The other stays what it was for whoever has its link or file. */
export async function settleAwards(tx: Transaction, { into, from }: Pair): Promise<string[]> {
  const standing = await tx.award.findMany({
    where: { personId: into, stands: true },
    select: { achievementId: true },
  })
  const doubles = await tx.award.findMany({
    where: {
      personId: from,
      stands: true,
      achievementId: { in: standing.map(({ achievementId }) => achievementId) },
    },
    select: { id: true },
  })
  const ids = doubles.map(({ id }) => id)
  await tx.award.updateMany({ where: { id: { in: ids } }, data: { stands: null } })
  return ids
}

/** Makes one membership of two of the same organisation: the one that is going on, and the highest role. */
export async function settleMemberships(
  tx: Transaction,
  { into, from }: Pair,
): Promise<Brought['memberships']> {
  const theirs = await tx.membership.findMany({ where: { personId: from } })
  const both = await tx.membership.findMany({
    where: {
      personId: into,
      organisationId: { in: theirs.map(({ organisationId }) => organisationId) },
    },
  })
  const merged: Brought['memberships'] = []
  for (const other of both) {
    const mine = theirs.find(({ organisationId }) => organisationId === other.organisationId)
    if (mine === undefined) continue
    merged.push({ theirs: mine, other })
    await tx.membership.delete({ where: { id: mine.id }, select: { id: true } })
    const going = [mine, other].filter(({ endedAt }) => endedAt === null)
    if (going.length === 0) continue
    const role = going.some((one) => one.role === 'admin') ? 'admin' : 'worker'
    await tx.membership.update({
      where: { id: other.id },
      data: { role, endedAt: null },
      select: { id: true },
    })
  }
  return merged
}

const signupFields = {
  id: true,
  sessionId: true,
  personId: true,
  status: true,
  createdAt: true,
  changedAt: true,
  checkedInAt: true,
} as const
