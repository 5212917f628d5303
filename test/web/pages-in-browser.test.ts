import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDataLink } from '../../src/learners/held/data-link.ts'
import { startBrowser } from '../support/browser.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let site: TestSite
let browser: Browser
/** Every page there is, by a name for it. */
const paths = new Map<string, string>()

beforeAll(async () => {
  site = await startTestSite()
  browser = await startBrowser()
  const cafe = 'leercafe-de-derde-kop'
  const compliment = await site.share({ badges: [['buurthuis-de-kade', 'eerste-stap']] })
  const skill = await site.share({
    badges: [[cafe, 'bestellen-en-serveren']],
    name: { kind: 'full', text: 'Wilhelmina Papadopoulou-van der Westerbrink' },
  })
  const several = await site.share({
    badges: [
      [cafe, 'koffie-en-thee'],
      ['buurthuis-de-kade', 'hielp-mee'],
      [cafe, 'klaar-voor-het-cafe'],
    ],
    name: { kind: 'first', text: 'Samira' },
  })
  const takenBack = await site.share({ badges: [[cafe, 'koffie-en-thee']] })
  await site.db.award.updateMany({
    where: { personId: takenBack.personId },
    data: { revokedAt: site.clock.clock(), revokedReason: 'Per ongeluk gegeven', stands: null },
  })
  const achievement = await site.db.achievement.findFirstOrThrow({
    where: { slug: 'klaar-voor-het-cafe' },
    select: { id: true, organisationId: true },
  })
  for (const [name, path] of Object.entries({
    compliment: `/b/${compliment.token}`,
    skill: `/b/${skill.token}`,
    several: `/b/${several.token}`,
    takenBack: `/b/${takenBack.token}`,
    unknown: '/b/unknown',
    issuer: `/issuers/${achievement.organisationId}`,
    achievement: `/achievements/${achievement.id}`,
    landing: '/',
    privacy: '/privacy',
    myData: new URL(await dataLinkOf(takenBack.personId)).pathname,
  })) {
    paths.set(name, path)
  }
}, 120_000)

const dataLinkOf = (personId: string) =>
  site.db.$transaction((tx) => makeDataLink(tx, site.deps, { personId, now: site.clock.clock() }))

afterAll(async () => {
  await browser.close()
  await site.close()
})

/** Opens every page, in both languages, in a window of this kind. */
async function onEveryPage(
  options: BrowserContextOptions,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  for (const [name, path] of paths) {
    for (const language of ['nl', 'en']) {
      await page.goto(`${site.url}${path}?lang=${language}`)
      await look(page, `${name} ${language}`)
    }
  }
  await context.close()
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const results: AxeResults = await page.evaluate('axe.run(document)')
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message}`).join(', ')}`,
  )
}

describe('in a real browser, every page', () => {
  it.each([
    { colorScheme: 'light', viewport: { width: 360, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'dark', forcedColors: 'active', viewport: { width: 768, height: 800 } },
  ] as const)(
    'has nothing for axe to say ($colorScheme, $viewport.width)',
    async (options) => {
      await onEveryPage(options, async (page, name) => {
        expect(await violations(page), name).toEqual([])
      })
    },
    120_000,
  )

  it('fits in 320 pixels, which is 1,280 at 400 %', async () => {
    await onEveryPage({ viewport: { width: 320, height: 640 } }, async (page, name) => {
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow, name).toBe(0)
    })
  }, 60_000)

  it('is whole without scripts, asks nobody else, keeps no cookie, weighs little', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const asked: string[] = []
    const refused: string[] = []
    let bytes = 0
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => refused.push(message.text()))
    page.on('response', async (response) => {
      const isPicture = response.headers()['content-type']?.startsWith('image/')
      if (!isPicture) bytes += Number(response.headers()['content-length'])
    })
    for (const [name, path] of paths) {
      bytes = 0
      await page.goto(`${site.url}${path}`)
      expect(await page.locator('h1').count(), name).toBe(1)
      expect(bytes, name).toBeLessThan(60_000)
    }
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([])
    expect(await context.cookies()).toEqual([])
    // A browser says here what the content policy kept out; an unknown link is 404, which it says too.
    expect(refused.filter((text) => !text.includes('404'))).toEqual([])
    await context.close()
  })

  it('is walked through by keyboard, from the skip link on, and shows where one is', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${site.url}${paths.get('skill')}`)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('href')).toBe('#main')
    expect((await page.locator(':focus').boundingBox())?.x).toBeGreaterThan(0)
    const reached = await page.locator('a:visible, summary:visible').count()
    for (let step = 1; step < reached; step += 1) await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Privacy')
    await context.close()
  })
})

it('prints a badge on one page, with the address at which to check it', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  for (const name of ['compliment', 'skill', 'takenBack']) {
    await page.goto(`${site.url}${paths.get(name)}`)
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g), name).toHaveLength(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.on-paper').textContent()).toContain(`${site.url}/b/`)
    expect(await page.locator('.files').isVisible()).toBe(false)
    await page.emulateMedia({ media: null })
  }
  await context.close()
})
