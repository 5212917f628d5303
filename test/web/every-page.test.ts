import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { HtmlValidate } from 'html-validate/node'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../src/language/locale.ts'
import { projectFolder } from '../../src/project-folder.ts'
import { violations } from '../support/axe.ts'
import { startBrowser } from '../support/browser.ts'
import { type PublicPage, publicPages } from './support/public-pages.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

const pictures = join(projectFolder, 'test', 'output', 'pictures')

/** Fonts and pictures left out: what must come before one can read. */
const heaviestBytes = 60_000

let site: TestSite
let browser: Browser
let pages: ReadonlyMap<string, PublicPage>

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  site = await startTestSite(Router(), 1)
  browser = await startBrowser()
  pages = await publicPages(site)
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  readonly is: PublicPage
  /** For a test that fails: which page, in which language. */
  readonly name: string
}

let readers = 0

/** Each page is read by somebody else: readers are many, and one is limited. */
function readerOf({ cookie }: PublicPage): Record<string, string> {
  readers += 1
  const address = `192.0.${Math.floor(readers / 250)}.${readers % 250}`
  return { 'X-Forwarded-For': address, ...(cookie !== undefined && { cookie }) }
}

const addressOf = (path: string, language: string) =>
  `${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`

type Window = BrowserContextOptions & { readonly languages?: readonly Locale[] }

/** Opens every page in a window of this kind: in both languages, or where the words do not matter in one. */
async function onEveryPage(
  { languages = locales, ...options }: Window,
  look: (visit: Visit) => Promise<void>,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await prepare(page)
  for (const [name, is] of pages) {
    for (const language of languages) {
      await context.setExtraHTTPHeaders(readerOf(is))
      await page.goto(addressOf(is.path, language))
      await look({ page, context, is, name: `${name} ${language}` })
    }
  }
  await context.close()
}

const overflow =
  'document.documentElement.scrollWidth - document.documentElement.clientWidth' as const

describe('in a real browser, every page', () => {
  it.each([
    { colorScheme: 'light', viewport: { width: 360, height: 800 } },
    // The page is the same one, in other colours.
    {
      colorScheme: 'dark',
      viewport: { width: 1280, height: 800 },
      category: 'cat.color',
      languages: ['nl'],
    },
    {
      colorScheme: 'dark',
      forcedColors: 'active',
      viewport: { width: 768, height: 800 },
      category: 'cat.color',
      languages: ['en'],
    },
  ] as const)(
    'has nothing for axe to say ($colorScheme, $viewport.width)',
    async ({ category, ...options }: Window & { readonly category?: string }) => {
      await onEveryPage(options, async ({ page, name }) => {
        expect(await violations(page, category), name).toEqual([])
      })
    },
    240_000,
  )

  it('fits in 320 pixels, which is 1,280 at 400 %', async () => {
    await onEveryPage({ viewport: { width: 320, height: 256 } }, async ({ page, name }) => {
      expect(await page.evaluate(overflow), name).toBe(0)
    })
  }, 120_000)

  it('does not shift while it is loaded, and moves nothing for who wants no motion', async () => {
    const watch = (page: Page) =>
      page.addInitScript(`
        window.shifts = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifts += entry.value
        }).observe({ type: 'layout-shift', buffered: true })`)
    await onEveryPage(
      { reducedMotion: 'reduce', viewport: { width: 360, height: 800 } },
      async ({ page, name }) => {
        expect(await page.evaluate('window.shifts'), name).toBe(0)
        const moving = `[...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
          return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth'
        }).length`
        expect(await page.evaluate(moving), name).toBe(0)
      },
      watch,
    )
  }, 120_000)

  it('is whole without scripts, asks nobody else, keeps no cookie, weighs little', async () => {
    const asked: string[] = []
    const refused: string[] = []
    let bytes = 0
    await onEveryPage(
      { javaScriptEnabled: false },
      async ({ page, context, name }) => {
        expect(await page.locator('h1').count(), name).toBe(1)
        expect(await page.locator('main').innerText(), name).not.toBe('')
        expect(bytes, name).toBeLessThan(heaviestBytes)
        expect(await context.cookies(), name).toEqual([])
        bytes = 0
      },
      async (page) => {
        page.on('request', (request) => asked.push(request.url()))
        page.on('console', (message) => refused.push(message.text()))
        page.on('response', (response) => {
          const isPicture = response.headers()['content-type']?.startsWith('image/')
          if (!isPicture) bytes += Number(response.headers()['content-length'])
        })
      },
    )
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([])
    // A browser says here what the content policy kept out; an unknown link is 404, which it says too.
    expect(refused.filter((text) => !/40[14]/.test(text))).toEqual([])
  }, 120_000)

  it('is walked through by keyboard alone, and shows where one is', async () => {
    const window: Window = { viewport: { width: 768, height: 800 }, languages: ['nl'] }
    await onEveryPage(window, async ({ page, name }) => {
      const reachable = 'a[href], button, select, summary, input:not([type=hidden]), textarea'
      const count = await page.locator(`:is(${reachable}):visible`).count()
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').getAttribute('href'), name).toBe('#main')
      expect((await page.locator(':focus').boundingBox())?.x, name).toBeGreaterThan(0)
      await page.evaluate(`
        window.unseen = []
        addEventListener('focusin', ({ target }) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(target)
          if (outlineStyle === 'none' || outlineWidth === '0px') unseen.push(target.outerHTML)
        })`)
      for (let step = 1; step < count; step += 1) await page.keyboard.press('Tab')
      expect(await page.evaluate('window.unseen'), name).toEqual([])
      // The last link of the footer: everything before it was reached.
      expect(await page.locator(':focus').textContent(), name).toBe('Privacy')
    })
  }, 240_000)

  it('prints without what only a screen has use for', async () => {
    await onEveryPage({ languages: ['en'] }, async ({ page, is, name }) => {
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.site-header nav').isVisible(), name).toBe(false)
      expect(await page.locator('.site-footer').isVisible(), name).toBe(false)
      if (is.onPaper !== undefined) {
        expect(await page.locator('main').innerText(), name).toContain(is.onPaper)
      }
      await page.emulateMedia({ media: null })
      if (is.sheets === undefined) return
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g), name).toHaveLength(is.sheets)
    })
  }, 120_000)
})

describe('every page', () => {
  it('is valid HTML, under a policy that lets nothing else in', async () => {
    const validator = new HtmlValidate({
      root: true,
      extends: ['html-validate:recommended', 'html-validate:document'],
      rules: {
        // The renderer writes void elements as in XML, and everything on one line.
        'void-style': ['error', { style: 'selfclose' }],
        // Our own files are on our own host.
        'require-sri': ['error', { target: 'crossorigin' }],
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        // A number in a sentence is not to be broken by us.
        'tel-non-breaking': 'off',
      },
    })
    for (const [name, is] of pages) {
      const { path, status = 200, referrerPolicy = 'no-referrer' } = is
      for (const language of locales) {
        const response = await fetch(addressOf(path, language), {
          headers: { accept: 'text/html', ...readerOf(is) },
        })
        expect(response.status, name).toBe(status)
        const policy = response.headers.get('content-security-policy')
        expect(policy, name).toContain("default-src 'none'")
        expect(policy, name).not.toMatch(/unsafe|https?:|\*/)
        expect(response.headers.get('referrer-policy'), name).toBe(referrerPolicy)
        expect(response.headers.get('set-cookie'), name).toBeNull()
        const report = await validator.validateString(await response.text())
        const faults = report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector}`),
        )
        expect(faults, `${name} ${language}`).toEqual([])
      }
    }
  }, 60_000)
})

it('is pictured, to be looked at', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 900 } })
  const page = await context.newPage()
  for (const [name, is] of pages) {
    await context.setExtraHTTPHeaders(readerOf(is))
    await page.goto(addressOf(is.path, 'nl'))
    const file = join(pictures, `page-${name}-360.png`)
    const { byteLength } = await page.screenshot({ path: file, fullPage: true })
    expect(byteLength, name).toBeGreaterThan(10_000)
  }
  await context.close()
}, 120_000)
