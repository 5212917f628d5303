import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/database/client.ts'
import { databaseAddress } from './database-address.ts'

/** A database of one test file. */
export interface TestDatabase {
  readonly db: Database
  readonly url: string
  close(): Promise<void>
}

/** Makes a database with all tables and nothing in them. */
export const testDatabase = (): Promise<TestDatabase> => copyOf('template_empty')

/** Makes a database with the demo city, its sessions counted from `testNow`. */
export const seededTestDatabase = (): Promise<TestDatabase> => copyOf('template_seeded')

async function copyOf(template: string): Promise<TestDatabase> {
  const serverUrl = inject('databaseServerUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = databaseAddress(serverUrl, name)
  const db = openDatabase(url)
  return {
    db,
    url,
    async close() {
      await db.$disconnect()
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
