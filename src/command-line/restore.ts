import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { restore } from '../database/embedded/backup.ts'
import { runProgram } from './run-program.ts'

/** `npm run restore -- <folder>`: puts a backup in DATA_DIR, where no database may be yet. */
await runProgram(async () => {
  const { databaseUrl, dataDirectory } = readConfig()
  if (databaseUrl !== null)
    return 'DATABASE_URL is set: restore that PostgreSQL with its own tools.'
  const [source] = process.argv.slice(2)
  if (source === undefined) return 'Say which: npm run restore -- <folder of the backup>'
  const { madeAt } = await restore(resolve(source), dataDirectory)
  console.log(`${dataDirectory} is as it was on ${madeAt}. Start with the same STAPJE_SECRET.`)
  console.log('Who asked to be forgotten since then must be erased again: see docs/privacy.md.')
  return null
})
