import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { prepareDatabase } from '../service/database.ts'
import { secretOf } from '../service/secret.ts'
import { createUndoStack } from '../service/stack.ts'
import { createSeals } from '../signing/seals.ts'
import { runCityCommand } from './city-commands.ts'
import { runProgram } from './run-program.ts'

/** `npm run city -- <command>`: what an operator does for the city's organisations. */
await runProgram(async () => {
  const undo = createUndoStack()
  try {
    const config = readConfig()
    const { db } = await prepareDatabase(config, pino({ level: 'silent' }), undo)
    const deps = {
      clock: () => new Date(),
      randomBytes: (count: number) => randomBytes(count),
      newId: () => randomUUID(),
      seals: createSeals(await secretOf(config, config.databaseUrl === null)),
    }
    const outcome = await runCityCommand({ db, deps }, process.argv.slice(2))
    if (outcome.kind === 'fault') return outcome.says
    for (const line of outcome.lines) console.log(line)
    return null
  } finally {
    await undo.undoAll()
  }
})
