import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { freeLearnerCode } from '../meet.ts'
import { type Brought, brought } from './brought.ts'
import { copyReminders, keepAskedTips } from './copy-reminders.ts'
import { restoreSignup } from './doubles.ts'
import { moveRowsBack } from './move-rows.ts'

export type UndoJoinOutcome =
  /** They are two again: `personId` is the one who had been joined to the other. */
  | { readonly kind: 'undone'; readonly personId: string; readonly learnerCode: string }
  /** Nothing was joined, or it is too long ago. */
  | { readonly kind: 'nothing' }

/**
 * Undoes the last join of a person: the one who was joined is their own person again, with what they
 * had brought. What was done since then stays with the person who stayed.
 */
export async function undoJoin(
  tx: Transaction,
  deps: Deps,
  request: { readonly personId: string; readonly now: Date },
): Promise<UndoJoinOutcome> {
  const { personId: into, now } = request
  const last = await tx.personJoin.findFirst({
    where: { personId: into, undoUntil: { gt: now } },
    orderBy: { joinedAt: 'desc' },
    select: { id: true, brought: true },
  })
  if (last === null) return { kind: 'nothing' }
  const { person, rows, ...doubles } = brought.parse(last.brought)
  const other = await tx.person.findUniqueOrThrow({
    where: { id: into },
    select: { stoppedAt: true, complimentsFrom: true },
  })
  const taken = await tx.person.findUnique({
    where: { learnerCode: person.learnerCode },
    select: { id: true },
  })
  const learnerCode = taken === null ? person.learnerCode : await freeLearnerCode(tx, deps)
  // *Stop* was said for every app.
  await tx.person.create({ data: { ...person, ...other, learnerCode }, select: { id: true } })
  await moveRowsBack(tx, rows, into, person.id)
  await copyReminders(tx, into, person.id)
  await keepAskedTips(tx, [into, person.id])
  await restoreDoubles(tx, doubles, into, now)
  await tx.personJoin.delete({ where: { id: last.id }, select: { id: true } })
  return { kind: 'undone', personId: person.id, learnerCode }
}

async function restoreDoubles(
  tx: Transaction,
  doubles: Pick<Brought, 'signups' | 'doubleAwardIds' | 'memberships'>,
  into: string,
  now: Date,
): Promise<void> {
  for (const signup of doubles.signups) await restoreSignup(tx, signup, now)
  await tx.award.updateMany({
    where: { id: { in: doubles.doubleAwardIds }, revokedAt: null, declinedAt: null },
    data: { stands: true },
  })
  for (const { theirs, other } of doubles.memberships) {
    const now = await tx.membership.findUnique({
      where: { id: other.id },
      select: { endedAt: true },
    })
    // Who was sent away meanwhile does not come back by it.
    const ended = now === null ? other.endedAt : now.endedAt
    await tx.membership.create({
      data: { ...theirs, endedAt: theirs.endedAt ?? ended },
      select: { id: true },
    })
    await tx.membership.updateMany({
      where: { id: other.id, personId: into },
      data: { role: other.role, endedAt: other.endedAt ?? ended },
    })
  }
}
