import { noteOffered } from '../conversation/note-offered.ts'
import { replySchema } from '../conversation/reply.ts'
import type { Database } from '../database/client.ts'
import { askToDeliver } from './enqueue.ts'

/** A notice that one app of a person did not take. */
export interface UntakenNotice {
  readonly id: bigint
  readonly identityId: string
  readonly now: Date
}

/**
 * Moves a notice to the app that the person used before this one, so that they hear of it all the
 * same. Each move goes to an app used longer ago: it ends.
 *
 * @returns false when there is no such app.
 */
export async function moveToOtherApp(db: Database, notice: UntakenNotice): Promise<boolean> {
  const { id, identityId, now } = notice
  return db.$transaction(async (tx) => {
    const { personId, lastMessageAt } = await tx.channelIdentity.findUniqueOrThrow({
      where: { id: identityId },
      select: { personId: true, lastMessageAt: true },
    })
    const other = await tx.channelIdentity.findFirst({
      where: { personId, unreachableAt: null, lastMessageAt: { lt: lastMessageAt } },
      orderBy: { lastMessageAt: 'desc' },
      select: { id: true },
    })
    if (other === null) return false
    const moved = await tx.delivery.updateMany({
      where: { id, status: 'pending' },
      data: { identityId: other.id, attempts: 0, partsSent: 0 },
    })
    if (moved.count === 0) return false
    const { reply: words } = await tx.delivery.findUniqueOrThrow({
      where: { id },
      select: { reply: true },
    })
    const reply = replySchema.safeParse(words)
    if (reply.success) {
      await noteOffered(tx, { identityId: other.id, replies: [reply.data], now })
    }
    await askToDeliver(tx, other.id)
    return true
  })
}
