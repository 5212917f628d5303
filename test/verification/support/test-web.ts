import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSafeFetch, type SafeFetch } from '../../../src/http/safe-fetch.ts'

interface Published {
  readonly type: string
  readonly body: string | Uint8Array
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A web of its own: sites under `.example`, answered by a real HTTP server on this machine. */
export interface TestWeb {
  /** Asks the sites of this web; any other address is judged as in earnest. */
  readonly fetch: SafeFetch
  /** Addresses that were asked for, in order. */
  readonly asked: readonly string[]
  put(url: string, body: object | string | Uint8Array, options?: Partial<Published>): void
  remove(url: string): void
  close(): Promise<void>
}

/** Nobody answers at this site. */
export const downSite = 'https://down.example'

export async function startTestWeb(): Promise<TestWeb> {
  const pages = new Map<string, Published>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = `https:/${request.url}`
    asked.push(url)
    const page = pages.get(url)
    if (url.startsWith(downSite)) {
      request.socket.destroy()
      return
    }
    response.writeHead(page?.status ?? 404, {
      'content-type': page?.type ?? 'text/plain',
      ...page?.headers,
    })
    response.end(page?.body ?? 'not found')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const local = createSafeFetch({ timeoutMilliseconds: 2000, allowThisMachine: true })
  const strict = createSafeFetch({
    timeoutMilliseconds: 2000,
    resolve: (_hostname, done) => done(new Error('no such name'), []),
  })
  return {
    asked,
    async fetch(request) {
      const site = /^https:\/\/([\w.-]+\.example(?::\d+)?)(\/[^#]*)?/.exec(request.url)
      if (site === null) return strict(request)
      const [, host = '', path = '/'] = site
      const found = await local({ ...request, url: `http://127.0.0.1:${port}/${host}${path}` })
      return found.kind === 'fetched' ? { ...found, url: request.url } : found
    },
    put(url, body, options = {}) {
      const isText = typeof body === 'string' || body instanceof Uint8Array
      pages.set(url, {
        type: isText ? 'text/plain' : 'application/json',
        status: 200,
        ...options,
        body: isText ? body : JSON.stringify(body),
      })
    },
    remove: (url) => void pages.delete(url),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
