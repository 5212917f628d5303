import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Of the flags that come with it, those that do not suit a test. */
const unwanted: readonly string[] = [
  // In one process, the second window hangs.
  '--single-process',
  // Drawing by a made-up graphics card takes twice the time of drawing without one.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  // A test looks at what a reader's own browser would do.
  '--disable-web-security',
  '--allow-running-insecure-content',
]

/** Starts the headless Chromium that comes inside an npm package: nothing is downloaded. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    args: [...sparticuz.args.filter((flag) => !unwanted.includes(flag)), '--disable-gpu'],
    executablePath: await sparticuz.executablePath(),
    headless: true,
  })
}
