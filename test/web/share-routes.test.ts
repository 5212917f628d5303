import { strFromU8, unzipSync } from 'fflate'
import { createLocalJWKSet, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endShare } from '../../src/badges/share.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}${path}`, { headers, redirect: 'manual' })
const page = async (path: string, headers: Record<string, string> = {}) =>
  (await get(path, { accept: 'text/html', ...headers })).text()

const compliment = [['buurthuis-de-kade', 'eerste-stap']] as const
const skill = [['leercafe-de-derde-kop', 'koffie-en-thee']] as const

describe('the page behind a link', () => {
  it('says who, what and by whom, checked now, with no script and nothing kept', async () => {
    const { token } = await site.share({ badges: skill, name: { kind: 'first', text: 'Samira' } })
    const response = await get(`/b/${token}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('x-robots-tag')).toContain('noindex')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('x-powered-by')).toBeNull()
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
    const html = await response.text()
    expect(html).not.toMatch(/<script|\son\w+=/i)
    expect(html).toContain('Voor Samira')
    expect(html).toContain('Leercafé De Derde Kop')
    expect(html).toContain('Net gecontroleerd: deze badge is echt')
    expect(html).toContain('http://data.europa.eu/esco/skill/')
    expect(html).toContain(`property="og:image" content="${site.url}/b/${token}/preview.png"`)
    expect(html).toContain(`<link rel="alternate" type="text/plain" href="/b/${token}.jwt"`)
  })

  it('says of a compliment that it is no proof of a skill', async () => {
    const { token } = await site.share({ badges: compliment })
    expect(await page(`/b/${token}`)).toContain('Het is geen bewijs van een vaardigheid.')
    expect(await page(`/b/${token}?lang=en`)).toContain('It is no proof of a skill.')
  })

  it('shows a name as text, whatever is in it', async () => {
    const text = `<img src=x onerror="alert('1')">&amp;`
    const { token } = await site.share({ badges: skill, name: { kind: 'full', text } })
    const html = await page(`/b/${token}`)
    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;img src=x')
    expect(html).toContain('&amp;amp;')
  })

  it('speaks as the address asks, else as the browser, else as the learner', async () => {
    const { token } = await site.share({ badges: skill, locale: 'en' })
    const languageOf = async (query: string, headers: Record<string, string>) =>
      /<html lang="(\w+)"/.exec(await page(`/b/${token}${query}`, headers))?.[1]
    expect(await languageOf('', { 'accept-language': '*' })).toBe('en')
    expect(await languageOf('', { 'accept-language': 'tr' })).toBe('en')
    expect(await languageOf('', { 'accept-language': 'nl-NL,nl;q=0.9' })).toBe('nl')
    expect(await languageOf('?lang=en', { 'accept-language': 'nl' })).toBe('en')
    expect(await languageOf('?lang=xx&lang=en', { 'accept-language': 'nl' })).toBe('nl')
  })

  it('says of a badge that was taken back that it does not count, and why', async () => {
    const { token, personId } = await site.share({ badges: skill })
    await site.db.award.updateMany({
      where: { personId },
      data: { revokedAt: site.clock.clock(), revokedReason: 'Per ongeluk gegeven', stands: null },
    })
    const html = await page(`/b/${token}`)
    expect(html).toContain('De badge is ingetrokken.')
    expect(html).toContain('Per ongeluk gegeven')
    expect(html).not.toContain('deze badge is echt')
    expect(html).not.toContain('De organisatie zag dat deze persoon dit kan')
    expect(html).not.toContain('linkedin.com')
  })

  it('says of a badge that was changed after signing that it is not right', async () => {
    const { token, personId } = await site.share({ badges: skill })
    const { id, jwt } = await site.db.credential.findFirstOrThrow({
      where: { award: { personId } },
    })
    const [header, , signature] = jwt.split('.')
    const forged = Buffer.from('{"iss":"https://elsewhere.example"}').toString('base64url')
    await site.db.credential.update({
      where: { id },
      data: { jwt: `${header}.${forged}.${signature}` },
    })
    const html = await page(`/b/${token}`)
    expect(html).toContain('De handtekening klopt niet.')
    expect(html).not.toContain('deze badge is echt')
  })
})

describe('the files behind a link', () => {
  it('gives a JWT that the key at its own address verifies', async () => {
    const { token } = await site.share({ badges: skill })
    const response = await get(`/b/${token}.jwt`)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const jwt = await response.text()
    const { kid = '' } = decodeProtectedHeader(jwt)
    const key = await fetch(kid)
    expect(key.headers.get('content-type')).toMatch(/^application\/jwk\+json/)
    const at = { currentDate: site.clock.clock() }
    const { payload } = await jwtVerify(jwt, await importJWK(await key.json(), 'RS256'), at)
    const jwks = await (await get('/.well-known/jwks.json')).json()
    await jwtVerify(jwt, createLocalJWKSet(jwks), at)
    const { proof, ...document } = await (await get(`/b/${token}.json`)).json()
    expect(payload).toMatchObject(document)
    expect(proof).toHaveLength(1)
  })

  it('gives the same by Accept as by path', async () => {
    const { token } = await site.share({ badges: skill })
    const typeFor = async (accept: string) =>
      (await get(`/b/${token}`, { accept })).headers.get('content-type')?.split(';')[0]
    expect(await typeFor('application/vc+ld+json')).toBe('application/vc+ld+json')
    expect(await typeFor('application/json')).toBe('application/vc+ld+json')
    expect(await typeFor('text/plain')).toBe('text/plain')
    expect(await typeFor('image/png')).toBe('image/png')
    expect(await typeFor('image/svg+xml')).toBe('image/svg+xml')
    expect(await typeFor('text/html,application/xhtml+xml,*/*;q=0.8')).toBe('text/html')
    expect(await typeFor('*/*')).toBe('text/html')
    const png = Buffer.from(await (await get(`/b/${token}.png`)).arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
  })

  it('packs all badges in one archive, with what verifies them without us', async () => {
    const { token } = await site.share({ badges: [...skill, ...compliment] })
    const response = await get(`/b/${token}.zip`)
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const textOf = (path: string) => strFromU8(files[path] ?? new Uint8Array())
    const forms = ['json', 'jwt', 'png', 'svg'].map((form) => `badge.${form}`)
    for (const folder of ['01-koffie-en-thee-maken', '02-eerste-stap-bij-de-kade']) {
      expect(Object.keys(files)).toEqual(
        expect.arrayContaining(forms.map((form) => `${folder}/${form}`)),
      )
    }
    // Nothing of ours is asked: the keys are in the archive.
    const keys = createLocalJWKSet(JSON.parse(textOf('verify/keys.json')))
    await jwtVerify(textOf('01-koffie-en-thee-maken/badge.jwt'), keys, {
      currentDate: site.clock.clock(),
    })
    const html = textOf('index.html')
    expect(html).toContain('Zo kan iedereen een badge nakijken, ook zonder Stapje')
    expect(html).toContain('How to check a badge, also without Stapje')
    expect(html).not.toMatch(/<script|https?:\/\/127/)
    const linked = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = '']) => path)
    expect(linked.filter((path) => files[path] === undefined)).toEqual([])
  })

  it('says of several what somebody can do, by skill, and no more of one that was taken back', async () => {
    const { token, personId } = await site.share({ badges: [...skill, ...compliment] })
    const page = async () => (await get(`/b/${token}?lang=en`, { accept: 'text/html' })).text()
    const overview = (html: string) =>
      /<section class="card overview".*?<\/section><\/section>/.exec(html)?.[0] ?? ''
    const before = overview(await page())
    expect(before).toContain('What I can do')
    expect(before).toMatch(/href="http:\/\/data\.europa\.eu\/esco\/[^"]+".*href="#badge-1"/)
    expect(before).toMatch(/Other badges.*href="#badge-2"/)
    await site.db.award.updateMany({
      where: { personId, achievement: { kind: 'skill' } },
      data: { revokedAt: site.clock.clock(), revokedReason: 'Given by mistake', stands: null },
    })
    const after = overview(await page())
    expect(after).toContain('href="#badge-2"')
    expect(after).not.toMatch(/esco|#badge-1/)
  })

  it('numbers the badges of a link that has several, and never picks one by itself', async () => {
    const { token } = await site.share({ badges: [...skill, ...compliment] })
    const [first, second] = await Promise.all(
      [1, 2].map(async (number) => (await get(`/b/${token}/${number}.json`)).json()),
    )
    expect(first.id).not.toBe(second.id)
    expect((await get(`/b/${token}/3.json`)).status).toBe(404)
    expect((await get(`/b/${token}/0.json`)).status).toBe(404)
    const any = await get(`/b/${token}.jwt`)
    expect(any.status).toBe(406)
    expect(await any.json()).toMatchObject({ status: 406, code: 'not-acceptable' })
    expect((await get(`/b/${token}.png`)).status).toBe(200)
  })
})

describe('a link that shows nothing', () => {
  it('is 404 when nobody knows it, and says so to people and to programs', async () => {
    const response = await get('/b/nobody-has-this', { accept: 'text/html' })
    expect(response.status).toBe(404)
    expect(response.headers.get('x-robots-tag')).toContain('noindex')
    expect(await response.text()).toContain('Deze link kennen we niet')
    const problem = await get('/b/nobody-has-this.json', { accept: 'application/json' })
    expect(problem.status).toBe(404)
    expect(problem.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await problem.json()).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('is 410 once the learner ended it, its files too', async () => {
    const { token, shareId, personId } = await site.share({ badges: skill })
    await site.db.$transaction((tx) => endShare(tx, { shareId, personId, now: site.clock.clock() }))
    expect((await get(`/b/${token}`)).status).toBe(410)
    expect((await get(`/b/${token}.jwt`)).status).toBe(410)
    expect(await page(`/b/${token}`)).toContain('Deze link is gestopt')
  })
})

it('never writes a token, a name or a query in its log', async () => {
  const { token } = await site.share({
    badges: skill,
    name: { kind: 'first', text: 'Zonneschijn' },
  })
  await page(`/b/${token}?lang=en&secret=hush`)
  await get(`/b/${token}.jwt`)
  expect(site.logged()).toContain('"route":"/b/:file"')
  expect(site.logged()).not.toContain(token)
  expect(site.logged()).not.toMatch(/Zonneschijn|hush|127\.0\.0\.1/)
})
