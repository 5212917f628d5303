import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { rotterdam } from '../../prisma/seed/demo-city.ts'
import { loadCity } from '../../prisma/seed/load.ts'
import { openDatabase } from '../../src/database/client.ts'
import { startEmbeddedDatabase } from '../../src/database/embedded/server.ts'
import { applyMigrations } from '../../src/database/migrate.ts'
import { prepareKeys } from '../../src/signing/key-ring.ts'
import { testNow } from './clock.ts'
import { databaseAddress } from './database-address.ts'
import { testDeps } from './deps.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServerUrl: string
  }
}

/**
 * Starts one PostgreSQL for all tests, with two databases to copy: `template_empty` has the tables,
 * `template_seeded` the demo city as well.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-test-'))
  const server = await startEmbeddedDatabase({
    dataDirectory,
    // What a test writes need not outlive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
  const close = async () => {
    await server.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
  try {
    await prepareTemplates(server.url)
  } catch (error) {
    await close()
    throw error
  }
  project.provide('databaseServerUrl', server.url)
  return close
}

async function prepareTemplates(serverUrl: string): Promise<void> {
  const run = async (statement: string) => {
    const client = new Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run('CREATE DATABASE template_empty')
  await applyMigrations(databaseAddress(serverUrl, 'template_empty'))
  await run('CREATE DATABASE template_seeded TEMPLATE template_empty')
  const seeded = openDatabase(databaseAddress(serverUrl, 'template_seeded'))
  await loadCity(seeded, rotterdam, testNow)
  await prepareKeys(seeded, testDeps().keyRing)
  await seeded.$disconnect()
}
