import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { schemaDifference } from '../../scripts/schema-difference.ts'
import { applyMigrations, MigrationError } from '../../src/database/migrate.ts'
import { migrationsFolder } from '../../src/database/migrations-folder.ts'
import { databaseAddress } from '../support/database-address.ts'

const names = ['drift', 'together', 'edited', 'broken'].map((name) => `migrations_${name}`)
const addressOf = (name: string) =>
  databaseAddress(inject('databaseServerUrl'), `migrations_${name}`)

async function run(statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: inject('databaseServerUrl') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

beforeAll(() => run(names.map((name) => `CREATE DATABASE ${name}`)))
afterAll(() => run(names.map((name) => `DROP DATABASE ${name} WITH (FORCE)`)))

async function withCopy(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stapje-migrations-'))
  await cp(migrationsFolder, folder, { recursive: true })
  await work(folder).finally(() => rm(folder, { recursive: true, force: true }))
}

it('has a migration for everything in schema.prisma', async () => {
  expect(await schemaDifference(addressOf('drift'))).toBe('')
})

it('is applied once when three start at the same time', async () => {
  const url = addressOf('together')
  const all = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)])
  expect(all.filter(({ applied }) => applied.length > 0)).toHaveLength(1)
  expect(await applyMigrations(url)).toEqual({ applied: [] })
})

it('refuses a database whose migrations were edited since', async () => {
  const url = addressOf('edited')
  const { applied } = await applyMigrations(url)
  await withCopy(async (folder) => {
    await writeFile(join(folder, applied[0] ?? '', 'migration.sql'), 'SELECT 1;')
    await expect(applyMigrations(url, folder)).rejects.toBeInstanceOf(MigrationError)
  })
})

it('leaves nothing half-done when a migration fails', async () => {
  const url = addressOf('broken')
  const before = await applyMigrations(url)
  await withCopy(async (folder) => {
    const broken = join(folder, '99990101000000_broken')
    await cp(join(folder, before.applied[0] ?? ''), broken, { recursive: true })
    await writeFile(join(broken, 'migration.sql'), 'CREATE TABLE half (id int); SELECT nothing;')
    await expect(applyMigrations(url, folder)).rejects.toMatchObject({ code: 'ERR_MIGRATION' })
  })
  expect(await applyMigrations(url)).toEqual({ applied: [] })
})
