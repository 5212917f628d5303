import type { Transaction } from '../database/client.ts'
import type { Reply } from './reply.ts'
import { readState } from './state.ts'
import { offeredChoices } from './typed-choice.ts'

/**
 * Keeps what a message that we started offers, so that its numbers can be typed as those of an
 * answer. A question that was open stays open.
 */
export async function noteOffered(
  tx: Transaction,
  offered: {
    readonly identityId: string
    readonly replies: readonly Reply[]
    readonly now: Date
  },
): Promise<void> {
  const { identityId, replies, now } = offered
  const choices = offeredChoices(replies)
  if (choices.length === 0) return
  const kept = await tx.conversation.findUnique({
    where: { identityId },
    select: { state: true },
  })
  const state = { ...readState(kept?.state), choices }
  await tx.conversation.upsert({
    where: { identityId },
    create: { identityId, state, updatedAt: now },
    update: { state, updatedAt: now },
    select: { identityId: true },
  })
}
