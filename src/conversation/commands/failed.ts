import { type FailedDeliveries, failedDeliveries, sendFailedAgain } from '../../delivery/failed.ts'
import { isReplyKey } from '../../language/translate.ts'
import { terms } from '../../retention/terms.ts'
import { reply, type Text, text, texts } from '../reply.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand } from './worker-command.ts'

function reason(failure: string | null): Text {
  const key = `failed.why.${failure ?? ''}`
  return isReplyKey(key) ? text(key) : text('failed.why.other', { code: failure ?? '?' })
}

/** Says how many messages did not arrive in an app, and why. */
export const failedText = ({ channel, failure, count }: FailedDeliveries): Text => {
  const app = `failed.app.${channel}`
  return text('failed.line', {
    app: texts(isReplyKey(app) ? text(app) : text('failed.app.other')),
    count,
    why: texts(reason(failure)),
  })
}

/** `/failed`: what did not arrive in the city, by app and by why, in numbers; it can be sent again. */
export const failedCommand: WorkerCommand = {
  role: 'coordinator',
  async turn({ tx, now }, { cityId }) {
    const failed = await failedDeliveries(tx, { cityId, now })
    const days = terms.unsentWords
    if (failed.length === 0) {
      return { replies: [reply({ paragraphs: [text('failed.none', { days })] })] }
    }
    const sendable = failed.reduce((sum, each) => sum + each.sendable, 0)
    return {
      replies: [
        reply({
          paragraphs: [
            text('failed.title', { days }),
            ...failed.slice(0, 5).map(failedText),
            text('failed.sendable', { count: sendable }),
          ],
          choices: sendable === 0 ? [] : [commandChoice(text('failed.again'), 'failed', 'again')],
        }),
      ],
    }
  },
  actions: {
    again: {
      role: 'coordinator',
      async turn({ tx, now }, { cityId }) {
        const count = await sendFailedAgain(tx, { cityId, now })
        return { replies: [reply({ paragraphs: [text('failed.sent', { count })] })] }
      },
    },
  },
}
