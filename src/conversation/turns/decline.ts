import { decline, keepAfterAll } from '../../badges/decline.ts'
import { encodeChoice } from '../choice.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

/** Takes a badge away that a learner would rather not have. No reason is asked. */
export async function declineTurn(turn: Turn, awardId: string): Promise<TurnResult> {
  const { tx, deps, person } = turn
  const outcome = await decline(tx, deps, { awardId, personId: person.personId })
  if (outcome.kind === 'gone') return gone()
  return {
    replies: [
      reply({
        paragraphs: [text('declining.done', { badge: { kind: 'either', ...outcome.name } })],
        choices: [
          {
            label: text('declining.keep'),
            value: encodeChoice({ kind: 'keepAfterAll', awardId }),
          },
        ],
      }),
    ],
  }
}

/** Gives it back: they want it after all. */
export async function keepAfterAllTurn(turn: Turn, awardId: string): Promise<TurnResult> {
  const { tx, deps, person } = turn
  const outcome = await keepAfterAll(tx, deps, { awardId, personId: person.personId })
  if (outcome.kind === 'gone') return gone()
  return {
    replies: [
      reply({
        paragraphs: [text('declining.kept', { badge: { kind: 'either', ...outcome.name } })],
        choices: [{ label: text('badges.choice.list'), value: encodeChoice({ kind: 'myBadges' }) }],
      }),
    ],
  }
}

const gone = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('share.gone')], choices: [...suggestions] })],
})
