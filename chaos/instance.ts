import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import type { Environment } from '../src/config.ts'

/** A service as another process, at work. */
export interface Instance {
  readonly url: string
  /** Ends it at once, as a machine that loses power does. */
  kill(): Promise<void>
  /** Asks it to finish what it has and stop; gives its exit code. */
  stop(): Promise<number | null>
  /** What it wrote that looks like a fault. */
  faults(): readonly string[]
}

/** The program did not come up; the message says what it wrote. */
export class InstanceStartError extends Error {
  override readonly name = 'InstanceStartError'
  readonly code = 'ERR_INSTANCE_START'
}

/**
 * Starts the built program.
 *
 * @param program the path of `main.js`.
 * @throws {InstanceStartError} when it ends before it listens.
 */
export async function startInstance(program: string, environment: Environment): Promise<Instance> {
  const child = spawn(process.execPath, ['--no-deprecation', program], {
    env: { PORT: '0', LOG_LEVEL: 'error', ...environment },
    cwd: tmpdir(),
  })
  const ended = once(child, 'exit')
  const faults: string[] = []
  const url = await addressOf(child, faults)
  return {
    url,
    faults: () => faults,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
  }
}

function addressOf(child: ChildProcess, faults: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      const words = chunk.toString()
      faults.push(...words.split('\n').filter((line) => line.startsWith('{')))
      if (said.length > 10_000) return
      said += words
      const address = /at (http:\/\/localhost:\d+) for/.exec(said)?.[1]
      if (address !== undefined) resolve(address.replace('localhost', '127.0.0.1'))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new InstanceStartError(`The service did not start: ${said}`)))
  })
}
