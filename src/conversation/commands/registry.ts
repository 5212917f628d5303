import type { WorkerCommandName } from '../commands.ts'
import { awardCommand } from './award.ts'
import { organisationCommand } from './organisation.ts'
import { sessionCommand } from './session.ts'
import type { WorkerCommand } from './worker-command.ts'

/** Every command of those who work for an organisation. A new one has its words in `commands.json`. */
export const workerCommands: Readonly<Record<WorkerCommandName, WorkerCommand>> = {
  organisation: organisationCommand,
  award: awardCommand,
  session: sessionCommand,
}
