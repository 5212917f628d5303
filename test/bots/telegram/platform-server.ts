import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Router } from 'express'
import { pino } from 'pino'
import type { ChannelContext, DeliveryStatus } from '../../../bots/channel.ts'
import type { Installations } from '../../../src/conversation/installations.ts'
import type { Message } from '../../../src/conversation/message.ts'
import { testNow } from '../../support/clock.ts'

/** What a platform answers; 'hangUp' breaks the connection off. */
export type PlatformAnswer =
  | 'hangUp'
  | {
      readonly status?: number
      readonly json?: unknown
      /** Instead of JSON. */
      readonly text?: string
      readonly headers?: Readonly<Record<string, string>>
    }

/** A call that our client library made. */
export interface PlatformCall {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Stands in for a platform's API on a port of its own. */
export async function startPlatform(answer: (call: PlatformCall) => PlatformAnswer) {
  const calls: PlatformCall[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    const call = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') }
    calls.push(call)
    const given = answer(call)
    if (given === 'hangUp') {
      request.socket.destroy()
    } else {
      const { status = 200, json, text, headers: extra } = given
      response.writeHead(status, { 'Content-Type': 'application/json', ...extra })
      response.end(text ?? JSON.stringify(json ?? {}))
    }
    for (const { resolve } of waiting.filter(({ count }) => calls.length >= count)) resolve()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    calls,
    /** Resolves when so many calls were made in all. */
    called: (count: number) =>
      calls.length >= count
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ count, resolve })),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Serves a channel's router as the service does. */
export async function serve(router: Router) {
  const app = express()
  app.use(router)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' && address !== null ? address.port : 0

/** Installations in memory. */
export function testInstallations(known: Readonly<Record<string, string>> = {}): Installations {
  const tokens = new Map(Object.entries(known))
  return {
    save: async (_channel, account, token) => void tokens.set(account, token),
    find: async (_channel, account) => tokens.get(account) ?? null,
    remove: async (_channel, account) => void tokens.delete(account),
  }
}

/** A service that remembers what it was given; `fail` makes it unable to keep anything. */
export function testContext(overrides: Partial<ChannelContext> = {}) {
  const messages: Message[] = []
  const statuses: DeliveryStatus[] = []
  const lines: string[] = []
  const state = { fail: false }
  const context: ChannelContext = {
    handle: async (message) => {
      if (state.fail) throw new Error('the database is down')
      messages.push(message)
      return 'answered'
    },
    awardSheets: {
      open: () => Promise.reject(new Error('There are no sheets here.')),
      check: () => Promise.reject(new Error('There are no sheets here.')),
    },
    reportStatus: async (_channel, status) => {
      if (state.fail) throw new Error('the database is down')
      statuses.push(status)
    },
    installations: testInstallations(),
    clock: () => testNow,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    publicUrl: 'https://stapje.example.nl',
    ...overrides,
  }
  return { context, messages, statuses, lines, state }
}
