import type { ActingFor, NeededRole } from '../../organisations/membership.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** A turn of somebody whose right to act was checked; `rest` is what was typed after the command. */
export type WorkerTurn = (
  turn: Turn,
  actingFor: ActingFor,
  rest: string,
) => TurnResult | Promise<TurnResult>

/** What is done, and what one must be to do it. */
export interface WorkerAction {
  readonly role: NeededRole
  readonly turn: WorkerTurn
}

/**
 * A command of those who work for an organisation. `actions` are what can stand after it, by their
 * own names in `commands.json`, each with a role of its own; without one the command's own turn is taken.
 */
export interface WorkerCommand extends WorkerAction {
  readonly actions?: Readonly<Record<string, WorkerAction>>
}
