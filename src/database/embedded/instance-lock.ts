import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataInUseError } from './errors.ts'

/** Says that this process alone works on a data folder, until it is released or the process ends. */
export interface InstanceLock {
  release(): Promise<void>
}

/** How long to wait for the other one to tell its process number. */
const answerMilliseconds = 1000

/**
 * Takes a data folder for this process. The lock is a local socket named after the folder: the
 * operating system lets one process have it and takes it back when that process ends, even by a kill.
 *
 * @throws {DataInUseError} when another process has it.
 */
export async function lockInstance(dataDirectory: string): Promise<InstanceLock> {
  const address = await socketAddress(dataDirectory)
  const server = await listen(address).catch(async (cause: unknown) => {
    const processId = await askProcessId(address)
    // A socket file (not Linux, not Windows) outlives a kill; nobody answers at it then.
    if (processId === null && !address.startsWith('\0')) {
      await rm(address, { force: true })
      return listen(address)
    }
    throw new DataInUseError(dataDirectory, processId, { cause })
  })
  server.unref()
  return { release: () => new Promise((done) => server.close(() => done())) }
}

/**
 * Looks whether a data folder can be taken, before anything else is: who starts the same program twice
 * is to hear that, and not that the port is taken too.
 *
 * @throws {DataInUseError} when another process has it.
 */
export async function mustBeFree(dataDirectory: string): Promise<void> {
  if (!existsSync(dataDirectory)) return
  const lock = await lockInstance(dataDirectory)
  await lock.release()
}

async function socketAddress(dataDirectory: string): Promise<string> {
  const path = await realpath(dataDirectory)
  const name = `stapje-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.end(String(process.pid))
    })
    server.once('error', reject)
    server.listen(address, () => resolve(server))
  })
}

/** Asks who has the socket; null when nobody answers. */
function askProcessId(address: string): Promise<number | null> {
  return new Promise((resolve) => {
    let answer = ''
    const finish = () => {
      socket.destroy()
      resolve(/^\d+$/.test(answer) ? Number(answer) : null)
    }
    const socket = connect(address)
      .setTimeout(answerMilliseconds)
      .on('data', (chunk) => {
        answer += chunk.toString()
      })
      .on('end', finish)
      .on('timeout', finish)
      .on('error', finish)
  })
}
