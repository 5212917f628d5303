import type { Preference } from '../../understand/preferences.ts'
import type { TurnResult, TypedTurn } from '../turn.ts'
import { complimentsTurn } from './compliments.ts'
import { recommendationsTurn } from './for-me.ts'
import { weeklyTipTurn } from './weekly-tip.ts'

/** Answers words that say what somebody wants to get by itself. */
export function preferenceTurn(turn: TypedTurn, { kind, wanted }: Preference): Promise<TurnResult> {
  switch (kind) {
    case 'compliments':
      return complimentsTurn(turn, wanted)
    case 'recommendations':
      return recommendationsTurn(turn, wanted)
    case 'weeklyTip':
      return weeklyTipTurn(turn, wanted, turn.understood.where.neighbourhood)
  }
}
