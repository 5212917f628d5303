import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedChannels } from '../../../bots/simulator/phones.ts'
import { locales } from '../../../src/language/locale.ts'
import { projectFolder } from '../../../src/project-folder.ts'
import { violations } from '../../support/axe.ts'
import { startBrowser } from '../../support/browser.ts'
import { startTestService, type TestService } from '../../support/service.ts'

const pictures = join(projectFolder, 'test', 'output', 'pictures')

let service: TestService
let browser: Browser
let page: Page
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  service = await startTestService()
  browser = await startBrowser()
  page = await browser.newPage({
    viewport: { width: 1440, height: 960 },
    locale: 'nl-NL',
    // The pictures show what is there, not what is still coming in.
    reducedMotion: 'reduce',
  })
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

/** Presses a button of the newest message that has it; on WhatsApp it may stand in a list. */
async function press(phone: Locator, label: string): Promise<void> {
  const message = phone
    .locator('.screen:not([hidden]) .message.bot')
    .filter({ has: page.locator('button', { hasText: label }) })
    .last()
  await message.waitFor()
  const list = message.locator('.list summary')
  if ((await list.count()) > 0) await list.click()
  await message.getByRole('button', { name: label, exact: true }).click()
}

describe.each(simulatedChannels)('the %s phone on the page', (channel) => {
  it('plays the story with typing, buttons and a badge page', async () => {
    const phone = phoneOf(channel)
    await type(phone, 'iets met koken zaterdag')
    await phone.getByText('Soep koken voor de buurt', { exact: false }).first().waitFor()
    await press(phone, 'Ik kom bij 2')
    await phone.getByText('Je hebt een badge: Eerste stap.').waitFor()
    const picture = phone.locator('.bubble img').last()
    await picture.waitFor()
    // It has its place on the page before it came in.
    const width = () => picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)
    await expect.poll(width, { timeout: 10_000 }).toBe(512)
    await press(phone, 'Deel deze badge')
    await press(phone, 'Mijn voornaam')
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
    // The worker saw these words too, on the other screen.
    const note = phone.getByText('Er staat bij: was er de hele ochtend')
    await note.filter({ visible: true }).waitFor()
  })
})

describe('the page', () => {
  it('has the code of the learner for the worker, and says which commands there are', async () => {
    const phone = phoneOf('telegram')
    const code = /[A-Z]+-\d{4}/.exec((await phone.locator('.screen').first().textContent()) ?? '')
    await phone.getByRole('button', { name: 'Begeleider' }).click()
    expect(await phone.locator('.code output').textContent()).toBe(code?.[0])
    await phone.getByRole('textbox').fill('/ge')
    expect(await phone.locator('.commands li:visible').allInnerTexts()).toEqual([
      expect.stringContaining('/geef'),
    ])
    expect(await phone.locator('.tries:visible button').first().innerText()).toContain(code?.[0])
    await phone.locator('.commands button:visible').click()
    expect(await phone.getByRole('textbox').inputValue()).toBe('/geef ')
    await phone.getByRole('textbox').fill('')
    await phone.getByRole('button', { name: 'Deelnemer' }).click()
  })

  it('sends what is not text', async () => {
    const phone = phoneOf('slack')
    await phone.locator('.attach summary').click()
    await phone.getByRole('button', { name: 'Spraak' }).click()
    await phone.getByText('Ik kan nog niet luisteren.').waitFor()
    expect(await phone.locator('.attachment').last().textContent()).toBe('Spraak')
  })

  it('says so when the service does not take a message', async () => {
    const phone = phoneOf('telegram')
    await page.route('**/simulator/act', (route) => route.abort(), { times: 1 })
    await type(phone, 'hoi')
    await phone.getByText('De dienst nam dit bericht niet aan.').waitFor()
    faults.splice(0)
  })

  it.each([
    { colorScheme: 'light', viewport: { width: 360, height: 740 } },
    { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  ] as const)(
    'has nothing for axe to say, with conversations on it ($colorScheme)',
    async (options) => {
      const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
      for (const locale of locales) {
        const other = await context.newPage()
        await other.goto(`${service.url}/?lang=${locale}`)
        await other.waitForSelector('body[data-ready]')
        expect(await violations(other)).toEqual([])
        await other.locator('.list summary').first().click()
        await other.getByRole('textbox').first().fill('/')
        expect(await violations(other)).toEqual([])
        await other.close()
      }
      await context.close()
    },
  )
})

it('speaks English on an English page, on a narrow phone, without a fault', async () => {
  await page.goto(`${service.url}/?lang=en`)
  await page.waitForSelector('body[data-ready]')
  await page.setViewportSize({ width: 360, height: 740 })
  const phone = phoneOf('whatsapp')
  await phone.getByRole('button', { name: 'What can I learn this Saturday?' }).first().click()
  await phone.getByText('I looked for: Saturday 28 November.').waitFor()
  await expect.poll(() => page.locator('[data-tab][aria-current]').count()).toBe(1)
  await page.screenshot({ path: join(pictures, 'simulator-narrow.png') })
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBe(0)
  expect(faults).toEqual([])
})
