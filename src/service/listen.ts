import { createServer, type RequestListener, type Server } from 'node:http'
import { ConfigurationError } from '../configuration-error.ts'

/** The HTTP server, which listens before there is anything to answer with. */
export interface HttpServer {
  /** The TCP port that it has. */
  readonly port: number
  /** Answers every request with this from now on; until then it says that we are starting. */
  answerWith(listener: RequestListener): void
  /** Takes no new connections and waits for the requests at hand. */
  close(): Promise<void>
}

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' })
  response.end(JSON.stringify({ status: 503, code: 'starting', title: 'The service is starting' }))
}

/**
 * Takes the port at once, so that our own address is known while the rest is made, and a port in use
 * is told before anything is changed.
 *
 * @throws {ConfigurationError} naming PORT when it is in use or not allowed.
 */
export async function listen(port: number): Promise<HttpServer> {
  let listener = starting
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => fail(portError(port, cause)))
    server.listen(port, done)
  })
  return {
    port: portOf(server),
    answerWith(next) {
      listener = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeIdleConnections()
      }),
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address === 'object' && address !== null) return address.port
  throw new TypeError('A TCP port was expected')
}

function portError(port: number, cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'EADDRINUSE') {
    return new ConfigurationError(
      'PORT',
      `${port} is in use by another program. Stop that one, or choose another: PORT=3001 npm start`,
      { cause },
    )
  }
  if (cause.code === 'EACCES') {
    return new ConfigurationError('PORT', `${port} needs more rights. Choose one above 1023.`, {
      cause,
    })
  }
  return cause
}
