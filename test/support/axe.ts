import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** The text of axe, for a test that serves it itself. */
export const axeScript = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/**
 * What axe finds wrong with the page that is open, by rule and place. It is brought in once a page: that
 * takes as long as one look.
 *
 * @param category of rules, such as `cat.color`; left out, all of them.
 */
export async function violations(page: Page, category?: string): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeScript)
  // What is in order is not written out.
  const options = {
    resultTypes: ['violations'],
    ...(category !== undefined && { runOnly: [category] }),
  }
  const results: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message}`).join(', ')}`,
  )
}
