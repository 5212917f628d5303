import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FetchPage, readOpenActive } from '../src/imports/read/open-active.ts'
import { runImport } from '../src/imports/run-import.ts'
import { benchContext, openBenchSource } from './imports-source.ts'

/**
 * A feed of so many items into a database, page by page: what `npm run city -- import` does, but for the network.
 * Prints the most memory that this process took, and how long.
 */
const items = Number(process.argv[2] ?? 1_000_000)
const itemsOnPage = 500
/** A series and its times, as feeds of OpenActive have them. */
const sessionsOfSeries = 49
const site = 'https://feed.example'

function itemNumber(index: number): unknown {
  const series = Math.floor(index / (sessionsOfSeries + 1))
  const place = index % (sessionsOfSeries + 1)
  const address = `${site}/series/${series}`
  if (place === 0) {
    const data = {
      '@id': address,
      name: `Les ${series}`,
      description: 'Samen leren',
      category: 'koken',
    }
    return { state: 'updated', kind: 'SessionSeries', id: series, data }
  }
  const startsAt = new Date(benchContext.now.getTime() + (place * 7 + (series % 7)) * 86_400_000)
  const data = { startDate: startsAt.toISOString(), duration: 'PT2H', superEvent: address }
  return { state: 'updated', kind: 'ScheduledSession', id: index, data }
}

const fetchPage: FetchPage = async (url) => {
  const from = Number(new URL(url).searchParams.get('from') ?? 0)
  const count = Math.min(itemsOnPage, items - from)
  const page = {
    next: `/?from=${from + count}`,
    items: Array.from({ length: count }, (_, index) => itemNumber(from + index)),
  }
  return { kind: 'page', body: JSON.stringify(page) }
}

const dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-imports-memory-'))
const { request, db, deps, stop } = await openBenchSource(dataDirectory)
try {
  let most = 0
  const startedAt = performance.now()
  const { counts } = await runImport(db, deps, {
    ...request,
    ...{ isWhole: false, isDryRun: false },
    items: readOpenActive(fetchPage, `${site}/`, benchContext),
    onProgress: () => {
      most = Math.max(most, process.memoryUsage().rss)
    },
  })
  const seconds = (performance.now() - startedAt) / 1000
  if (counts.bad > 0) throw new Error(`${counts.bad} items were not taken`)
  console.log(
    JSON.stringify({ rows: counts.items, megabytes: Math.round(most / 1_048_576), seconds }),
  )
} finally {
  await stop()
  await rm(dataDirectory, { recursive: true, force: true })
}
