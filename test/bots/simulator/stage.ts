import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { type SimulatedPlatform, startPlatform } from '../../../bots/simulator/platform.ts'
import { createTestClock, type TestClock } from '../../support/clock.ts'

/** A webhook as the service would get it. */
export interface ReceivedWebhook {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** The stand-in for the platforms, with a service that only notes what it is sent. */
export interface Stage extends TestClock {
  readonly platform: SimulatedPlatform
  readonly serviceUrl: string
  readonly received: readonly ReceivedWebhook[]
  /** Resolves once so many webhooks came to this path. */
  arrived(path: string, count?: number): Promise<readonly ReceivedWebhook[]>
  /** What the service answers from now on. */
  answerWith(status: number): void
  close(): Promise<void>
}

const picture = Buffer.from('iVBORw0KGgo=', 'base64')

/** Starts both; GET /picture.png is a picture, any other GET is not there. */
export async function startStage(): Promise<Stage> {
  const clock = createTestClock()
  const received: ReceivedWebhook[] = []
  const waiting = new Set<() => void>()
  let status = 200
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const isPicture = request.url === '/picture.png'
      response.writeHead(isPicture ? 200 : 404, { 'content-type': 'image/png' }).end(picture)
      return
    }
    received.push({
      path: request.url ?? '',
      headers: request.headers,
      body: await text(request),
    })
    response.writeHead(status).end()
    for (const look of [...waiting]) look()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  const serviceUrl = `http://127.0.0.1:${address.port}`
  const platform = await startPlatform({ serviceUrl, clock: clock.clock })
  return {
    ...clock,
    platform,
    serviceUrl,
    received,
    arrived: (path, count = 1) =>
      new Promise((done) => {
        const look = () => {
          const found = received.filter((each) => each.path === path)
          if (found.length < count) return
          waiting.delete(look)
          done(found)
        }
        waiting.add(look)
        look()
      }),
    answerWith(next) {
      status = next
    },
    async close() {
      await platform.stop()
      await new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
    },
  }
}
