import { encodeChoice } from '../choice.ts'
import type { WorkerCommandName } from '../commands.ts'
import type { Choice, Text } from '../reply.ts'

/** A button that gives a worker's command, as if it were typed. */
export const commandChoice = (label: Text, command: WorkerCommandName, rest = ''): Choice => ({
  label,
  value: encodeChoice({ kind: 'command', command, rest }),
})
