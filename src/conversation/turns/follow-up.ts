import type { FollowUp } from '../../understand/follow-up.ts'
import { decodeChoice } from '../choice.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { askNeighbourhood } from './ask-neighbourhood.ts'
import { searchFor, showMore } from './find.ts'
import { signUpTurn } from './sign-up.ts'
import { suggestions } from './suggestions.ts'

/**
 * Answers words that go on with what was on the screen: "meer", "goedkoper", "de tweede", "ja".
 *
 * @returns null when nothing before gives them a meaning: then they are read as they stand.
 */
export function followUpTurn(turn: Turn, followUp: FollowUp): Promise<TurnResult> | null {
  const { search } = turn.state
  const offered = sessionsOffered(turn)
  switch (followUp.kind) {
    case 'more':
      return search === null ? null : showMore(turn, search)
    case 'cheaper':
      return search === null ? null : searchFor(turn, { ...search, free: true, skip: 0 })
    case 'closer':
      return search === null ? null : Promise.resolve(askNeighbourhood(turn))
    case 'pick':
    case 'pickLast': {
      const at = followUp.kind === 'pick' ? followUp.position - 1 : offered.length - 1
      const sessionId = offered[at]
      return sessionId === undefined ? null : signUpTurn(turn, sessionId)
    }
    case 'yes': {
      const [only] = offered
      return only === undefined || offered.length > 1 ? null : signUpTurn(turn, only)
    }
    case 'no':
      return Promise.resolve({
        replies: [reply({ paragraphs: [text('no.fine')], choices: [...suggestions] })],
      })
  }
}

/** The sessions that can be signed up for on the screen, in the order of their numbers. */
function sessionsOffered(turn: Turn): readonly string[] {
  return turn.state.choices.flatMap(({ value }) => {
    const meaning = decodeChoice(value)
    return meaning?.kind === 'signUp' ? [meaning.sessionId] : []
  })
}
