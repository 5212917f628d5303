import type { Transaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { SeenInRun } from './seen.ts'
import { findVanished, isFarMoreThanUsual, type PairedSession, pairMoved } from './vanished.ts'
import { type BatchWriting, type InTransaction, removeGone } from './write-batch.ts'
import { changeSession } from './write-sessions.ts'

/** So many are taken away in one transaction: each may have many people to tell. */
const removedAtOnce = 50

/**
 * Brings what a whole source has no more in line: what has only moved keeps its sign-ups, the rest is taken
 * away, some at a time. When far more than usual is gone nothing is taken away unless that was confirmed.
 */
export async function settleVanished(
  writing: BatchWriting,
  {
    seen,
    confirmsRemovals,
    inTransaction,
  }: {
    readonly seen: SeenInRun
    readonly confirmsRemovals: boolean
    readonly inTransaction: InTransaction
  },
): Promise<void> {
  const { tally } = writing
  const vanished = await inTransaction((tx) => findVanished(tx, writing, seen))
  const pairs = pairMoved(vanished)
  for (const { gone, arrived } of pairs) {
    await inTransaction((tx) => moveOnto(tx, writing, gone, arrived))
  }
  const moved = new Set(pairs.map(({ gone }) => gone))
  const removed = vanished.sessions.filter((session) => !moved.has(session))
  if (!confirmsRemovals && isFarMoreThanUsual(removed.length, vanished.comingSessions)) {
    tally.counts.heldBack = removed.length
    return
  }
  const ids = removed.map(({ externalId }) => externalId)
  for (let from = 0; from < ids.length; from += removedAtOnce) {
    const some = { sessions: ids.slice(from, from + removedAtOnce), activities: [] }
    await inTransaction((tx) => removeGone(tx, writing, some))
  }
  for (let from = 0; from < vanished.activities.length; from += removedAtOnce) {
    const some = { sessions: [], activities: vanished.activities.slice(from, from + removedAtOnce) }
    await inTransaction((tx) => removeGone(tx, writing, some))
  }
}

/** The session that people signed up for takes the place of the one that just came for it. */
async function moveOnto(
  tx: Transaction,
  writing: BatchWriting,
  gone: PairedSession,
  arrived: PairedSession,
): Promise<void> {
  const { tally } = writing
  const [before, after] = await Promise.all(
    [gone, arrived].map(({ id }) =>
      tx.session.findUnique({
        where: { id },
        include: { activity: { select: { texts: { select: { locale: true, title: true } } } } },
      }),
    ),
  )
  if (!before || !after) return
  // Somebody may have signed up for it in between: then both stay as they are.
  const isFree = { id: after.id, signups: { none: {} } }
  const { count } = await tx.session.deleteMany({ where: isFree })
  if (count === 0) return
  const { nl: title } = inEveryLocale(after.activity.texts, (row) => row.title)
  tally.takeBackNew(title, after.startsAt.toISOString())
  const { externalId, startsAt, endsAt, capacity, activityId } = after
  const session = { externalId, startsAt, endsAt, capacity, activityId, title, places: capacity }
  await changeSession(tx, writing, before, { ...session, isCancelled: false })
}
