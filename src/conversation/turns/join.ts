import { acceptInvitation } from '../../organisations/invite.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** `/join <code>`: somebody uses an invitation to work for an organisation. */
export async function joinTurn(turn: Turn, typed: string): Promise<TurnResult> {
  if (typed.trim() === '') return { replies: [reply({ paragraphs: [text('join.form')] })] }
  const { tx, deps, person } = turn
  const outcome = await acceptInvitation(tx, deps, { personId: person.personId, code: typed })
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
    case 'wait': {
      const minutes = Math.ceil((outcome.until.getTime() - turn.now.getTime()) / 60_000)
      return { replies: [reply({ paragraphs: [text('visit.wait', { minutes })] })] }
    }
    case 'unknown':
      return { replies: [reply({ paragraphs: [text('join.unknown'), text('join.form')] })] }
  }
}
