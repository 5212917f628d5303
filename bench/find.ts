import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { anything, find, type Wish } from '../src/activities/find.ts'
import { addDays, localDay } from '../src/activities/local-day.ts'
import { type Database, openDatabase } from '../src/database/client.ts'
import { startEmbeddedDatabase } from '../src/database/embedded/server.ts'
import { applyMigrations } from '../src/database/migrate.ts'
import { foldWords } from '../src/language/fold-words.ts'
import { partsOfDay, topics } from '../src/understand/understood.ts'
import { atShare, type Benchmark, type Figure } from './benchmark.ts'
import { fillWithSessions, titleWords } from './many-sessions.ts'

const sizes = [1_000, 10_000, 100_000, 1_000_000]
const cities = 14
const timeZone = 'Europe/Amsterdam'
/** A Tuesday morning. */
const now = new Date('2026-11-24T09:00:00Z')

const warmUps = 150
const measured = 600

const goalMilliseconds = 3
const goalSize = 100_000
const goalGrowth = 3

/**
 * Measures finding through the use-case itself, widening included, in 14 cities with sessions over a year,
 * as people ask: most in one city, most for this week; against a bare Prisma join in the same run.
 *
 * `npm run bench -- find` takes some minutes, most of it to make a million sessions.
 */
export const benchFind: Benchmark = async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-find-'))
  const server = await startEmbeddedDatabase({ dataDirectory })
  const figures: Figure[] = []
  try {
    const p95s: number[] = []
    for (const size of sizes) {
      const { p95, rows } = await measureSize(server.url, size)
      figures.push(...rows)
      p95s.push(p95)
    }
    const growth = (p95s.at(-1) ?? 0) / (p95s[0] ?? 1)
    figures.push({
      name: 'growth of p95 from the fewest to the most',
      measured: `${growth.toFixed(2)}x`,
      target: `${goalGrowth}x or less`,
    })
    return figures
  } finally {
    await server.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

async function measureSize(serverUrl: string, size: number) {
  const url = await newDatabase(serverUrl, `find_${size}`)
  await applyMigrations(url)
  const db = openDatabase(url, { statementTimeoutMilliseconds: 600_000 })
  try {
    await fillWithSessions(db, { sessions: size, cities, now })
    await db.$executeRaw`VACUUM ANALYZE`
    const ids = await db.city.findMany({ orderBy: { slug: 'asc' }, select: { id: true } })
    const cityIds = ids.map(({ id }) => id)
    const wishes = Array.from({ length: warmUps + measured }, (_, number) =>
      wishNumber(number, cityIds),
    )
    const took: number[] = []
    const joined: number[] = []
    let exact = 0
    for (const [index, wish] of wishes.entries()) {
      const startedAt = performance.now()
      const outcome = await db.inQuickTransaction(async (tx) => {
        const found = await find(tx, wish)
        return { kind: 'commit', result: () => found }
      })
      if (index < warmUps) continue
      took.push(performance.now() - startedAt)
      if (outcome.kind === 'found') exact += 1
    }
    for (const [index, wish] of wishes.entries()) {
      const startedAt = performance.now()
      await bareJoin(db, wish)
      if (index >= warmUps) joined.push(performance.now() - startedAt)
    }
    const [p50, p95, bare] = [atShare(took, 0.5), atShare(took, 0.95), atShare(joined, 0.5)]
    const rows: Figure[] = [
      {
        name: `find in ${size.toLocaleString('en')} sessions (${Math.round((exact / measured) * 100)} % as asked)`,
        measured: `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`,
        ...(size === goalSize && { target: `p95 ${goalMilliseconds} ms or less` }),
      },
      {
        name: 'beside a bare Prisma join on days and city',
        measured: `p50 ${bare.toFixed(2)} ms, p95 ${atShare(joined, 0.95).toFixed(2)} ms: find takes ${(p50 / bare).toFixed(2)}x`,
      },
    ]
    return { p95, rows }
  } finally {
    await db.$disconnect()
  }
}

async function newDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

const everyWord = Object.values(titleWords).flatMap((words) =>
  words.flatMap((title) => foldWords(title).split(' ').slice(0, 1)),
)

/** One of many wishes, the same for a number each time: three in four in the first city, four in five this week. */
function wishNumber(number: number, cityIds: readonly string[]): Wish {
  const pick = <Value>(values: readonly Value[], step: number) =>
    values[Math.floor(number / step) % values.length]
  const share = (outOf: number, step: number) => Math.floor(number / step) % outOf === 0
  const city = number % 4 === 3 ? (pick(cityIds, 4) ?? '') : (cityIds[0] ?? '')
  const today = localDay(now, timeZone)
  const first = addDays(today, share(5, 2) ? 14 + (number % 60) : number % 6)
  const place = number % 15
  const near = Array.from({ length: 15 }, (_, index) => `place-${(place + index) % 15}`)
  const isNear = share(4, 3)
  return {
    ...anything({ id: city, timeZone }, now),
    days: share(6, 5) ? null : { start: first, end: addDays(first, share(3, 1) ? 1 : 0) },
    topic: share(5, 1) || share(3, 4) ? null : (pick(topics, 1) ?? null),
    partOfDay: share(4, 7) ? (pick(partsOfDay, 3) ?? null) : null,
    neighbourhood: isNear ? `place-${place}` : null,
    nearestFirst: isNear ? near : null,
    free: share(6, 11) ? true : null,
    maximumPriceCents: share(17, 2) ? 500 : null,
    wheelchair: share(20, 3) ? true : null,
    children: share(12, 13) ? true : null,
    spokenLanguage: share(20, 7) ? 'en' : null,
    placesNeeded: share(20, 9) ? 3 : null,
    words: share(12, 5) ? [pick(everyWord, 1) ?? ''] : [],
  }
}

/** The least that any answer needs: sessions of a city on some days, with what a card shows. */
const bareJoin = (db: Database, { cityId, days }: Wish) => {
  const from = days === null ? now : new Date(`${days.start}T00:00:00Z`)
  return db.session.findMany({
    where: {
      startsAt: { gte: from, lt: new Date(from.getTime() + 14 * 86_400_000) },
      activity: { organisation: { cityId } },
    },
    orderBy: { startsAt: 'asc' },
    take: 3,
    select: {
      id: true,
      startsAt: true,
      activity: {
        select: {
          texts: { select: { locale: true, title: true } },
          organisation: { select: { name: true } },
          neighbourhood: { select: { name: true } },
        },
      },
    },
  })
}
