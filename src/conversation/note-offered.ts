import type { Transaction } from '../database/client.ts'
import type { Reply } from './reply.ts'
import { readState } from './state.ts'
import { offeredChoices } from './typed-choice.ts'

/**
 * Lets what a message that we started offers be answered in words or by number, as with any answer.
 * A question that is open on that screen keeps its own choices: then the buttons of the message are
 * there to be pressed.
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
  const open = readState(kept?.state)
  if (open.question !== null) return
  const state = { ...open, choices }
  await tx.conversation.upsert({
    where: { identityId },
    create: { identityId, state, updatedAt: now },
    update: { state, updatedAt: now },
    select: { identityId: true },
  })
}
