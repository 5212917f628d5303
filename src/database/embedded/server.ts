import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'
import { type Cluster, openCluster, userName } from './cluster.ts'
import { ServerStartError } from './errors.ts'
import { lockInstance } from './instance-lock.ts'
import { launchAs } from './launch.ts'
import { clearLeftOver } from './left-over.ts'

/** The embedded PostgreSQL, running. */
export interface EmbeddedDatabase {
  /** Address of its own database. */
  readonly url: string
  /** Ends it after what it is doing, and lets the data folder go. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDirectory: string
  /** Further settings of PostgreSQL, such as `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** TCP port, so that others find it again after a stop; by default a free one. */
  readonly port?: number
  /** Told when the server ended by itself; it is started again at the same address. */
  readonly onRestart?: () => void
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  // Statements and values can hold what somebody typed: none of them goes into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

const startMilliseconds = 20_000
const lookAgainMilliseconds = 25
const restartMilliseconds = 500

/**
 * Starts the PostgreSQL that came with npm on the data in `dataDirectory`, and makes the data when
 * there is none. It listens on the loopback address only, with a random password.
 *
 * @throws {DataInUseError} when another Stapje runs on this data.
 * @throws {ServerStartError} when the server does not come up; the message says what it wrote.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDirectory } = options
  await mkdir(dataDirectory, { recursive: true })
  const lock = await lockInstance(dataDirectory)
  try {
    const binaries = await findBinaries()
    const cluster = await openCluster(dataDirectory, binaries)
    await clearLeftOver(cluster)
    const server = await keepRunning(cluster, binaries, options)
    return {
      url: server.url,
      async stop() {
        await server.stop()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function keepRunning(cluster: Cluster, binaries: Binaries, options: EmbeddedOptions) {
  const port = options.port ?? (await freePort())
  const url = `postgresql://${userName}:${cluster.password}@127.0.0.1:${port}/postgres`
  let stopping = false
  let child = await launch(cluster, binaries, port, url, options)

  const watch = () => {
    child.once('exit', () => {
      if (stopping) return
      options.onRestart?.()
      void restart()
    })
  }
  const restart = async (): Promise<void> => {
    while (!stopping) {
      await wait(restartMilliseconds, undefined, { ref: false })
      try {
        if (stopping) return
        await clearLeftOver(cluster)
        child = await launch(cluster, binaries, port, url, options)
        watch()
        return
      } catch {
        // What hinders it (a full disk, a process that is still ending) may pass: try again.
      }
    }
  }
  watch()
  return {
    url,
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await ended
    },
  }
}

async function launch(
  cluster: Cluster,
  binaries: Binaries,
  port: number,
  url: string,
  options: EmbeddedOptions,
): Promise<ChildProcess> {
  const all = Object.entries({ ...settings, ...options.settings, port: String(port) })
  const {
    file,
    arguments: args,
    environment,
  } = await launchAs(cluster.account, binaries.postgres, [
    '-D',
    cluster.directory,
    ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const log = await open(cluster.logFile, 'w', 0o600)
  try {
    const child = spawn(file, args, {
      // Of its own group: Ctrl-C in the terminal reaches us, and we end it in order.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: environment,
      cwd: '/',
    })
    await untilReady(child, url, cluster.logFile)
    return child
  } finally {
    await log.close()
  }
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  let fault: Error | null = null
  child.once('error', (error) => {
    fault = error
  })
  for (let waited = 0; waited < startMilliseconds; waited += lookAgainMilliseconds) {
    if (fault !== null || child.exitCode !== null || child.signalCode !== null) break
    if (await answers(url)) return
    await wait(lookAgainMilliseconds)
  }
  child.kill('SIGINT')
  const said = await readFile(logFile, 'utf8').catch(() => '')
  throw new ServerStartError(
    `PostgreSQL did not start. It said: ${said.trim().slice(-600) || 'nothing'}`,
    { cause: fault ?? undefined },
  )
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No port')),
      )
    })
  })
}
