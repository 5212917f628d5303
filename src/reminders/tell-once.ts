import type { Reply } from '../conversation/reply.ts'
import type { Database, Transaction } from '../database/client.ts'
import { type NotifyOutcome, notify } from '../delivery/notify.ts'

/** What somebody is to be told once. */
export interface OnceTold {
  readonly personId: string
  readonly key: string
  readonly now: Date
  readonly expiresAt: Date
  /** Makes the words from how things stand now; null when there is nothing to tell after all. */
  readonly words: (tx: Transaction) => Promise<Reply | null>
}

/** `told`: another process did. `nothing`: what it was about is no longer so. */
export type ToldOutcome = NotifyOutcome | 'told' | 'nothing'

/**
 * Tells a person something once, however often and by however many processes it is tried: the mark
 * and the message commit together. The person is locked, so that a "stop" or "I can't come" of the
 * same moment is either seen here or comes after.
 */
export async function tellOnce(db: Database, told: OnceTold): Promise<ToldOutcome> {
  const { personId, key, now, expiresAt, words } = told
  return db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<object[]>`
      SELECT 1 FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`
    if (locked.length === 0) return 'unreachable'
    const marked = await tx.notice.createMany({
      data: [{ personId, key, toldAt: now }],
      skipDuplicates: true,
    })
    if (marked.count === 0) return 'told'
    const reply = await words(tx)
    return reply === null ? 'nothing' : notify(tx, { personId, replies: [reply], now, expiresAt })
  })
}
