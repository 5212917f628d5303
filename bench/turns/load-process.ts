import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Asked, answer, type Measured } from './protocol.ts'

/** The other side of a webhook: a Bot API that takes replies, and people who write. */
export interface Load {
  /** Where its Bot API listens. */
  readonly apiRoot: string
  run(asked: Asked): Promise<Measured>
  stop(): void
}

/** Starts the load in a process of its own, so that it shares the machine and not the event loop. */
export async function startLoad(): Promise<Load> {
  // The built program runs .js; straight from the source it would be .ts.
  const program = new URL(`./load${import.meta.url.slice(-3)}`, import.meta.url)
  const child = fork(fileURLToPath(program))
  const next = async () => {
    const [message] = await once(child, 'message')
    return answer.parse(message)
  }
  const first = await next()
  if (first.kind !== 'listening') throw new Error('The load did not start.')
  return {
    apiRoot: `http://127.0.0.1:${first.port}`,
    async run(asked) {
      const told = next()
      child.send(asked)
      const result = await told
      if (result.kind !== 'measured') throw new Error('The load told nothing.')
      return result.measured
    },
    stop: () => void child.kill(),
  }
}
