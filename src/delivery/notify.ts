import type { Reply } from '../conversation/reply.ts'
import { readState } from '../conversation/state.ts'
import { offeredChoices } from '../conversation/typed-choice.ts'
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
  await offerOnScreen(tx, identity.id, notice)
  return 'enqueued'
}

/**
 * Lets what a notice offers be answered in words or by number, as with any answer. A question that is
 * open on that screen keeps its own choices: then the buttons of the notice are there to be pressed.
 */
async function offerOnScreen(
  tx: Transaction,
  identityId: string,
  { replies, now }: Pick<Parameters<typeof notify>[1], 'replies' | 'now'>,
): Promise<void> {
  const choices = offeredChoices(replies)
  if (choices.length === 0) return
  const kept = await tx.conversation.findUnique({ where: { identityId }, select: { state: true } })
  const state = readState(kept?.state)
  if (state.question !== null) return
  const next = { ...state, choices }
  await tx.conversation.upsert({
    where: { identityId },
    create: { identityId, state: next, updatedAt: now },
    update: { state: next, updatedAt: now },
    select: { identityId: true },
  })
}
