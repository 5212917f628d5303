import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Locale } from '../../../src/language/locale.ts'
import type { PublicPage } from './public-page.ts'
import type { TestSite } from './test-site.ts'

/** A page that is open, and how it was got. */
export interface Visit {
  readonly page: Page
  readonly is: PublicPage
  /** What was asked for while it was loaded. */
  readonly asked: readonly string[]
  /** What the browser said of it, such as what the content policy kept out. */
  readonly told: readonly string[]
  /** Its weight without pictures. */
  readonly bytes: number
}

/** What is looked at on an open page: gives what is wrong, in words. */
export type Look = (visit: Visit) => Promise<readonly string[]>

/** What is looked at, in order, by what must hold. Who changes the window leaves it so for the next. */
export type Looks = readonly {
  readonly holds: string
  readonly look: Look
  /** Whether it is about the site around a page, which a file from a folder has not. */
  readonly ofSite?: true
}[]

/** What is wrong, by what must hold. */
export type Faults = ReadonlyMap<string, readonly string[]>

let readers = 0

/** Each page is read by somebody else: readers are many, and one is limited. */
export function readerOf({ cookie }: PublicPage): Record<string, string> {
  readers += 1
  const address = `192.0.${Math.floor(readers / 250)}.${readers % 250}`
  return { 'X-Forwarded-For': address, ...(cookie !== undefined && { cookie }) }
}

/** The address of a page in a language. */
export const addressOf = (site: TestSite, path: string, language: Locale): string =>
  `${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`

/** Counts how far things moved by themselves, before anything else is there. */
const countShifts = `
  window.shifts = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts += entry.value
  }).observe({ type: 'layout-shift', buffered: true })`

/**
 * Opens each page once in a window and looks at everything there is to see in it: opening costs more than
 * looking.
 */
export async function visitAll(
  browser: Browser,
  site: TestSite,
  visiting: {
    readonly pages: ReadonlyMap<string, PublicPage>
    readonly language: Locale
    readonly window: BrowserContextOptions
    readonly looks: Looks
  },
): Promise<Faults> {
  const { pages, language, window, looks } = visiting
  const context = await browser.newContext(window)
  const page = await context.newPage()
  await page.addInitScript(countShifts)
  const seen = { asked: [] as string[], told: [] as string[], bytes: 0 }
  page.on('request', (request) => seen.asked.push(request.url()))
  page.on('console', (message) => seen.told.push(message.text()))
  page.on('response', (response) => {
    const { 'content-type': type, 'content-length': length } = response.headers()
    if (!type?.startsWith('image/')) seen.bytes += Number(length)
  })
  const faults = new Map<string, string[]>(looks.map(({ holds }) => [holds, []]))
  for (const [name, is] of pages) {
    await context.setExtraHTTPHeaders(readerOf(is))
    const address = addressOf(site, is.path, language)
    await is.before?.()
    if (is.send !== undefined) await page.goto(`${site.url}/robots.txt`)
    Object.assign(seen, { asked: [], told: [], bytes: 0 })
    await (is.send === undefined ? page.goto(address) : sendForm(page, address, is.send))
    for (const { holds, look, ofSite } of looks) {
      if (ofSite && is.isFile) continue
      const wrong = await look({ page, is, ...seen })
      faults.get(holds)?.push(...wrong.map((each) => `${name}: ${each}`))
    }
    await page.emulateMedia({ media: null, colorScheme: 'light', forcedColors: 'none' })
    if (window.viewport) await page.setViewportSize(window.viewport)
  }
  await context.close()
  return faults
}

/** Sends a form from a page of the site, as a browser wants it. */
async function sendForm(page: Page, action: string, fields: Readonly<Record<string, string>>) {
  const answered = page.waitForEvent('load')
  await page.evaluate(`{
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: ${JSON.stringify(action)} })
    for (const [name, value] of Object.entries(${JSON.stringify(fields)})) {
      const field = Object.assign(document.createElement('textarea'), { name, value })
      form.append(field)
    }
    document.body.append(form)
    form.submit()
  }`)
  await answered
}
