import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { ServerStartError } from './errors.ts'

/** How long a server that was left over may take to finish. */
const stopMilliseconds = 15_000
const lookAgainMilliseconds = 50

/**
 * Stops a server that outlived a Stapje which was killed, and removes what a crash left behind. Call
 * it only with the data folder locked: then any server on these files is left over.
 *
 * @throws {ServerStartError} when it does not stop.
 */
export async function clearLeftOver(cluster: Cluster): Promise<void> {
  const pidFile = join(cluster.directory, 'postmaster.pid')
  const content = await readFile(pidFile, 'utf8').catch(() => null)
  if (content === null) return
  const processId = Number.parseInt(content, 10)
  if (!(await isOurServer(processId, cluster.directory))) {
    // The number may belong to any other program by now, which PostgreSQL would mistake for a server.
    await rm(pidFile, { force: true })
    return
  }
  // SIGINT is PostgreSQL's "fast shutdown": it ends its connections and finishes its files.
  process.kill(processId, 'SIGINT')
  for (let waited = 0; waited < stopMilliseconds; waited += lookAgainMilliseconds) {
    if (!(await isOurServer(processId, cluster.directory))) return
    await wait(lookAgainMilliseconds)
  }
  throw new ServerStartError(
    `A database server of an earlier start (process ${processId}) does not stop. End it by hand.`,
  )
}

/** Tells whether a process is a PostgreSQL on these files. */
async function isOurServer(processId: number, directory: string): Promise<boolean> {
  if (!Number.isInteger(processId) || processId <= 1 || !isAlive(processId)) return false
  // Without /proc there is no cheap way to be surer; the number is right nearly always.
  if (process.platform !== 'linux') return true
  const commandLine = await readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '')
  return commandLine.includes('postgres') && commandLine.split('\0').includes(directory)
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
