import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { backUp } from '../database/embedded/backup.ts'
import { runProgram } from './run-program.ts'

/** `npm run backup [-- <folder>]`: copies the embedded database, also while the service runs. */
await runProgram(async () => {
  const { databaseUrl, dataDirectory } = readConfig()
  if (databaseUrl !== null) {
    return 'DATABASE_URL is set: back up that PostgreSQL with its own tools, such as pg_basebackup or pg_dump.'
  }
  const now = new Date()
  const name = `backup-${now.toISOString().slice(0, 19).replaceAll(':', '')}`
  const target = resolve(process.argv[2] ?? name)
  const { files, bytes } = await backUp(dataDirectory, target, now)
  console.log(`${target}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB.`)
  console.log('Keep STAPJE_SECRET somewhere else: without it nothing in here can be opened.')
  return null
})
