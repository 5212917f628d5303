import { connect, createServer, type Socket } from 'node:net'

/** A door in front of a server, at which nothing comes through while it is held shut. */
export interface TcpDoor {
  readonly port: number
  /** Holds what goes to and fro, as a server does that hangs; no connection is broken. */
  hold(): void
  letGo(): void
  close(): Promise<void>
}

/** Opens a door on a free port of this machine. */
export async function openTcpDoor(host: string, port: number): Promise<TcpDoor> {
  const sockets = new Set<Socket>()
  let isHeld = false
  const server = createServer((incoming) => {
    const outgoing = connect(port, host)
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => void to.write(chunk))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      if (isHeld) from.pause()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    hold() {
      isHeld = true
      for (const socket of sockets) socket.pause()
    },
    letGo() {
      isHeld = false
      for (const socket of sockets) socket.resume()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
