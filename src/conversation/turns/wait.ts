import { acceptPlace, waitForPlace } from '../../activities/waiting-list.ts'
import { encodeChoice } from '../choice.ts'
import { type Choice, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { signUpReply, signUpTurn } from './sign-up.ts'
import { suggestions } from './suggestions.ts'

/** Puts somebody on the waiting list. */
export const waitChoice = (sessionId: string, key: 'wait' | 'again' = 'wait'): Choice => ({
  label: text(`waiting.choice.${key}`),
  value: encodeChoice({ kind: 'waitFor', id: sessionId }),
})

/** Answers "put me on the waiting list". */
export async function waitTurn(turn: Turn, sessionId: string): Promise<TurnResult> {
  const { tx, now, person } = turn
  const outcome = await waitForPlace(tx, { sessionId, personId: person.personId, now })
  switch (outcome.kind) {
    case 'unknown':
      return { replies: [signUpReply(turn, outcome)] }
    case 'over':
    case 'cancelled':
      return { replies: [signUpReply(turn, outcome)] }
    case 'hasPlace':
    case 'placeFree':
      return signUpTurn(turn, sessionId)
    case 'waiting': {
      const title = { kind: 'either', ...outcome.session.title } as const
      return {
        replies: [
          reply({
            paragraphs: [
              text('waiting.done', { title, position: outcome.position }),
              text('waiting.how'),
            ],
            choices: [
              {
                label: text('waiting.choice.stop'),
                value: encodeChoice({ kind: 'cancelSignup', sessionId }),
              },
            ],
          }),
        ],
      }
    }
  }
}

/** Answers a yes to a place that came free. */
export async function acceptPlaceTurn(turn: Turn, sessionId: string): Promise<TurnResult> {
  const { tx, now, person } = turn
  const outcome = await acceptPlace(tx, { sessionId, personId: person.personId, now })
  switch (outcome.kind) {
    case 'unknown':
      return { replies: [signUpReply(turn, outcome)] }
    case 'accepted':
      return { replies: [signUpReply(turn, { kind: 'signedUp', session: outcome.session })] }
    case 'hasPlace':
      return { replies: [signUpReply(turn, { kind: 'alreadySignedUp', session: outcome.session })] }
    case 'passedOn':
      return {
        replies: [
          reply({
            paragraphs: [text('waiting.passedOn')],
            choices: [waitChoice(sessionId, 'again'), ...suggestions],
          }),
        ],
      }
  }
}
