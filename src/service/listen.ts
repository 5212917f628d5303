import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { ConfigurationError } from '../configuration-error.ts'

/** The HTTP server, which listens before there is anything to answer with. */
export interface HttpServer {
  /** The TCP port that it has. */
  readonly port: number
  /** Answers every request with this from now on; until then it says that we are starting. */
  answerWith(listener: RequestListener): void
  /** Takes nothing new, and waits for the requests at hand; a client that stays longer is cut off. */
  close(): Promise<void>
}

/** How long a client may take. */
export interface Patience {
  /** To send the head of its request. */
  readonly headMilliseconds: number
  /** To send all of it. */
  readonly requestMilliseconds: number
  /** To take its answer, once we stop. */
  readonly stopMilliseconds: number
}

const usualPatience: Patience = {
  headMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  stopMilliseconds: 10_000,
}

const unavailable =
  (code: string, title: string): RequestListener =>
  (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' })
    response.end(JSON.stringify({ status: 503, code, title }))
  }
const starting = unavailable('starting', 'The service is starting')
const stopping = unavailable('stopping', 'The service is stopping')

/**
 * Takes the port at once, so that our own address is known while the rest is made, and a port in use
 * is told before anything is changed.
 *
 * @throws {ConfigurationError} naming PORT when it is in use or not allowed.
 */
export async function listen(port: number, patience = usualPatience): Promise<HttpServer> {
  let listener = starting
  const atHand = new Set<ServerResponse>()
  const { headMilliseconds, requestMilliseconds, stopMilliseconds } = patience
  const timeouts = {
    headersTimeout: headMilliseconds,
    requestTimeout: requestMilliseconds,
    connectionsCheckingInterval: Math.ceil(headMilliseconds / 4),
  }
  const server = createServer(timeouts, (request, response) => {
    atHand.add(response)
    response.once('close', () => atHand.delete(response))
    listener(request, response)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => fail(portError(port, cause)))
    server.listen(port, done)
  })
  return {
    port: portOf(server),
    answerWith(next) {
      listener = next
    },
    async close() {
      listener = stopping
      const closed = new Promise<void>((done) => server.close(() => done()))
      for (const response of atHand) leave(response)
      server.closeIdleConnections()
      await Promise.race([closed, after(stopMilliseconds, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}

/** Has a connection end with the answer at hand; a stream of events would never end by itself. */
function leave(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
  else if (String(response.getHeader('content-type')).startsWith('text/event-stream')) {
    response.destroy()
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
