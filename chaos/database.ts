import { setTimeout as after } from 'node:timers/promises'
import { startEmbeddedDatabase } from '../src/database/embedded/server.ts'

/** The PostgreSQL of a run, which several processes share. */
export interface RunDatabase {
  readonly url: string
  /** Takes it away and brings it back; null where it belongs to others as well. */
  readonly interrupt: ((awayMilliseconds: number) => Promise<void>) | null
  stop(): Promise<void>
}

/** Starts a PostgreSQL of the run's own, as durable as in real use, that can be stopped and started. */
export async function startRunDatabase(dataDirectory: string): Promise<RunDatabase> {
  let server = await startEmbeddedDatabase({ dataDirectory })
  const { url } = server
  const port = Number(new URL(url).port)
  return {
    url,
    async interrupt(awayMilliseconds) {
      await server.stop()
      await after(awayMilliseconds)
      server = await startEmbeddedDatabase({ dataDirectory, port })
    },
    stop: () => server.stop(),
  }
}
