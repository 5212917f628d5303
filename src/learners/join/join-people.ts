import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import type { Brought } from './brought.ts'
import { copyReminders } from './copy-reminders.ts'
import {
  type Pair,
  settleAwards,
  settleImports,
  settleMemberships,
  settleSignups,
} from './doubles.ts'
import { moveRows } from './move-rows.ts'

/** How long a join can be undone, in days. */
export const undoDays = 7

/**
 * Makes two people one: everything of `from` goes to `into`, whose code and language stay. No badge is
 * lost and no place is held twice. What is needed to undo it is kept for {@link undoDays}.
 */
export async function joinPeople(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  pair: Pair,
): Promise<void> {
  const { into, from, now } = pair
  // Both are locked, so that nothing is earned in between.
  await tx.$queryRaw`
    SELECT id FROM "Person" WHERE id IN (${into}::uuid, ${from}::uuid) ORDER BY id FOR UPDATE`
  const { complimentsFrom, ...person } = await tx.person.findUniqueOrThrow({
    where: { id: from },
    select: {
      id: true,
      cityId: true,
      learnerCode: true,
      locale: true,
      localeChosen: true,
      subjectId: true,
      milestonesWanted: true,
      recommendationsWanted: true,
      createdAt: true,
      complimentsFrom: true,
    },
  })
  const brought: Brought = {
    person,
    signups: await settleSignups(tx, pair),
    doubleAwardIds: await settleAwards(tx, pair),
    doubleImports: await settleImports(tx, pair),
    memberships: await settleMemberships(tx, pair),
    rows: await moveRows(tx, from, into),
  }
  await copyReminders(tx, from, into)
  await tx.person.delete({ where: { id: from }, select: { id: true } })
  if (complimentsFrom !== null) {
    // A hard day is one on every app.
    await tx.person.updateMany({
      where: {
        id: into,
        OR: [{ complimentsFrom: null }, { complimentsFrom: { lt: complimentsFrom } }],
      },
      data: { complimentsFrom },
    })
  }
  await tx.personJoin.create({
    data: {
      id: deps.newId(),
      personId: into,
      brought: JSON.parse(JSON.stringify(brought)),
      joinedAt: now,
      undoUntil: new Date(now.getTime() + undoDays * 86_400_000),
    },
    select: { id: true },
  })
}
