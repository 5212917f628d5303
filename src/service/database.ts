import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Database, openDatabase } from '../database/client.ts'
import { startEmbeddedDatabase } from '../database/embedded/server.ts'
import { applyMigrations } from '../database/migrate.ts'
import type { UndoStack } from './stack.ts'

/** The database, up to date. */
export interface ServiceDatabase {
  readonly db: Database
  readonly url: string
}

/** Opens the configured PostgreSQL, or starts the embedded one, and brings it up to date. */
export async function prepareDatabase(
  config: Config,
  log: Logger,
  undo: UndoStack,
  maximumConnections?: number,
): Promise<ServiceDatabase> {
  const url = config.databaseUrl ?? (await startEmbedded(config, log, undo))
  const { applied } = await applyMigrations(url)
  if (applied.length > 0)
    log.info({ migrations: applied.length }, 'the database was brought up to date')
  const db = openDatabase(url, {
    ...(maximumConnections !== undefined && { maximumConnections }),
    onConnectionLost: () => log.warn('a connection to the database was lost'),
  })
  undo.add(() => db.$disconnect())
  return { db, url }
}

async function startEmbedded(config: Config, log: Logger, undo: UndoStack): Promise<string> {
  const server = await startEmbeddedDatabase({
    dataDirectory: config.dataDirectory,
    onRestart: () => log.warn('the embedded database ended by itself; starting it again'),
  })
  undo.add(() => server.stop())
  return server.url
}
