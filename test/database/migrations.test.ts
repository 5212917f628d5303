import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { schemaDifference } from '../../scripts/schema-difference.ts'
import { applyMigrations, MigrationError } from '../../src/database/migrate.ts'
import { migrationsFolder } from '../../src/database/migrations-folder.ts'
import { databaseAddress } from '../support/database-address.ts'
import { fillTables } from '../support/fill-tables.ts'

const names = ['drift', 'together', 'edited', 'broken', 'first', 'previous'].map(
  (name) => `migrations_${name}`,
)
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

it.each([
  ['first', (count: number) => count - 1],
  ['previous', () => 1],
])('brings data of the %s version forward, and loses none of it', async (name, newer) => {
  const url = addressOf(name)
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await withCopy(async (folder) => {
    const all = (await readdir(folder)).filter((entry) => /^\d/.test(entry)).sort()
    for (const later of all.slice(-newer(all.length)))
      await rm(join(folder, later), { recursive: true })
    await applyMigrations(url, folder)
  })
  await client.connect()
  const filled = new Map(await fillTables(client))
  if (name === 'first') {
    // Nothing wrote endorsements before the migration that gives them their words.
    await client.query('DELETE FROM "Endorsement"')
    filled.delete('Endorsement')
  }
  expect(filled.size).toBeGreaterThan(25)
  expect((await applyMigrations(url)).applied.length).toBeGreaterThan(0)
  for (const [table, before] of filled) {
    const { rows } = await client.query(`SELECT * FROM "${table}"`)
    expect(rows).toHaveLength(1)
    const kept = Object.keys(before).filter((column) => column in rows[0])
    for (const column of kept)
      expect([table, column, rows[0][column]]).toEqual([table, column, before[column]])
  }
  await client.end()
})
