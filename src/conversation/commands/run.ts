import { readAction, type WorkerCommandName } from '../commands.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { authorise, inCityOf } from './authorise.ts'
import { workerCommands } from './registry.ts'

/** Carries out a worker's command, typed or pressed, once the person's role was checked. */
export async function runWorkerCommand(
  turn: Turn,
  name: WorkerCommandName,
  typed: string,
): Promise<TurnResult> {
  const command = workerCommands[name]
  const { action, rest } = readAction(name, typed)
  const asked = (action === null ? undefined : command.actions?.[action]) ?? command
  const authorised = await authorise(turn, {
    role: asked.role,
    organisationId: null,
    command: name,
    rest: typed,
  })
  if (authorised.kind === 'answered') return authorised.result
  const { actingFor } = authorised
  return asked.turn(inCityOf(turn, actingFor), actingFor, asked === command ? typed.trim() : rest)
}
