import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { rotterdam } from '../prisma/seed/demo-city.ts'
import { loadCity } from '../prisma/seed/load.ts'
import { citiesOf } from '../src/cities/cities.ts'
import { readCity } from '../src/cities/city.ts'
import { type Database, openDatabase } from '../src/database/client.ts'
import { startEmbeddedDatabase } from '../src/database/embedded/server.ts'
import { applyMigrations } from '../src/database/migrate.ts'
import type { Deps } from '../src/deps.ts'
import { createSafeFetch } from '../src/http/safe-fetch.ts'
import { listen } from '../src/service/listen.ts'
import { createUndoStack } from '../src/service/stack.ts'
import { createKeyRing, prepareKeys } from '../src/signing/key-ring.ts'
import { createSeals } from '../src/signing/seals.ts'
import { createVerifyBadge } from '../src/verification/verify-badge.ts'
import { createMetrics } from '../src/web/metrics.ts'
import { createWebApp } from '../src/web/server.ts'

/** The pages and the database behind them, with the demo city. */
export interface BenchSite {
  readonly db: Database
  readonly deps: Deps
  readonly cityId: string
  readonly url: string
  close(): Promise<void>
}

/** Starts a database of its own, which writes through as in earnest, and the pages on a free port. */
export async function startBenchSite(): Promise<BenchSite> {
  const undo = createUndoStack()
  const dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-bench-'))
  undo.add(() => rm(dataDirectory, { recursive: true, force: true }))
  const server = await startEmbeddedDatabase({ dataDirectory })
  undo.add(() => server.stop())
  await applyMigrations(server.url)
  const db = openDatabase(server.url)
  undo.add(() => db.$disconnect())
  await loadCity(db, rotterdam, new Date())
  const http = await listen(0)
  undo.add(() => http.close())
  const url = `http://localhost:${http.port}`
  const parts = {
    clock: () => new Date(),
    newId: () => randomUUID(),
    seals: createSeals(randomBytes(48).toString('base64')),
    siteUrl: url,
  }
  const keyRing = createKeyRing(parts)
  await prepareKeys(db, keyRing)
  const deps: Deps = {
    ...parts,
    keyRing,
    randomBytes: (count) => randomBytes(count),
    chatLinks: () => [],
  }
  const city = await readCity(db, 'rotterdam')
  if (city === null) throw new Error('The demo city is not loaded')
  const fetch = createSafeFetch({ timeoutMilliseconds: 1000 })
  http.answerWith(
    createWebApp({
      db,
      deps,
      cities: citiesOf(() => [city]),
      city: () => city,
      log: pino({ level: 'silent' }),
      verifyBadge: createVerifyBadge({ db, deps, fetch }),
      fetch,
      metrics: createMetrics(),
      routers: [],
      chatWays: () => [],
      ready: async () => ({}),
      // Each request says that it is somebody else's: readers are many, and one is limited.
      trustedProxies: 1,
    }),
  )
  return { db, deps, cityId: city.id, url, close: () => undo.undoAll() }
}
