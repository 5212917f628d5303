import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'

/** RFC 6455, section 1.3. */
const acceptOf = (key: string) =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** A text frame from a server: up to 65,535 bytes, not masked (RFC 6455, section 5.2). */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff])
  return Buffer.concat([head, payload])
}

/** The text of a short, masked frame from a client; null for another kind, such as a close. */
function textOf(frame: Buffer): string | null {
  if (frame[0] !== 0x81) return null
  const short = (frame[1] ?? 0) & 0x7f
  const length = short === 126 ? frame.readUInt16BE(2) : short
  const start = short === 126 ? 4 : 2
  const mask = frame.subarray(start, start + 4)
  const payload = frame.subarray(start + 4, start + 4 + length)
  return Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))).toString('utf8')
}

const acknowledgement = z.object({ envelope_id: z.string() })

/**
 * Stands in for Slack's Socket Mode: says where to connect, says hello, and keeps what is
 * acknowledged.
 *
 * @param mayOpen tells whether the n-th request to connect is granted.
 */
export async function startSocketServer(mayOpen: (attempt: number) => boolean = () => true) {
  const acknowledged: string[] = []
  const sockets: Duplex[] = []
  const watchers: (() => void)[] = []
  const changed = () => {
    for (const watch of watchers) watch()
  }
  let attempts = 0
  const server = createServer((_request, response) => {
    attempts += 1
    response.writeHead(200, { 'Content-Type': 'application/json' })
    const granted = { ok: true, url: `ws://127.0.0.1:${port}/link` }
    response.end(JSON.stringify(mayOpen(attempts) ? granted : { ok: false, error: 'invalid_auth' }))
  })
  server.on('upgrade', (request, socket) => {
    const accept = acceptOf(request.headers['sec-websocket-key'] ?? '')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    socket.on('error', () => socket.destroy())
    socket.on('data', (frame: Buffer) => {
      const text = textOf(frame)
      if (text === null) socket.end(Buffer.from([0x88, 0]))
      else acknowledged.push(acknowledgement.parse(JSON.parse(text)).envelope_id)
      changed()
    })
    socket.write(frameOf(JSON.stringify({ type: 'hello', num_connections: 1 })))
    sockets.push(socket)
    changed()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    acknowledged,
    sockets,
    /** Resolves as soon as the condition holds; it is looked at after each change here. */
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const watch = () => condition() && resolve()
        watchers.push(watch)
        watch()
      }),
    /** Sends an event over the newest connection. */
    emit(envelopeId: string, payload: object) {
      const envelope = { type: 'events_api', envelope_id: envelopeId, payload }
      sockets.at(-1)?.write(frameOf(JSON.stringify(envelope)))
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
