import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { type CopiedFiles, copyFiles, giveToOwnerOf } from './copy-files.ts'
import { runningDatabaseUrl } from './running.ts'
import { startEmbeddedDatabase } from './server.ts'

/** A backup that cannot be made, or cannot be used; the message says what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly code = 'ERR_BACKUP'
}

const manifestName = 'backup.json'
const manifest = z.object({ madeAt: z.iso.datetime(), files: z.int(), bytes: z.int() })
export type BackupManifest = z.infer<typeof manifest>

/** Beside the database's own files: without these it cannot be opened. */
const beside = ['postgres-password', 'demo-secret'] as const

/** What belongs to a running server only, and must not be in a copy (PostgreSQL, Low Level Base Backup). */
const notCopied =
  /^(?:postmaster\.(?:pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_dynshmem\/.+|pg_notify\/.+|pg_serial\/.+|pg_snapshots\/.+|pg_stat_tmp\/.+|pg_subtrans\/.+|(?:.+\/)?pg_internal\.init(?:\..*)?|(?:.+\/)?pgsql_tmp.*)$/

/**
 * Copies the embedded database to a new folder, also while it is at work: what was committed when the
 * copying ended is in it. It is PostgreSQL's own low-level base backup, with the log of changes.
 *
 * @throws {BackupError} when there is no data, or the folder is there already.
 */
export async function backUp(
  dataDirectory: string,
  target: string,
  now: Date,
): Promise<BackupManifest> {
  if (!existsSync(join(dataDirectory, 'postgres'))) {
    throw new BackupError(`There is no embedded database in ${dataDirectory}. Set DATA_DIR.`)
  }
  if (existsSync(target)) throw new BackupError(`${target} is there already. Name a new folder.`)
  const running = await runningUrl(dataDirectory)
  // Nobody is at work on it: it is started for the copying only.
  const own = running === null ? await startEmbeddedDatabase({ dataDirectory }) : null
  const draft = `${target}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    const { files, bytes } = await copyAtWork(own?.url ?? running ?? '', dataDirectory, draft)
    for (const name of beside) {
      const from = join(dataDirectory, name)
      if (existsSync(from)) await copyFile(from, join(draft, name))
    }
    const made = { madeAt: now.toISOString(), files, bytes }
    await writeFile(join(draft, manifestName), `${JSON.stringify(made)}\n`, { flush: true })
    await rename(draft, target)
    return made
  } finally {
    await rm(draft, { recursive: true, force: true })
    await own?.stop()
  }
}

/**
 * Puts a backup in a data folder that has no database yet. The next start replays what was under way.
 *
 * @throws {BackupError} when it is no whole backup, or there is a database already.
 */
export async function restore(source: string, dataDirectory: string): Promise<BackupManifest> {
  const made = await readManifest(source)
  const directory = join(dataDirectory, 'postgres')
  if (existsSync(directory)) {
    throw new BackupError(`There is a database in ${dataDirectory} already. Name a new DATA_DIR.`)
  }
  await mkdir(dataDirectory, { recursive: true })
  const draft = `${directory}.new`
  await rm(draft, { recursive: true, force: true })
  const { files, bytes } = await copyFiles(join(source, 'postgres'), draft)
  if (files !== made.files || bytes !== made.bytes) {
    await rm(draft, { recursive: true, force: true })
    throw new BackupError(`${source} is not whole: files are missing, or were changed.`)
  }
  for (const name of beside) {
    if (!existsSync(join(source, name))) continue
    await copyFile(join(source, name), join(dataDirectory, name))
  }
  await rename(draft, directory)
  return made
}

async function readManifest(source: string): Promise<BackupManifest> {
  try {
    return manifest.parse(JSON.parse(await readFile(join(source, manifestName), 'utf8')))
  } catch (cause) {
    throw new BackupError(`${source} is no whole backup of Stapje.`, { cause })
  }
}

/** The address of the server that is at work on the data; null when none answers. */
async function runningUrl(dataDirectory: string): Promise<string | null> {
  const url = await runningDatabaseUrl(dataDirectory)
  if (url === null) return null
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  return client.connect().then(
    async () => {
      await client.end()
      return url
    },
    () => null,
  )
}

/** Keeps the log of changes until the connection ends. */
const keepLog = `SELECT pg_create_physical_replication_slot('stapje_backup', true, true)`

async function copyAtWork(url: string, dataDirectory: string, to: string): Promise<CopiedFiles> {
  const from = join(dataDirectory, 'postgres')
  const directory = join(to, 'postgres')
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(keepLog)
    await client.query(`SELECT pg_backup_start('stapje', true)`)
    const data = await copyFiles(from, directory, (path) => !notCopied.test(path))
    const { rows } = await client.query<{ labelfile: string }>(
      'SELECT labelfile FROM pg_backup_stop(false)',
    )
    const label = rows[0]?.labelfile ?? ''
    const labelFile = join(directory, 'backup_label')
    await writeFile(labelFile, label, { flush: true, mode: 0o600 })
    await giveToOwnerOf(labelFile, from)
    const log = await copyFiles(join(from, 'pg_wal'), join(directory, 'pg_wal'))
    return {
      files: data.files + log.files + 1,
      bytes: data.bytes + log.bytes + Buffer.byteLength(label),
    }
  } finally {
    await client.query(`SELECT pg_drop_replication_slot('stapje_backup')`).catch(() => {})
    await client.end()
  }
}
