import type { IdAction } from './choice.ts'
import { cancelSessionTurn } from './commands/cancel-session.ts'
import type { Turn, TurnResult } from './turn.ts'
import { endHandOverTurn, takeHandOverTurn } from './turns/hand-over.ts'
import { acceptPlaceTurn, waitTurn } from './turns/wait.ts'

/** What a button about one thing leads to. */
export const idRoutes: Readonly<
  Record<IdAction, (turn: Turn, id: string) => TurnResult | Promise<TurnResult>>
> = {
  waitFor: waitTurn,
  acceptPlace: acceptPlaceTurn,
  cancelSession: cancelSessionTurn,
  takeHandOver: takeHandOverTurn,
  endHandOver: endHandOverTurn,
}
