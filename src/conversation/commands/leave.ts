import { endMembership, isLastAdmin } from '../../organisations/end-membership.ts'
import { finishTakenBy } from '../notices/hand-over.ts'
import { reply, text } from '../reply.ts'
import { suggestions } from '../turns/suggestions.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/leave`: asks once, and warns the last admin; then the person does not work there any more. */
export const leaveCommand: WorkerCommand = {
  role: 'worker',
  async turn({ tx, person }, { organisationId, organisationName: organisation }) {
    const isLast = await isLastAdmin(tx, { organisationId, personId: person.personId })
    return {
      replies: [
        reply({
          paragraphs: [
            ...(isLast ? [text('leave.last', { organisation }), text('leave.lastThen')] : []),
            text('leave.sure', { organisation }),
          ],
          choices: [
            ...(isLast ? [commandChoice(text('leave.invite'), 'invite', 'admin')] : []),
            commandChoice(text('leave.yes'), 'leave', `yes ${isLast ? 'last' : 'one'}`),
          ],
        }),
      ],
    }
  },
  actions: {
    yes: {
      role: 'worker',
      async turn(turn, actingFor, warned) {
        const { tx, deps, person } = turn
        const { organisationId, organisationName: organisation } = actingFor
        const { personId } = person
        const isLast = await isLastAdmin(tx, { organisationId, personId })
        // Between the question and the yes the other admins can have left.
        if (isLast && warned !== 'last') return leaveCommand.turn(turn, actingFor, '')
        const { id } = await tx.membership.findFirstOrThrow({
          where: { personId, organisationId, endedAt: null },
          select: { id: true },
        })
        await endMembership(tx, deps, { membershipId: id, organisationId, endedById: personId })
        await finishTakenBy(tx, deps, { personId, organisationId, actorId: personId })
        return {
          replies: [
            reply({
              paragraphs: [text('leave.done', { organisation })],
              choices: [...suggestions],
            }),
          ],
        }
      },
    },
  },
}
