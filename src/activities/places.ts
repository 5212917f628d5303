import type { Transaction } from '../database/client.ts'

/**
 * Locks a session until the transaction ends. Whoever changes places takes this lock first, so that
 * two such changes come one after the other and never wait for each other in a circle.
 *
 * @returns false when there is no such session.
 */
export async function lockSession(tx: Transaction, sessionId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Session" WHERE id = ${sessionId}::uuid FOR NO KEY UPDATE`
  return rows.length === 1
}

/** Counts one person more, also above the number of places: who stands at the door is let in. */
export async function takePlace(tx: Transaction, sessionId: string): Promise<void> {
  await tx.session.update({
    where: { id: sessionId },
    data: { goingCount: { increment: 1 } },
    select: { id: true },
  })
}

/** Counts so many people fewer. */
export async function freePlaces(tx: Transaction, sessionId: string, count = 1): Promise<void> {
  if (count === 0) return
  await tx.session.update({
    where: { id: sessionId },
    data: { goingCount: { decrement: count } },
    select: { id: true },
  })
}
