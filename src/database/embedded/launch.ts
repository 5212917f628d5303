import { readFile } from 'node:fs/promises'
import type { Environment } from '../../config.ts'
import { type OtherAccount, systemPath } from './account.ts'

/** A program with its arguments and surroundings, ready to be started. */
export interface Launch {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Environment
}

/** Bits of Linux capabilities (capabilities(7)). */
const capabilities = { dac_override: 1, dac_read_search: 2 } as const

/**
 * Makes a program run as another account, without the rights of root, by `setpriv`.
 *
 * It keeps one right where the system allows it: to read through folders that are not its own. The
 * project may stand under /root, which is closed to everybody else.
 */
export async function launchAs(
  account: OtherAccount | null,
  file: string,
  args: readonly string[],
): Promise<Launch> {
  const environment = { ...systemPath(), LC_ALL: 'C', PGTZ: 'UTC' }
  if (account === null) return { file, arguments: args, environment }
  const right = await rightToRead()
  // Without the secure bit, access(2) forgets the right: PostgreSQL asks it for its own programs.
  const rights =
    right === null
      ? []
      : ['--securebits=+no_setuid_fixup', `--inh-caps=+${right}`, `--ambient-caps=+${right}`]
  return {
    file: 'setpriv',
    arguments: [
      `--reuid=${account.userId}`,
      `--regid=${account.groupId}`,
      '--clear-groups',
      ...rights,
      file,
      ...args,
    ],
    environment,
  }
}

/** The smallest right that opens closed folders, of those this process may hand on; null when none. */
async function rightToRead(): Promise<keyof typeof capabilities | null> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`)
  const may = (bit: number) => ((bounding >> BigInt(bit)) & 1n) === 1n
  if (may(capabilities.dac_read_search)) return 'dac_read_search'
  return may(capabilities.dac_override) ? 'dac_override' : null
}
