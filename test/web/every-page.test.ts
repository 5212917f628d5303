import { Router } from 'express'
import { HtmlValidate } from 'html-validate/node'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../src/language/locale.ts'
import { axeScript } from '../support/axe.ts'
import { startBrowser } from '../support/browser.ts'
import { axePath, phoneLooks, wideLooks } from './support/looks.ts'
import type { PublicPage } from './support/public-page.ts'
import { publicPages } from './support/public-pages.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'
import { addressOf, type Faults, readerOf, visitAll } from './support/visit.ts'

let site: TestSite
let browser: Browser
let pages: ReadonlyMap<string, PublicPage>

beforeAll(async () => {
  const router = Router()
  router.get(axePath, (_request, response) => {
    response.set('cache-control', 'max-age=3600').type('js').send(axeScript)
  })
  site = await startTestSite(router, 1)
  browser = await startBrowser()
  pages = await publicPages(site, router)
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

describe.each(locales)('in a real browser, every page (%s)', (language: Locale) => {
  describe.each([
    { looks: wideLooks, window: { viewport: { width: 1280, height: 800 } } },
    // What a test brings in, the content policy would keep out.
    { looks: phoneLooks, window: { viewport: { width: 360, height: 800 }, bypassCSP: true } },
  ])('$window.viewport.width pixels wide', ({ looks, window }) => {
    let faults: Faults
    beforeAll(async () => {
      const visiting = { pages, language, looks }
      const calm = { ...window, reducedMotion: 'reduce', colorScheme: 'light' } as const
      faults = await visitAll(browser, site, { ...visiting, window: calm })
    }, 240_000)
    it.each(looks)('$holds', ({ holds }) => {
      expect(faults.get(holds)).toEqual([])
    })
  })
})

describe.each(locales)('every page (%s)', (language) => {
  it('is valid HTML that runs no script, under a policy that lets nothing else in', async () => {
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
      const { path, send, status = 200, referrerPolicy = 'no-referrer' } = is
      await is.before?.()
      const response = await fetch(addressOf(site, path, language), {
        headers: { accept: 'text/html', ...readerOf(is) },
        ...(send !== undefined && { method: 'POST', body: new URLSearchParams(send) }),
      })
      const page = await response.text()
      const report = await validator.validateString(page)
      const faults = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector}`),
      )
      expect(faults, name).toEqual([])
      // With scripts off it is the same page: there is none, only data for search engines.
      expect(page, name).not.toMatch(/<script(?! type="application\/ld\+json">)|\son[a-z]+=/)
      expect(response.status, name).toBe(status)
      if (is.isFile) continue
      const policy = response.headers.get('content-security-policy')
      expect(policy, name).toContain("default-src 'none'")
      expect(policy, name).not.toMatch(/unsafe|https?:|\*/)
      expect(response.headers.get('referrer-policy'), name).toBe(referrerPolicy)
      expect(response.headers.get('set-cookie'), name).toBeNull()
    }
  }, 60_000)
})
