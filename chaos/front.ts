import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'

/** What is done to one request on its way. */
export type Meddling =
  | { readonly kind: 'none' }
  /** The connection breaks before the request arrives. */
  | { readonly kind: 'reset' }
  /** The request arrives and is done; its answer never comes back. */
  | { readonly kind: 'lostAnswer' }
  | { readonly kind: 'slow'; readonly milliseconds: number }

/** One request that arrived, with what came of it. */
export interface Exchange {
  readonly path: string
  readonly body: string
  readonly status: number
  readonly answer: string
}

export interface FrontOptions {
  /** Where requests go: an address without a slash at the end; null when nobody is there now. */
  readonly target: () => string | null
  readonly meddle: (path: string) => Meddling
  /** Told of a request as soon as it is done; what it gives is told whether the answer went back. */
  readonly onDone?: (exchange: Exchange) => (isAnswered: boolean) => void
}

/** A door in front of another server, at which requests meet trouble. */
export interface Front {
  readonly url: string
  stop(): Promise<void>
}

/** Opens a front on a free port of the loopback address. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const server = createServer((incoming, response) => {
    pass(options, agent, incoming, response).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
        agent.destroy()
      }),
  }
}

async function pass(
  { target, meddle, onDone }: FrontOptions,
  agent: Agent,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = incoming.url ?? '/'
  const body = await bodyOf(incoming)
  const meddling = meddle(path)
  const to = target()
  if (meddling.kind === 'reset' || to === null) {
    incoming.socket.destroy()
    return
  }
  const { status, headers, answer } = await forward(agent, to + path, incoming, body)
  const tell = onDone?.({ path, body: body.toString('utf8'), status, answer })
  if (meddling.kind === 'slow') await after(meddling.milliseconds)
  // Who asked may be gone by now: then nobody hears the answer.
  const isAnswered = meddling.kind !== 'lostAnswer' && !incoming.socket.destroyed
  tell?.(isAnswered)
  if (!isAnswered) {
    incoming.socket.destroy()
    return
  }
  response.writeHead(status, headers)
  response.end(answer)
}

const ofOneConnection = ['host', 'connection', 'transfer-encoding']

function forward(agent: Agent, url: string, incoming: IncomingMessage, body: Buffer) {
  return new Promise<{
    status: number
    headers: Record<string, string | string[]>
    answer: string
  }>((resolve, reject) => {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !ofOneConnection.includes(name)),
    )
    Object.assign(headers, { 'content-length': body.length, 'accept-encoding': 'identity' })
    const call = request(url, { agent, method: incoming.method ?? 'GET', headers }, (response) => {
      bodyOf(response)
        .then((answer) => {
          const type = response.headers['content-type']
          const wait = response.headers['retry-after']
          resolve({
            status: response.statusCode ?? 502,
            headers: {
              ...(type !== undefined && { 'content-type': type }),
              ...(wait !== undefined && { 'retry-after': wait }),
            },
            answer: answer.toString('utf8'),
          })
        })
        .catch(reject)
    })
    call.on('error', reject)
    call.end(body)
  })
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
