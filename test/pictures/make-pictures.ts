import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectFolder } from '../../src/project-folder.ts'
import { startBrowser } from '../support/browser.ts'
import { startTestService } from '../support/service.ts'
import { publicPages } from '../web/support/public-pages.ts'
import { startTestSite } from '../web/support/test-site.ts'

const folder = join(projectFolder, 'docs', 'images')

/** A phone, a tablet and a desk. */
const windows = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1280, height: 900 },
]

/** What is pictured, by the name of the picture. */
const pictured = {
  badge: 'skill',
  badges: 'several',
  city: 'city',
  employers: 'employers',
  verify: 'verify',
  impact: 'impact',
  admin: 'admin',
} as const

/** Light enough to be kept with the source: a picture of this many bytes at most. */
const mostBytes = 180_000

let browser: Browser
beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** Takes what is in the window at each width. */
async function picture(page: Page, name: string): Promise<void> {
  for (const window of windows) {
    await page.setViewportSize(window)
    await page.evaluate('document.fonts.ready')
    const path = join(folder, `${name}-${window.width}.jpg`)
    const { byteLength } = await page.screenshot({ path, type: 'jpeg', quality: 62 })
    expect(byteLength, path).toBeLessThan(mostBytes)
  }
}

it('pictures the pages at three widths', async () => {
  const router = Router()
  const site = await startTestSite(router, 1)
  const pages = await publicPages(site, router)
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  for (const [name, of] of Object.entries(pictured)) {
    const { path = '/', cookie } = pages.get(of) ?? {}
    await context.setExtraHTTPHeaders(cookie === undefined ? {} : { cookie })
    await page.goto(`${site.url}${path}?lang=nl`)
    await picture(page, name)
  }
  await context.close()
  await site.close()
})

it('pictures the simulator in the middle of a conversation', async () => {
  const service = await startTestService()
  const page = await browser.newPage({ locale: 'nl-NL', reducedMotion: 'reduce' })
  await page.goto(`${service.url}/?lang=nl`)
  await page.waitForSelector('body[data-ready]')
  for (const channel of ['slack', 'whatsapp', 'telegram']) {
    const phone = page.locator(`[data-channel="${channel}"]`)
    await phone.getByRole('textbox').fill('iets met koken zaterdag')
    await phone.getByRole('textbox').press('Enter')
    await phone.getByText('Soep koken voor de buurt', { exact: false }).first().waitFor()
  }
  await picture(page, 'simulator')
  await page.close()
  await service.close()
})
