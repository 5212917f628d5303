import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

/** An app that listens, on a free port of this machine only. */
export interface ServedApp {
  readonly url: string
  close(): Promise<void>
}

/** Lets an Express app listen. The address is not known before, so the app is made with it. */
export async function serve(makeApp: (url: string) => Promise<Express>): Promise<ServedApp> {
  let app: Express | null = null
  const server = createServer((request, response) => app?.(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  app = await makeApp(url)
  return {
    url,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
