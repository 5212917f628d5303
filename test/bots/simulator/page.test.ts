import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedChannels } from '../../../bots/simulator/phones.ts'
import { projectFolder } from '../../../src/project-folder.ts'
import { startTestService, type TestService } from '../../support/service.ts'
import { startBrowser } from '../../support/browser.ts'

const pictures = join(projectFolder, 'test', 'output', 'pictures')

let service: TestService
let browser: Browser
let page: Page
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  service = await startTestService()
  browser = await startBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 960 }, locale: 'nl-NL' })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(`${service.url}/?lang=nl`)
  await page.waitForSelector('body[data-ready]')
})
afterAll(async () => {
  await browser.close()
  await service.close()
})

const phoneOf = (channel: string) => page.locator(`[data-channel="${channel}"]`)

async function type(phone: Locator, text: string): Promise<void> {
  await phone.getByRole('textbox').fill(text)
  await phone.getByRole('textbox').press('Enter')
}

const button = (phone: Locator, label: string) =>
  phone.locator('.screen:not([hidden])').getByRole('button', { name: label, exact: true }).last()

describe.each(simulatedChannels)('the %s phone on the page', (channel) => {
  it('plays the story with typing, buttons and a badge page', async () => {
    const phone = phoneOf(channel)
    await type(phone, 'iets met koken zaterdag')
    await phone.getByText('Soep koken voor de buurt', { exact: false }).first().waitFor()
    await button(phone, 'Ik kom bij 2').click()
    await phone.getByText('Je hebt een badge: Eerste stap.').waitFor()
    const picture = phone.locator('.bubble img').last()
    await picture.waitFor()
    expect(await picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBe(
      512,
    )
    await button(phone, 'Deel deze badge').click()
    await button(phone, 'Mijn voornaam').click()
    await phone.getByText('Typ je voornaam.').waitFor()
    await type(phone, 'Samira')
    const link = phone.locator('.bubble a[href*="/b/"]').last()
    await link.waitFor()
    await page.screenshot({ path: join(pictures, `simulator-${channel}.png`) })

    const opened = page.context().waitForEvent('page')
    await link.click()
    const badgePage = await opened
    await badgePage
      .getByRole('heading', { name: /Eerste stap/ })
      .first()
      .waitFor()
    expect(await badgePage.getByText(/deze badge is echt/i).count()).toBe(1)
    await badgePage.setViewportSize({ width: 800, height: 1000 })
    await badgePage.screenshot({ path: join(pictures, `badge-${channel}.png`), fullPage: true })
    await badgePage.close()
  })

  it('lets the youth worker give a badge to the learner', async () => {
    const phone = phoneOf(channel)
    await type(phone, 'mijn badges')
    const said = phone.getByText(/Je code is [A-Z]+-\d{4}/).last()
    await said.waitFor()
    const [code] = /[A-Z]+-\d{4}/.exec((await said.textContent()) ?? '') ?? ['']
    await phone.getByRole('button', { name: 'Begeleider' }).click()
    await type(phone, `/geef ${code} hielp-mee "was er de hele ochtend"`)
    await phone.getByText(`Gelukt. ${code} heeft nu de badge Hielp mee.`).waitFor()
    await phone.getByRole('button', { name: 'Deelnemer' }).click()
    await phone.getByText('Er staat bij: was er de hele ochtend').waitFor()
  })
})

it('speaks English on an English page, on a narrow phone, without a fault', async () => {
  await page.goto(`${service.url}/?lang=en`)
  await page.waitForSelector('body[data-ready]')
  await page.setViewportSize({ width: 360, height: 740 })
  const phone = phoneOf('whatsapp')
  await phone.getByRole('button', { name: 'What can I learn this Saturday?' }).first().click()
  await phone.getByRole('button', { name: 'Send', exact: true }).click()
  await phone.getByText('I looked for: Saturday 28 November.').waitFor()
  await page.screenshot({ path: join(pictures, 'simulator-narrow.png') })
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBe(0)
  expect(faults).toEqual([])
})
