import { mustWaitUntil, noteWrongCode } from '../../activities/wrong-codes.ts'
import { acceptInvitation } from '../../organisations/invite.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** `/join <code>`: somebody uses an invitation to work for an organisation. */
export async function joinTurn(turn: Turn, typed: string): Promise<TurnResult> {
  if (typed.trim() === '') return { replies: [reply({ paragraphs: [text('join.form')] })] }
  const { tx, deps, now, person } = turn
  const { personId } = person
  // A code makes somebody a worker: who tries many is not let go on.
  const until = await mustWaitUntil(tx, deps, { personId, now })
  if (until !== null) {
    const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000)
    return { replies: [reply({ paragraphs: [text('visit.wait', { minutes })] })] }
  }
  const outcome = await acceptInvitation(tx, deps, { personId, code: typed })
  switch (outcome.kind) {
    case 'joined':
      return {
        replies: [
          reply({
            paragraphs: [
              text('join.done', { organisation: outcome.organisationName }),
              text('worker.awardForm'),
            ],
          }),
        ],
      }
    case 'alreadyMember':
      return {
        replies: [
          reply({
            paragraphs: [text('join.already', { organisation: outcome.organisationName })],
          }),
        ],
      }
    case 'unknown':
      await noteWrongCode(tx, deps, { personId, now })
      return { replies: [reply({ paragraphs: [text('join.unknown'), text('join.form')] })] }
  }
}
