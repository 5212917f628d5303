import { noteOffered } from '../conversation/note-offered.ts'
import type { Reply } from '../conversation/reply.ts'
import type { Transaction } from '../database/client.ts'
import { enqueue } from './enqueue.ts'

/** Whether a person will hear of it. */
export type NotifyOutcome = 'enqueued' | 'stopped' | 'unreachable'

/** What is told unasked. */
export interface NoticeToSend {
  readonly personId: string
  readonly replies: readonly Reply[]
  readonly now: Date
  /** When the words have lost their meaning; left out, never. */
  readonly expiresAt?: Date
}

/**
 * Sends something unasked to a person, in their own language, on the app they last used. When that
 * app does not take it, the next one is tried at delivery. Nothing goes to a person who said *stop*.
 */
export async function notify(tx: Transaction, notice: NoticeToSend): Promise<NotifyOutcome> {
  const { personId, replies, now, expiresAt } = notice
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: {
      locale: true,
      stoppedAt: true,
      identities: {
        where: { unreachableAt: null },
        orderBy: { lastMessageAt: 'desc' },
        take: 1,
        select: { id: true },
      },
    },
  })
  if (person === null) return 'unreachable'
  if (person.stoppedAt !== null) return 'stopped'
  const [identity] = person.identities
  if (identity === undefined) return 'unreachable'
  await enqueue(tx, {
    identityId: identity.id,
    kind: 'notice',
    locale: person.locale,
    replies,
    interaction: null,
    now,
    ...(expiresAt !== undefined && { expiresAt }),
  })
  await noteOffered(tx, { identityId: identity.id, replies, now })
  return 'enqueued'
}
