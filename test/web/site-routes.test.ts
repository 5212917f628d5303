import { randomUUID } from 'node:crypto'
import express, { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { privacyVersion } from '../../src/learners/privacy-notice.ts'
import { terms } from '../../src/retention/terms.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  const router = Router()
  router.post('/webhooks/test', express.json({ limit: '1kb' }), (_request, response) => {
    response.sendStatus(200)
  })
  router.get('/broken', () => {
    throw new Error('the secret is hunter2')
  })
  router.get('/away', () => {
    throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' })
  })
  site = await startTestSite(router)
})
afterAll(() => site.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}${path}`, { headers })
const asPerson = { accept: 'text/html', 'accept-language': 'nl' }

describe('what the site says of itself', () => {
  it('speaks of the city on its first page, in the language of the reader', async () => {
    const response = await get('/', asPerson)
    expect(response.headers.get('vary')).toContain('Accept-Language')
    expect(await response.text()).toContain('Wat kun je leren in Rotterdam?')
    expect(await (await get('/?lang=en')).text()).toContain('What can you learn in Rotterdam?')
  })

  it('says what is kept, and whom to write to', async () => {
    const html = await (await get('/privacy', asPerson)).text()
    expect(html).toContain('privacy@stapje-rotterdam.example.org')
    expect(html).toContain('Rotterdam')
    expect(html).toContain(`Versie ${privacyVersion}`)
    for (const days of [terms.deliveries, terms.unseenPeople, terms.answeredReferrals]) {
      expect(html).toContain(`${days} dagen`)
    }
  })

  it('lets chats fetch what people share, and search engines read that they may not keep it', async () => {
    const robots = await (await get('/robots.txt')).text()
    expect(robots).toContain('Disallow: /data/')
    expect(robots).not.toContain('/b/')
    expect((await get('/b/unknown')).headers.get('x-robots-tag')).toContain('noindex')
  })

  it('sends its styles and its icon with a time to keep them', async () => {
    for (const path of ['/assets/site.css', '/favicon.svg', '/favicon.ico']) {
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toMatch(/max-age=\d{4,}/)
    }
  })

  it('gives a session for in a calendar', async () => {
    const { id, code } = await site.db.session.findFirstOrThrow({
      select: { id: true, code: true },
    })
    const response = await get(`/sessions/${id}.ics`)
    expect(response.headers.get('content-type')).toMatch(/^text\/calendar/)
    expect(await response.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
    expect((await get(`/sessions/${randomUUID()}.ics`)).status).toBe(404)
    // The code is for who is there: no link tells it, and none takes it.
    expect((await get(`/sessions/${code}.ics`)).status).toBe(404)
    expect((await get('/sessions/..%2f..%2fetc.ics')).status).toBe(404)
  })
})

describe('who issues, and what', () => {
  it('is JSON-LD for programs and a page for people', async () => {
    const organisation = await site.db.organisation.findFirstOrThrow({
      where: { achievements: { some: {} } },
      select: { id: true, name: true, achievements: { select: { id: true }, take: 1 } },
    })
    const paths = [
      `/issuers/${organisation.id}`,
      `/achievements/${organisation.achievements[0]?.id}`,
    ]
    for (const path of paths) {
      const program = await get(path)
      expect(program.headers.get('content-type')).toMatch(/^application\/ld\+json/)
      expect((await program.json()).id).toBe(`${site.url}${path}`)
      const person = await get(path, asPerson)
      expect(person.headers.get('content-type')).toMatch(/^text\/html/)
      expect(await person.text()).toContain(organisation.name)
      expect(person.headers.get('vary')).toContain('Accept')
    }
    const [, achievement] = paths
    expect((await get(`${achievement}/picture.png`)).headers.get('content-type')).toBe('image/png')
    expect(await (await get(`${achievement}/picture.svg`)).text()).toMatch(/^<svg/)
  })

  it.each(['/issuers', '/achievements', '/keys'])(
    '%s/… is 404 for what is not there',
    async (at) => {
      const unknown = '01890000-0000-7000-8000-00000000dead'
      expect((await get(`${at}/${unknown}`)).status).toBe(404)
      expect((await get(`${at}/not-a-uuid`)).status).toBe(404)
    },
  )
})

describe('when something is not right', () => {
  it('is a kind page for people and a problem with a stable code for programs', async () => {
    const person = await get('/nowhere', asPerson)
    expect(person.status).toBe(404)
    expect(await person.text()).toContain('Deze pagina is er niet')
    const program = await get('/nowhere', { accept: 'application/json' })
    expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await program.json()).toEqual({ status: 404, code: 'not-found', title: 'not found' })
  })

  it('keeps the link to the other language on this site, whatever the path', async () => {
    const html = await (await get('//elsewhere.example/', asPerson)).text()
    expect(html).toContain('href="?lang=en"')
    expect(html).not.toContain('elsewhere.example')
  })

  it('shows and logs nothing of what a fault says', async () => {
    const response = await get('/broken', asPerson)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('hunter2')
    expect(site.logged()).toContain('a page failed')
    expect(site.logged()).not.toContain('hunter2')
  })

  it('is 503 with a time to come back while the database is away', async () => {
    const response = await get('/away')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
  })

  it('is 413 for too much, and 400 for what cannot be read', async () => {
    const post = (body: string) =>
      fetch(`${site.url}/webhooks/test`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    const large = await post(JSON.stringify('x'.repeat(2000)))
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ code: 'body-too-large' })
    const broken = await post('{')
    expect(broken.status).toBe(400)
    expect(await broken.json()).toMatchObject({ code: 'body-unreadable' })
    expect((await get('/b/%E0%A4%A', asPerson)).status).toBe(400)
  })
})

describe('for whoever keeps it running', () => {
  it('is live, and ready only while every part can work', async () => {
    expect((await get('/health/live')).status).toBe(200)
    expect((await get('/health/ready')).status).toBe(200)
    site.parts.database = false
    const response = await get('/health/ready')
    site.parts.database = true
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({
      status: 'not-ready',
      code: 'database-down',
      database: false,
      worker: true,
    })
  })

  it('tells Prometheus of routes, never of addresses', async () => {
    await get('/b/this-is-a-token')
    const text = await (await get('/metrics')).text()
    expect(text).toContain('route="/b/:file"')
    expect(text).not.toContain('this-is-a-token')
  })
})

it('slows down who asks for very many pages, and never a webhook', async () => {
  const flooded = await startTestSite(
    Router().post('/webhooks/test', (_request, response) => {
      response.sendStatus(200)
    }),
  )
  const ask = async (path: string, method: string) =>
    (await fetch(`${flooded.url}${path}`, { method })).status
  const statuses = new Set<number>()
  for (let asked = 0; asked < 301; asked += 1) statuses.add(await ask('/robots.txt', 'GET'))
  expect([...statuses]).toEqual([200, 429])
  const told = await fetch(`${flooded.url}/`, { headers: { accept: 'application/json' } })
  expect(told.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await told.json()).toMatchObject({ status: 429, code: 'too-many-requests' })
  expect(await ask('/webhooks/test', 'POST')).toBe(200)
  expect(await ask('/health/live', 'GET')).toBe(200)
  await flooded.close()
})
