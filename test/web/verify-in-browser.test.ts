import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { startBrowser } from '../support/browser.ts'
import { credentialBy } from '../verification/support/credentials.ts'
import { siteIssuer } from '../verification/support/issuers.ts'
import { bakedText, png } from '../verification/support/pictures.ts'
import { downSite } from '../verification/support/test-web.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

let site: TestSite
let browser: Browser
let good: string

beforeAll(async () => {
  site = await startTestSite()
  browser = await startBrowser()
  const issuer = await siteIssuer(site.web, 'school.example')
  const name = `Wilhelmina-${'x'.repeat(80)}`
  good = await issuer.sign(credentialBy(issuer.id, { issuer: { id: issuer.id, name } }))
}, 60_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

it.each(['nl', 'en'])(
  'reports in a page that axe has nothing to say of (%s)',
  async (language) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 320, height: 700 },
      })
      const page = await context.newPage()
      for (const [given, verdict] of [
        [good, 'holds'],
        [`${good}A`, 'fails'],
        [`${downSite}/badge`, 'unsure'],
        ['', null],
      ] as const) {
        await page.goto(`${site.url}/verify?lang=${language}`)
        await page.locator('textarea').fill(given)
        await page.locator('button').click()
        if (verdict === null) expect(await page.locator('[role=alert]').count()).toBe(1)
        else expect(await page.locator(`.verdict.${verdict} h1`).count()).toBe(1)
        expect(await violations(page), `${verdict}`).toEqual([])
        expect(
          await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          ),
        ).toBe(0)
      }
      await context.close()
    }
  },
  60_000,
)

it('takes a picture without any script, by keyboard alone', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.url}/verify?lang=en`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'badge.png',
    mimeType: 'image/png',
    buffer: png([bakedText(good)]),
  })
  await page.locator('button').focus()
  await page.keyboard.press('Enter')
  await page.locator('.verdict.holds').waitFor()
  expect(await page.locator('h1').textContent()).toBe('This badge holds')
  await context.close()
})
