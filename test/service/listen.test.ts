import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type HttpServer, listen } from '../../src/service/listen.ts'

const patience = { headMilliseconds: 200, requestMilliseconds: 400, stopMilliseconds: 300 }

let http: HttpServer
afterEach(() => http.close().catch(() => {}))

const at = (path = '/') => `http://127.0.0.1:${http.port}${path}`

it('says that it is starting until there is something to answer with', async () => {
  http = await listen(0)
  const early = await fetch(at())
  expect([early.status, (await early.json()).code]).toEqual([503, 'starting'])
  http.answerWith((_request, response) => response.end('here'))
  expect(await (await fetch(at())).text()).toBe('here')
})

it('finishes the request at hand when it stops, and takes no new one', async () => {
  http = await listen(0)
  let finish = () => {}
  let begun = () => {}
  const hasBegun = new Promise<void>((done) => {
    begun = done
  })
  http.answerWith((_request, response) => {
    finish = () => response.end('done')
    begun()
  })
  const atHand = fetch(at())
  await hasBegun
  const closed = http.close()
  await expect(fetch(at('/new'))).rejects.toThrow()
  finish()
  const answer = await atHand
  expect([await answer.text(), answer.headers.get('connection')]).toEqual(['done', 'close'])
  await closed
})

it('does not wait for a page that listens for events, nor for who takes too long', async () => {
  http = await listen(0, patience)
  http.answerWith((request, response) => {
    if (request.url === '/events') response.setHeader('content-type', 'text/event-stream')
    response.write('first')
  })
  const events = await fetch(at('/events'))
  const slow = await fetch(at('/slow'))
  await http.close()
  await expect(events.text()).rejects.toThrow()
  await expect(slow.text()).rejects.toThrow()
})

it('cuts off a client that sends its request drop by drop', async () => {
  http = await listen(0, patience)
  const socket = connect(http.port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: stapje\r\n')
  const said: string[] = []
  socket.on('data', (chunk) => said.push(chunk.toString()))
  await once(socket, 'close')
  expect(said.join('')).toContain('408 Request Timeout')
})
