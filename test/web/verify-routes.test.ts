import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentialBy } from '../verification/support/credentials.ts'
import { siteIssuer, type TestIssuer } from '../verification/support/issuers.ts'
import { bakedText, png } from '../verification/support/pictures.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

let site: TestSite
let issuer: TestIssuer
let good: string
let link: string

beforeAll(async () => {
  site = await startTestSite()
  issuer = await siteIssuer(site.web, 'school.example')
  good = await issuer.sign(credentialBy(issuer.id))
  const shared = await site.share({ badges: [['buurthuis-de-kade', 'eerste-stap']] })
  link = `${site.url}/b/${shared.token}`
})
afterAll(() => site.close())

function submit(fields: Readonly<Record<string, string | Blob>>, language = 'en') {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return fetch(`${site.url}/verify?lang=${language}`, {
    method: 'POST',
    body,
    headers: { accept: 'text/html' },
  })
}

const ask = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  fetch(`${site.url}/api/verify`, { method: 'POST', body, headers: { 'content-type': type } })

describe('the page', () => {
  it.each([
    ['nl', 'Deze badge klopt', 'De handtekening klopt. Er is niets veranderd.'],
    ['en', 'This badge holds', 'The signature holds. Nothing was changed.'],
  ])('says in words what was seen (%s)', async (language, verdict, signature) => {
    const picture = new Blob([new Uint8Array(png([bakedText(good)]))], { type: 'image/png' })
    for (const fields of [{ text: good }, { text: link }, { file: picture, text: '' }]) {
      const response = await submit(fields, language)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      const html = await response.text()
      expect(html).toContain(`<h1>${verdict}</h1>`)
      expect(html).toContain(signature)
    }
  })

  it('says what is wrong, and shows names of strangers as text', async () => {
    const name = '<script>alert(1)</script>'
    const credential = credentialBy(issuer.id, {
      issuer: { id: issuer.id, name },
      validUntil: '2026-11-01T00:00:00Z',
    })
    const html = await (await submit({ text: await issuer.sign(credential) })).text()
    expect(html).toContain('<h1>This badge does not hold</h1>')
    expect(html).toContain('The badge has expired.')
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script>')
  })

  it('asks again when nothing was filled in', async () => {
    const response = await submit({ text: ' ', file: new Blob([]) })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Fill in a link or text')
  })

  it('is a kind page when the form cannot be read or is too large', async () => {
    const broken = await fetch(`${site.url}/verify`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data; boundary=a', accept: 'text/html' },
    })
    expect(broken.status).toBe(400)
    const large = await submit({ file: new Blob([new Uint8Array(2_300_000)]) })
    expect(large.status).toBe(413)
    expect(await large.text()).toContain('<h1>')
  })
})

describe('the API', () => {
  it('gives the report as JSON for a link, a text, a file and a form', async () => {
    site.web.put('https://school.example/badge.jwt', good)
    const form = new FormData()
    form.append('file', new Blob([good]))
    const answers = await Promise.all([
      ask(JSON.stringify({ link })),
      ask(JSON.stringify({ link: 'https://school.example/badge.jwt' })),
      ask(JSON.stringify({ text: good })),
      ask(new Uint8Array(png([bakedText(good)])), 'image/png'),
      ask(good, 'text/plain'),
      fetch(`${site.url}/api/verify`, { method: 'POST', body: form }),
    ])
    for (const response of answers) {
      expect(response.status).toBe(200)
      const report = await response.json()
      expect(report).toMatchObject({ verdict: 'holds', checkedAt: '2026-11-25T10:00:00.000Z' })
      expect(report.steps).toHaveLength(9)
      expect(report.steps[4]).toEqual({ step: 'signature', outcome: 'ok', code: 'holds' })
    }
  })

  it('answers a bad request with a problem and a stable code', async () => {
    const cases = [
      [await ask('{}'), 422, 'nothing-to-verify'],
      [await ask('{"link":"https://a.example","text":"x"}'), 422, 'nothing-to-verify'],
      [await ask('{'), 400, 'body-unreadable'],
      [await ask('x', 'video/mp4'), 415, 'unsupported-media-type'],
      [await ask('x'.repeat(2_300_000), 'text/plain'), 413, 'body-too-large'],
      [await ask('', 'text/plain'), 422, 'nothing-to-verify'],
    ] as const
    for (const [response, status, code] of cases) {
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(await response.json()).toMatchObject({ status, code })
    }
  })

  it('asks nothing inside our network, and logs nothing of what was given', async () => {
    const response = await ask(JSON.stringify({ link: 'https://169.254.169.254/latest/meta-data' }))
    expect(await response.json()).toMatchObject({
      verdict: 'fails',
      steps: expect.arrayContaining([{ step: 'readable', outcome: 'fault', code: 'link-refused' }]),
    })
    expect(site.logged()).not.toContain('169.254')
    expect(site.logged()).not.toContain('eyJ')
  })

  it('slows down who asks very often', async () => {
    const statuses = new Set<number>()
    for (let asked = 0; asked < 31; asked += 1) statuses.add((await ask('{}')).status)
    expect([...statuses]).toEqual([422, 429])
  })
})
