import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Starts the headless Chromium that comes inside an npm package: nothing is downloaded. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    // In one process, the second window hangs.
    args: sparticuz.args.filter((flag) => flag !== '--single-process'),
    executablePath: await sparticuz.executablePath(),
    headless: true,
  })
}
