import type { StatusChangeName } from '../../badges/changeable-awards.ts'
import { commandWord } from '../commands.ts'
import { readAward, statusForms } from '../forms/status-form.ts'
import { reply, text } from '../reply.ts'
import { changeBadge } from './change-badge.ts'
import type { WorkerCommand } from './worker-command.ts'

/**
 * `/revoke|suspend|reinstate <code> <badge> "<reason>"`: in one line, and step by step for what is missing.
 * Whoever types all of it has said what they want; what was chosen by buttons is shown once more first.
 */
const statusCommand = (change: StatusChangeName): WorkerCommand => ({
  role: 'worker',
  async turn(turn, actingFor, typed) {
    const filling = { turn, actingFor }
    const form = statusForms[change]
    const oneLine = text('badgeStatus.form', { usage: commandWord(turn.locale, change).usage })
    if (typed === '') {
      const asked = await form.beginOrResume(filling)
      return { ...asked, replies: asked.replies.map((each) => ({ ...each, closing: [oneLine] })) }
    }
    const read = await readAward(filling, change, typed)
    switch (read.kind) {
      case 'none':
        return { replies: [reply({ paragraphs: [...read.why, oneLine] })] }
      case 'several':
        return form.begin(filling, { code: read.code })
      case 'found': {
        const { award, note: reason } = read
        return reason === null
          ? form.begin(filling, { awardId: award.awardId })
          : changeBadge(turn, actingFor, { change, award, reason })
      }
    }
  },
})

export const revokeCommand = statusCommand('revoke')
export const suspendCommand = statusCommand('suspend')
export const reinstateCommand = statusCommand('reinstate')
