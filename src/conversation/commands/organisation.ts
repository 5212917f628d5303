import { membershipsOf } from '../../organisations/membership.ts'
import { reply, text } from '../reply.ts'
import { askWhich } from './authorise.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/organisation`: shows for whom somebody works, and lets them choose when there are several. */
export const organisationCommand: WorkerCommand = {
  role: 'worker',
  async turn(turn, { organisationName }) {
    const memberships = await membershipsOf(turn.tx, turn.person.personId)
    if (memberships.length > 1) return askWhich(memberships, { command: 'organisation', rest: '' })
    return {
      replies: [reply({ paragraphs: [text('act.only', { organisation: organisationName })] })],
    }
  },
}
