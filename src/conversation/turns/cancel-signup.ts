import { cancelSignup } from '../../activities/cancel-signup.ts'
import { comingSessions } from '../../activities/my-signups.ts'
import { encodeChoice } from '../choice.ts'
import { tellWaitingList } from '../notices/waiting-list.ts'
import { type Choice, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { whenLine } from './found-reply.ts'
import { suggestions } from './suggestions.ts'

/** Takes somebody off the list of a session, without a word of blame. */
export async function cancelSignupTurn(turn: Turn, sessionId: string): Promise<TurnResult> {
  const { tx, now, person } = turn
  const outcome = await cancelSignup(tx, { sessionId, personId: person.personId, now })
  if (outcome.kind === 'unknown') {
    return {
      replies: [reply({ paragraphs: [text('signup.gone')], choices: [...suggestions] })],
    }
  }
  if (outcome.kind === 'cancelled') {
    await tellWaitingList(tx, sessionId, now)
  }
  const title = { kind: 'either', ...outcome.session.title } as const
  const otherDay: Choice = {
    label: text('find.choice.anotherDay'),
    value: encodeChoice({ kind: 'anotherDay' }),
  }
  const again: Choice = {
    label: text('signup.choice.again'),
    value: encodeChoice({ kind: 'signUp', sessionId }),
  }
  return {
    replies: [
      outcome.kind === 'cancelled'
        ? reply({ paragraphs: [text('cancel.done', { title })], choices: [again, otherDay] })
        : reply({ paragraphs: [text('cancel.notSignedUp', { title })], choices: [otherDay] }),
    ],
  }
}

/** Answers "ik kan niet komen": the only session to come, or else which one. */
export async function typedCancelTurn(turn: Turn): Promise<TurnResult> {
  const coming = await comingSessions(turn.tx, turn.person.personId, turn.now)
  const [only] = coming
  if (only === undefined) {
    return {
      replies: [reply({ paragraphs: [text('cancel.nothing')], choices: [...suggestions] })],
    }
  }
  if (coming.length === 1) return cancelSignupTurn(turn, only.sessionId)
  return {
    replies: [
      reply({
        paragraphs: [text('cancel.which')],
        cards: coming.map(({ sessionId, title, ...times }, index) => ({
          title: { kind: 'either', ...title },
          lines: [whenLine(times, turn.city.timeZone)],
          choices: [
            {
              label: text('cancel.choice', { number: index + 1 }),
              value: encodeChoice({ kind: 'cancelSignup', sessionId }),
            },
          ],
        })),
      }),
    ],
  }
}
