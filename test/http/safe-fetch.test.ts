import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../src/http/public-address.ts'
import { createSafeFetch } from '../../src/http/safe-fetch.ts'

let server: Server
let origin: string
const seen: Record<string, string | string[] | undefined>[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const hops = Number(url.searchParams.get('hops'))
    switch (url.pathname) {
      case '/hop':
        response.writeHead(302, { location: hops > 1 ? `/hop?hops=${hops - 1}` : '/end' }).end()
        return
      case '/to':
        response.writeHead(307, { location: url.searchParams.get('url') ?? '' }).end()
        return
      case '/end':
        response.writeHead(200, { 'content-type': 'text/plain', 'set-cookie': 'a=b' }).end('here')
        return
      case '/bomb':
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(20_000_000)))
        return
      case '/endless':
        response.writeHead(200)
        response.write('x')
        return
      case '/silent':
        return
      default:
        response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const local = createSafeFetch({ timeoutMilliseconds: 400, allowThisMachine: true })
const get = (path: string, fetch = local) =>
  fetch({ url: path.startsWith('/') ? `${origin}${path}` : path, accept: '*/*', mostBytes: 1000 })

describe('fetching what a stranger points to', () => {
  it('follows three redirects and not four, without cookies', async () => {
    expect(await get('/hop?hops=3')).toMatchObject({
      kind: 'fetched',
      url: `${origin}/end`,
      contentType: 'text/plain',
    })
    expect(await get('/hop?hops=4')).toEqual({ kind: 'refused', code: 'redirects' })
    expect(seen.every(({ cookie, authorization }) => !cookie && !authorization)).toBe(true)
  })

  it.each([
    ['http://10.1.2.3/', 'private-address'],
    ['http://169.254.169.254/latest/meta-data/', 'private-address'],
    ['file:///etc/passwd', 'not-https'],
    ['gopher://127.0.0.1/', 'not-https'],
    ['http://user:word@127.0.0.1/', 'not-a-link'],
  ])('judges where it is sent to as strictly (%s)', async (url, code) => {
    const outcome = await get(`/to?url=${encodeURIComponent(url)}`)
    expect(outcome).toEqual({ kind: 'refused', code })
  })

  it('stops at a size, also after decompression, and after a time', async () => {
    // A machine that is busy with other tests may be slow to send so much.
    const patient = createSafeFetch({ timeoutMilliseconds: 20_000, allowThisMachine: true })
    expect(await get('/bomb', patient)).toEqual({ kind: 'failed', code: 'too-large' })
    expect(await get('/endless')).toEqual({ kind: 'failed', code: 'timed-out' })
    expect(await get('/silent')).toEqual({ kind: 'failed', code: 'timed-out' })
    expect(await get('/nothing')).toEqual({ kind: 'missing', status: 404 })
  })
})

describe('the public internet only', () => {
  const resolving = (...addresses: string[]) =>
    createSafeFetch({
      timeoutMilliseconds: 400,
      resolve: (_hostname, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    })

  it.each([
    'http://school.example/',
    'ftp://school.example/',
    'https://school.example:8443/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[fd00::1]/',
    'https://192.168.0.1/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://a:b@school.example/',
    'https://',
    'school.example',
  ])('refuses %s', async (url) => {
    expect(await get(url, resolving('93.184.215.14'))).toMatchObject({ kind: 'refused' })
  })

  it.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:192.168.0.1'],
    ['93.184.215.14', '10.0.0.1'],
  ])('refuses a name that leads to %s', async (...addresses) => {
    const fetch = resolving(...addresses)
    expect(await get('https://rebind.example/', fetch)).toEqual({
      kind: 'refused',
      code: 'private-address',
    })
  })

  it('asks for the address of a name once, and connects to that very address', async () => {
    let asked = 0
    const rebinding = (...addresses: string[]) =>
      createSafeFetch({
        timeoutMilliseconds: 400,
        allowThisMachine: true,
        resolve: (_hostname, done) => {
          const address = addresses[asked] ?? '10.0.0.1'
          asked += 1
          done(null, [{ address, family: 4 }])
        },
      })
    const url = origin.replace('127.0.0.1', 'rebind.example')
    // The second answer, which nobody asks for, would be inside a network.
    expect(await get(`${url}/end`, rebinding('127.0.0.1', '10.0.0.1'))).toMatchObject({
      kind: 'fetched',
    })
    expect(asked).toBe(1)
    expect(await get(`${url}/end`, rebinding('127.0.0.1', '10.0.0.1'))).toEqual({
      kind: 'refused',
      code: 'private-address',
    })
  })

  it('knows no private IPv4 address as public', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    )
    fc.assert(
      fc.property(inside, (octets) => {
        const address = octets.join('.')
        return !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`)
      }),
    )
  })

  it('never throws, whatever the link', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.webUrl()), async (url) => {
        const outcome = await get(url.replace(/^https/, 'http'), resolving('127.0.0.1'))
        expect(outcome.kind).toBe('refused')
      }),
    )
  })
})
