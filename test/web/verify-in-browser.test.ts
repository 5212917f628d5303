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
