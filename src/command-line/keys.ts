import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { prepareDatabase } from '../service/database.ts'
import { secretOf } from '../service/secret.ts'
import { createUndoStack } from '../service/stack.ts'
import { createKeyRing } from '../signing/key-ring.ts'
import { createSeals } from '../signing/seals.ts'
import { readKeysCommand, runKeysCommand } from './keys-commands.ts'
import { runProgram } from './run-program.ts'

/** `npm run keys -- <command>`: keeps the keys that badges are signed with. */
await runProgram(async () => {
  const read = readKeysCommand(process.argv.slice(2))
  if (read.kind === 'fault') return read.says
  const config = readConfig()
  const undo = createUndoStack()
  try {
    const { db } = await prepareDatabase(config, pino({ level: 'silent' }), undo)
    const parts = {
      clock: () => new Date(),
      newId: () => randomUUID(),
      seals: createSeals(await secretOf(config, config.databaseUrl === null)),
      siteUrl: config.publicUrl ?? `http://localhost:${config.port}`,
    }
    const deps = {
      ...parts,
      keyRing: createKeyRing(parts),
      randomBytes: (count: number) => randomBytes(count),
      chatLinks: () => [],
    }
    const earlierSeals = config.earlierSecret === null ? null : createSeals(config.earlierSecret)
    const outcome = await runKeysCommand({ db, deps, earlierSeals }, read.command)
    if (outcome.kind === 'fault') return outcome.says
    for (const line of outcome.lines) console.log(line)
    return null
  } finally {
    await undo.undoAll()
  }
})
