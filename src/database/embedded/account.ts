import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type Environment, inheritedEnvironment } from '../../config.ts'
import { ServerAccountError } from './errors.ts'

const run = promisify(execFile)

/** Who a program runs as, when it may not run as us. */
export interface OtherAccount {
  readonly userId: number
  readonly groupId: number
}

/** PostgreSQL refuses to run as root: true when we need another account for it. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * The account that the server runs as when we are root: the owner of the data when that is an
 * ordinary user, else the system user `stapje`, else `postgres`, else a new `stapje`.
 *
 * @param paths the data first, then the folders around it; those that do not exist are passed over.
 * @throws {ServerAccountError} when there is none and none can be made.
 */
export async function accountForRoot(paths: readonly string[]): Promise<OtherAccount> {
  for (const path of paths) {
    const owner = await stat(path).catch(() => null)
    if (owner && owner.uid !== 0) return { userId: owner.uid, groupId: owner.gid }
  }
  const existing = (await lookUp('stapje')) ?? (await lookUp('postgres'))
  if (existing) return existing
  await makeSystemUser('stapje')
  const made = await lookUp('stapje')
  if (made) return made
  throw noAccount(undefined)
}

async function lookUp(user: string): Promise<OtherAccount | null> {
  try {
    const [userId, groupId] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
    return { userId: Number(userId.stdout), groupId: Number(groupId.stdout) }
  } catch {
    return null
  }
}

/** What useradd answers when the name is taken: another Stapje made it at this same moment. */
const NAME_IN_USE = 9

async function makeSystemUser(name: string): Promise<void> {
  const nowhere = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  try {
    await run('useradd', ['--system', '--user-group', ...nowhere, name], { env: systemPath() })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === NAME_IN_USE) return
    throw noAccount(cause)
  }
}

/** `su` without a dash leaves root with a PATH that lacks the system's own programs. */
export function systemPath(): Environment {
  const { PATH = '', ...others } = inheritedEnvironment()
  return { ...others, PATH: `${PATH}:/usr/local/sbin:/usr/sbin:/sbin` }
}

function noAccount(cause: unknown): ServerAccountError {
  return new ServerAccountError(
    'PostgreSQL does not run as root, and a user named stapje could not be made for it with ' +
      'useradd. Run Stapje as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  )
}
