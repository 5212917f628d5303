import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { accountForRoot, isRoot, type OtherAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { DataAccessError, ServerStartError } from './errors.ts'
import { launchAs } from './launch.ts'

const run = promisify(execFile)

/** The name of the database's own user. */
export const userName = 'stapje'

/** PostgreSQL's files on disk, with what is needed to start and to open them. */
export interface Cluster {
  readonly directory: string
  readonly password: string
  readonly logFile: string
  /** Who the server runs as; null when that is us. */
  readonly account: OtherAccount | null
}

/**
 * Makes PostgreSQL's files in `<dataDirectory>/postgres`, or opens those that are there. They appear
 * whole or not at all: a kill half-way leaves nothing that a next start would trip over.
 *
 * @throws {DataAccessError} when the files belong to somebody else.
 * @throws {ServerStartError} when PostgreSQL cannot make them.
 */
export async function openCluster(dataDirectory: string, binaries: Binaries): Promise<Cluster> {
  const directory = join(dataDirectory, 'postgres')
  const account = isRoot() ? await accountForRoot([directory, dataDirectory]) : null
  const passwordFile = join(dataDirectory, 'postgres-password')
  const logFile = join(dataDirectory, 'postgres.log')
  const exists = await stat(directory).then(
    () => true,
    () => false,
  )
  if (!exists) await initialise(binaries, directory, passwordFile, account)
  try {
    const password = (await readFile(passwordFile, 'utf8')).trim()
    await readFile(join(directory, 'PG_VERSION'))
    return { directory, password, logFile, account }
  } catch (cause) {
    throw new DataAccessError(
      `The data in ${dataDirectory} cannot be read. Start Stapje as the user who started it before, ` +
        'or give it another folder with DATA_DIR.',
      { cause },
    )
  }
}

async function initialise(
  binaries: Binaries,
  directory: string,
  passwordFile: string,
  account: OtherAccount | null,
): Promise<void> {
  const draft = `${directory}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeSecret(passwordFile, randomBytes(24).toString('base64url'))
  if (account !== null) {
    await chown(draft, account.userId, account.groupId)
    await chown(passwordFile, account.userId, account.groupId)
  }
  const launch = await launchAs(account, binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${userName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ])
  try {
    await run(launch.file, [...launch.arguments], { env: launch.environment, cwd: '/' })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new ServerStartError(
      `PostgreSQL could not make its files in ${directory}. It said: ${said || 'nothing'}`,
      { cause },
    )
  }
  await rename(draft, directory)
}

async function writeSecret(path: string, secret: string): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(secret)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(path, 0o600)
}
