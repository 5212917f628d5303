import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { createSafeFetch } from '../http/safe-fetch.ts'
import { sourceTimeoutMilliseconds } from '../imports/open-source.ts'
import type { Tally } from '../imports/tally.ts'
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
    const fetch = createSafeFetch({ timeoutMilliseconds: sourceTimeoutMilliseconds })
    const onProgress = process.stderr.isTTY ? showProgress : () => {}
    const outcome = await runCityCommand({ db, deps, fetch, onProgress }, process.argv.slice(2))
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    if (outcome.kind === 'fault') return outcome.says
    for (const line of outcome.lines) console.log(line)
    return null
  } finally {
    await undo.undoAll()
  }
})

/** One line that counts, in the place of the one before. */
function showProgress({ counts }: Tally): void {
  process.stderr.write(`\r\u001b[K${counts.items} read, ${counts.bad} not taken`)
}
