import { createHash } from 'node:crypto'
import { Logger, runMigrations } from 'graphile-worker'
import { Client, Pool } from 'pg'
import { readMigrations } from './migrations-folder.ts'
import { nothingLeftOut, openSchemaEngine, type SchemaEngine } from './schema-engine.ts'

/** The database could not be brought up to date. It is left as the last good migration made it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly code = 'ERR_MIGRATION'
}

export interface AppliedMigrations {
  /** Names of the migrations that this call applied, oldest first; none when it was up to date. */
  readonly applied: readonly string[]
}

/** Our own key among PostgreSQL's advisory locks: the letters "Stapje" as a number. */
const MIGRATING = 0x53_74_61_70_6a_65

/**
 * Brings a database up to date: the migrations in `prisma/migrations`, in the way of
 * `prisma migrate deploy`, and graphile-worker's own. Several processes may do so at once: one
 * works, the others wait for it. Each migration is one transaction with its mark that it was
 * applied, so that a kill half-way leaves nothing half-done.
 *
 * @throws {MigrationError} when a migration fails, or one that was applied has been edited since.
 * @example
 * const { applied } = await applyMigrations(config.databaseUrl)
 */
export async function applyMigrations(url: string, folder?: string): Promise<AppliedMigrations> {
  const migrations = await readMigrations(folder)
  const holder = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  const pool = openSingleConnection(url)
  try {
    await holder.connect()
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATING])
    const applied = (await isUpToDate(holder, migrations)) ? [] : await applyAll(pool, migrations)
    await runMigrations({ pgPool: pool, logger: silent })
    return { applied }
  } catch (error) {
    throw error instanceof MigrationError ? error : failure(error)
  } finally {
    await pool.end()
    // The lock belongs to this connection, and goes with it.
    await holder.end()
  }
}

const silent = new Logger(() => () => {})

type Migrations = Awaited<ReturnType<typeof readMigrations>>

/**
 * Tells whether just these migrations were applied, with these texts. Then the engine, which takes 100 MB
 * and half a second, need not be asked; what differs in any way is for it to judge.
 */
async function isUpToDate(client: Client, { migrationDirectories }: Migrations): Promise<boolean> {
  const table = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`)
  if (table.rows[0]?.found !== true) return false
  const { rows } = await client.query<{ readonly applied: string }>(
    `SELECT migration_name || ' ' || checksum AS applied FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
     UNION ALL SELECT 'unfinished' FROM _prisma_migrations
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  )
  const known = rows.map(({ applied }) => applied).sort()
  const wanted = migrationDirectories.map(
    ({ path, migrationFile: { content } }) =>
      `${path} ${createHash('sha256').update(content.value).digest('hex')}`,
  )
  return known.join('\n') === wanted.sort().join('\n')
}

async function applyAll(pool: Pool, migrations: Migrations): Promise<readonly string[]> {
  const engine = await openSchemaEngine(pool)
  try {
    return await applyPending(engine, pool, migrations)
  } finally {
    engine.free()
  }
}

async function applyPending(
  engine: SchemaEngine,
  pool: Pool,
  migrations: Migrations,
): Promise<string[]> {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList: migrations,
    optInToShadowDatabase: false,
    filters: nothingLeftOut,
  })
  const [edited] = found.editedMigrationNames
  if (edited !== undefined) {
    throw new MigrationError(
      `The migration ${edited} was changed after this database had it. ` +
        'Restore its text and put the change in a new migration; demo data may be deleted instead.',
    )
  }
  const pending =
    found.history && 'unappliedMigrationNames' in found.history
      ? found.history.unappliedMigrationNames
      : []
  const { migrationDirectories } = migrations
  for (const name of pending) {
    const upToThis = migrationDirectories.filter(({ path }) => path <= name)
    await inTransaction(pool, () =>
      engine.applyMigrations({
        migrationsList: { ...migrations, migrationDirectories: upToThis },
        filters: nothingLeftOut,
      }),
    )
  }
  return pending
}

async function inTransaction(pool: Pool, work: () => Promise<unknown>): Promise<void> {
  await pool.query('BEGIN')
  try {
    await work()
    await pool.query('COMMIT')
  } catch (error) {
    // After a fault the pool has dropped the connection, and the transaction with it.
    await pool.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/** One connection, so that what comes after BEGIN is in the transaction. */
function openSingleConnection(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'stapje migrations',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 0,
    max: 1,
  })
  // Told to us by the query that meets it; without a listener it would end the process as well.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function failure(cause: unknown): MigrationError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new MigrationError(`The database could not be brought up to date: ${reason}`, { cause })
}
