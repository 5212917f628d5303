import type { Preference } from '../../understand/preferences.ts'
import type { TurnResult, TypedTurn } from '../turn.ts'
import { complimentsTurn } from './compliments.ts'
import { weeklyTipTurn } from './weekly-tip.ts'

/** Answers words that say what somebody wants to get by itself. */
export function preferenceTurn(turn: TypedTurn, { kind, wanted }: Preference): Promise<TurnResult> {
  return kind === 'compliments'
    ? complimentsTurn(turn, wanted)
    : weeklyTipTurn(turn, wanted, turn.understood.where.neighbourhood)
}
