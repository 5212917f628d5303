import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../src/config.ts'
import { startService } from '../src/service/start-service.ts'
import { atShare, type Benchmark, type Figure } from './benchmark.ts'

const paths = [
  '/rotterdam',
  '/rotterdam?day=next-week',
  '/rotterdam/activities/soep-voor-de-buurt',
  '/rotterdam/impact',
  '/voor-werkgevers',
  '/privacy',
]

/** Together they stay under what one reader may ask for in a minute. */
const timesWarmUp = 8
const timesMeasured = 30

/** A page that a browser or a proxy has already is asked about, not sent again. */
const firstByteGoalMilliseconds = 50

interface Answered {
  readonly milliseconds: number
  readonly tag: string | undefined
  readonly status: number | undefined
}

/** Asks for a page and tells how long its first byte took, on a new connection each time. */
function ask(url: string, tag?: string): Promise<Answered> {
  const headers = { accept: 'text/html', ...(tag !== undefined && { 'if-none-match': tag }) }
  return new Promise((done, fail) => {
    const startedAt = performance.now()
    get(url, { headers, agent: false }, (response) => {
      const milliseconds = performance.now() - startedAt
      response.resume()
      response.once('end', () =>
        done({ milliseconds, tag: response.headers.etag, status: response.statusCode }),
      )
    }).once('error', fail)
  })
}

/** Measures the first byte of each public page, as sent whole and as asked about by who has it. */
export const benchPages: Benchmark = async () => {
  const figures: Figure[] = []
  const dataDirectory = mkdtempSync(join(tmpdir(), 'stapje-bench-'))
  const service = await startService(readConfig({ PORT: '0', DATA_DIR: dataDirectory }), {
    clock: () => new Date(),
    randomBytes: (count) => randomBytes(count),
    newId: () => randomUUID(),
    log: pino({ level: 'silent' }),
  })
  try {
    for (const path of paths) {
      const url = `${service.url}${path}`
      const { tag } = await ask(url)
      for (let time = 1; time < timesWarmUp; time += 1) await ask(url)
      const took: number[] = []
      for (let time = 0; time < timesMeasured; time += 1) {
        const answered = await ask(url, time % 2 === 0 ? tag : undefined)
        took.push(answered.milliseconds)
      }
      const [p50, p95] = [atShare(took, 0.5), atShare(took, 0.95)]
      figures.push({
        name: `first byte of ${path}`,
        measured: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
        target: `under ${firstByteGoalMilliseconds} ms`,
      })
    }
    return figures
  } finally {
    await service.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}
