import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { userName } from './cluster.ts'

/** The line of `postmaster.pid` with the port (PostgreSQL, Database File Layout). */
const portLine = 3

/**
 * The address of an embedded database that runs, for another program on this machine that may read its
 * files; null when none runs there.
 */
export async function runningDatabaseUrl(dataDirectory: string): Promise<string | null> {
  try {
    const lines = await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')
    const password = (await readFile(join(dataDirectory, 'postgres-password'), 'utf8')).trim()
    const port = Number(lines.split('\n')[portLine])
    return Number.isInteger(port) && port > 0
      ? `postgresql://${userName}:${password}@127.0.0.1:${port}/postgres`
      : null
  } catch {
    return null
  }
}
