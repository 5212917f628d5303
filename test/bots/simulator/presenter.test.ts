import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../../src/project-folder.ts'
import { startBrowser } from '../../support/browser.ts'
import { startTestService, type TestService } from '../../support/service.ts'

const pictures = join(projectFolder, 'test', 'output', 'pictures')

let service: TestService
let browser: Browser
let page: Page

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  service = await startTestService()
  browser = await startBrowser()
  page = await browser.newPage({
    viewport: { width: 1440, height: 960 },
    locale: 'nl-NL',
    reducedMotion: 'reduce',
  })
  await page.goto(`${service.url}/?lang=nl&pace=10`)
  await page.waitForSelector('body[data-ready]')
})
afterAll(async () => {
  await browser.close()
  await service.close()
})

const telegram = () => page.locator('[data-channel="telegram"]')

describe('showing it to others', () => {
  it('plays the story by itself, from the question to the link', async () => {
    await page.getByRole('button', { name: 'Speel een verhaal af' }).click()
    await telegram().locator('.bubble a[href*="/b/"]').waitFor({ timeout: 60_000 })
    await page.getByText('De link opent zonder inloggen').waitFor({ timeout: 20_000 })
    expect(await telegram().locator('.screen').first().textContent()).toContain('Hielp mee')
    await page.screenshot({ path: join(pictures, 'presenter.png') })
  }, 90_000)

  it('shows what is stored, with nothing in it that tells who somebody is', async () => {
    const panel = page.locator('[data-stored]')
    await panel.locator('summary').click()
    await panel.getByRole('heading', { name: /^Adressen: [1-9]/ }).waitFor()
    const shown = (await panel.textContent()) ?? ''
    expect(shown).toContain('nameSealed')
    expect(shown).not.toContain('Samira')
    expect(shown).not.toMatch(/70000\d{4}|31600000\d{3}/)
    await page.screenshot({ path: join(pictures, 'presenter-stored.png') })
    await page.keyboard.press('Escape')
    expect(await panel.getAttribute('open')).toBeNull()
  })

  it('puts a platform in trouble, which stays chosen, and takes it away again', async () => {
    const { faults } = service.platform
    await page.locator('.panel > summary').first().click()
    await page.getByRole('combobox', { name: 'Telegram' }).selectOption('Ligt plat')
    await expect.poll(() => faults.troubleOf('telegram')).toBe('down')
    await page.reload()
    const chosen = page.locator('[data-trouble="telegram"]')
    await expect.poll(() => chosen.inputValue()).toBe('down')
    await page.locator('.panel > summary').first().click()
    await chosen.selectOption('Werkt gewoon')
    await expect.poll(() => faults.troubleOf('telegram')).toBe('none')
  })
})
