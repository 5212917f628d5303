import { createPublicKey } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { credentialBy } from '../verification/support/credentials.ts'
import { siteIssuer } from '../verification/support/issuers.ts'
import { bakedText, png } from '../verification/support/pictures.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

let site: TestSite
let browser: Browser
let good: string

beforeAll(async () => {
  site = await startTestSite()
  browser = await startBrowser()
  const issuer = await siteIssuer(site.web, 'school.example')
  good = await issuer.sign(credentialBy(issuer.id))
}, 60_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

it('finds the badge in a served SVG as XML has it, and its signature holds', async () => {
  const { token } = await site.share({ badges: [['buurthuis-de-kade', 'eerste-stap']] })
  const file = async (form: string) => (await fetch(`${site.url}/b/${token}.${form}`)).text()
  const page = await browser.newPage()
  // The browser's own XML parser, which is no part of Stapje.
  const [found, ...others] = await page.evaluate<(string | null)[]>(`(() => {
    const xml = new DOMParser().parseFromString(${JSON.stringify(await file('svg'))}, 'text/xml')
    const root = xml.documentElement
    const baked = root.getElementsByTagNameNS('https://purl.imsglobal.org/ob/v3p0', 'credential')
    return [...baked].map((each) => root.firstElementChild === each && each.getAttribute('verify'))
  })()`)
  await page.close()
  expect([found, others]).toEqual([await file('jwt'), []])
  const kid = jsonwebtoken.decode(found ?? '', { complete: true })?.header.kid ?? ''
  const key = createPublicKey({ key: await (await fetch(kid)).json(), format: 'jwk' })
  const clockTimestamp = site.clock.clock().getTime() / 1000
  const options = { algorithms: ['RS256' as const], clockTimestamp }
  expect(jsonwebtoken.verify(found ?? '', key, options)).toBeTypeOf('object')
})

it('takes a picture without any script, by keyboard alone', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.url}/verify?lang=en`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'badge.png',
    mimeType: 'image/png',
    buffer: png([bakedText(good)]),
  })
  // A field for a file takes one that is dropped on it, where there is room to aim.
  expect((await page.locator('input[type=file]').boundingBox())?.height).toBeGreaterThan(100)
  await page.locator('button').focus()
  await page.keyboard.press('Enter')
  await page.locator('.verdict.holds').waitFor()
  expect(await page.locator('h1').textContent()).toBe('This badge holds')
  await context.close()
})
