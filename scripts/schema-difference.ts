import { readFile } from 'node:fs/promises'
import { Pool } from 'pg'
import { readMigrations, schemaFile } from '../src/database/migrations-folder.ts'
import { nothingLeftOut, openSchemaEngine } from '../src/database/schema-engine.ts'

/**
 * The SQL that leads from the migrations to `schema.prisma`; empty when they agree.
 *
 * @param emptyDatabaseUrl a database to play the migrations on; it must be empty, and is left full.
 */
export async function schemaDifference(emptyDatabaseUrl: string): Promise<string> {
  const pool = new Pool({ connectionString: emptyDatabaseUrl, max: 1, idleTimeoutMillis: 0 })
  const engine = await openSchemaEngine(pool)
  try {
    const schema = { path: schemaFile, content: await readFile(schemaFile, 'utf8') }
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations()) },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: nothingLeftOut,
    })
    return stdout?.trim() === '-- This is an empty migration.' ? '' : (stdout ?? '')
  } finally {
    engine.free()
    await pool.end()
  }
}
