import type { Page } from 'playwright-core'
import { violations } from '../../support/axe.ts'
import type { Look, Looks } from './visit.ts'

/** Fonts and pictures left out: what must come before one can read. */
const heaviestBytes = 60_000

/** Where the test serves axe: a browser that has the file reads it through only once. */
export const axePath = '/test/axe.js'

/** What is wrong when this does not hold. */
const unless = (holds: boolean, wrong: string): readonly string[] => (holds ? [] : [wrong])

/** Asks a page itself: what a test brings in to look with costs more than the look. */
const number = async (page: Page, expression: string): Promise<number> =>
  Number(await page.evaluate(expression))
const words = async (page: Page, expression: string): Promise<string> =>
  String(await page.evaluate(expression))

const shifts: Look = async ({ page }) => {
  const far = await number(page, 'window.shifts')
  return unless(far === 0, `things moved by ${far}`)
}

const motion: Look = async ({ page }) => {
  const moving = `[...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
    return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth'
  }).length`
  const count = await number(page, moving)
  return unless(count === 0, `${count} elements move`)
}

const whole: Look = async ({ page, is, bytes }) => {
  const main = await words(page, "document.querySelector('main')?.innerText ?? ''")
  const count = (selector: string) =>
    number(page, `document.querySelectorAll(${JSON.stringify(selector)}).length`)
  return [
    ...unless((await count('h1')) === 1, 'it has not one heading'),
    ...unless(main !== '', 'it says nothing'),
    ...unless(is.has === undefined || (await count(is.has)) > 0, `it has no ${is.has}`),
    ...unless(bytes > 0 && bytes < heaviestBytes, `it weighs ${bytes} bytes`),
  ]
}

const alone: Look = async ({ page, asked, told }) => {
  const { origin } = new URL(page.url())
  const elsewhere = asked.filter((url) => new URL(url).origin !== origin)
  // A browser says here what the content policy kept out; an answer of 4xx or 5xx it says too.
  const refused = told.filter((text) => !/status of [45]\d\d/.test(text))
  const cookies = await page.context().cookies()
  return [...elsewhere, ...refused, ...cookies.map(({ name }) => `a cookie ${name}`)]
}

const keyboard: Look = async ({ page }) => {
  const reachable = 'a[href], button, select, summary, input:not([type=hidden]), textarea'
  const count = await number(
    page,
    `[...document.querySelectorAll('${reachable}')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true })).length`,
  )
  await page.evaluate(`
    window.unseen = []
    document.activeElement.blur()
    addEventListener('focusin', ({ target }) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(target)
      if (outlineStyle === 'none' || outlineWidth === '0px') unseen.push(target.outerHTML)
    })`)
  await page.keyboard.press('Tab')
  const first = await words(page, "document.activeElement.getAttribute('href')")
  const left = await number(page, 'document.activeElement.getBoundingClientRect().x')
  // A key that is held down goes on; each step is waited for by the browser, not by us.
  await Promise.all(Array.from({ length: count - 1 }, () => page.keyboard.down('Tab')))
  await page.keyboard.up('Tab')
  const unseen = await words(page, 'window.unseen.join()')
  // The last link of the footer: everything before it was reached.
  const last = await words(page, 'document.activeElement.textContent')
  return [
    ...unless(first === '#main' && left > 0, 'the first step does not show the way past the top'),
    ...unless(unseen === '', `one does not see where one is: ${unseen}`),
    ...unless(last === 'Privacy', `the last step is ${last}`),
  ]
}

const print: Look = async ({ page, is }) => {
  await page.emulateMedia({ media: 'print' })
  const isScreen = await page.evaluate(
    `[...document.querySelectorAll('.site-header nav, .site-footer')]
      .some((part) => part.checkVisibility())`,
  )
  const paper = await words(page, "document.querySelector('main').innerText")
  const sheets = is.sheets === undefined ? null : await sheetsOf(page)
  await page.emulateMedia({ media: null })
  return [
    ...unless(isScreen === false, 'what is for a screen is printed'),
    ...unless(is.onPaper === undefined || paper.includes(is.onPaper), `no ${is.onPaper} on paper`),
    ...unless(is.sheets === undefined || sheets === is.sheets, `it takes ${sheets} sheets`),
  ]
}

async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

/** What axe says in other colours: the page is the same one, so only of colours. */
const axeIn =
  (media: Parameters<Page['emulateMedia']>[0]): Look =>
  async ({ page }) => {
    await page.emulateMedia(media)
    return violations(page, 'cat.color')
  }

const axe: Look = async ({ page }) => {
  await page.addScriptTag({ url: axePath })
  return violations(page)
}

const narrow: Look = async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await page.setViewportSize({ width: 320, height: 256 })
  const over = await number(
    page,
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return unless(over === 0, `it is ${over} pixels too wide`)
}

/** On a desk, under the policy that the page comes with. */
export const wideLooks: Looks = [
  { holds: 'is whole and weighs little', look: whole },
  { holds: 'asks nobody else and keeps no cookie', look: alone, ofSite: true },
  { holds: 'does not shift while it is loaded on a desk', look: shifts },
  { holds: 'moves nothing for who wants no motion', look: motion },
  {
    holds: 'is walked through by keyboard alone, and shows where one is',
    look: keyboard,
    ofSite: true,
  },
  { holds: 'prints without what only a screen has use for', look: print, ofSite: true },
]

/** On a phone, where axe is let in. */
export const phoneLooks: Looks = [
  { holds: 'does not shift while it is loaded on a phone', look: shifts },
  { holds: 'has nothing for axe to say', look: axe },
  { holds: 'has nothing for axe to say in the dark', look: axeIn({ colorScheme: 'dark' }) },
  {
    holds: 'has nothing for axe to say in forced colours',
    look: axeIn({ colorScheme: 'dark', forcedColors: 'active' }),
  },
  { holds: 'fits in 320 pixels, which is 1,280 at 400 %', look: narrow },
  { holds: 'is walked through by keyboard at 400 %', look: keyboard, ofSite: true },
]
