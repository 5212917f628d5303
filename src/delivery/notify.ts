import type { Reply } from '../conversation/reply.ts'
import type { Transaction } from '../database/client.ts'
import { enqueue } from './enqueue.ts'

/** Whether a person will hear of it. */
export type NotifyOutcome = 'enqueued' | 'stopped' | 'unreachable'

/**
 * Sends something unasked to a person, in their own language, on the app they last used.
 * Nothing goes to a person who said *stop*.
 */
export async function notify(
  tx: Transaction,
  notice: { readonly personId: string; readonly replies: readonly Reply[]; readonly now: Date },
): Promise<NotifyOutcome> {
  const person = await tx.person.findUnique({
    where: { id: notice.personId },
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
    replies: notice.replies,
    interaction: null,
    now: notice.now,
  })
  return 'enqueued'
}
