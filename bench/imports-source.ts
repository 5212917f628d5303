import { rotterdam } from '../prisma/seed/demo-city.ts'
import { loadCity } from '../prisma/seed/load.ts'
import { readCity } from '../src/cities/city.ts'
import { openDatabase } from '../src/database/client.ts'
import { startEmbeddedDatabase } from '../src/database/embedded/server.ts'
import { applyMigrations } from '../src/database/migrate.ts'
import type { ReadingContext } from '../src/imports/item.ts'
import { createSeals } from '../src/signing/seals.ts'

/** When the benchmarks of imports take place. */
export const benchContext: ReadingContext = {
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-11-24T09:00:00Z'),
  until: new Date('2027-11-24T09:00:00Z'),
}

/** An empty source of the demo city in a database of its own. */
export async function openBenchSource(dataDirectory: string) {
  const server = await startEmbeddedDatabase({ dataDirectory })
  await applyMigrations(server.url)
  const db = openDatabase(server.url)
  const { now } = benchContext
  await loadCity(db, rotterdam, now)
  const city = await readCity(db, 'rotterdam')
  const organisation = await db.organisation.findFirstOrThrow({ where: { isCity: true } })
  if (city === null) throw new Error('There is no city')
  const source = await db.importSource.create({
    data: { organisationId: organisation.id, name: 'bench', format: 'csv', createdAt: now },
  })
  const deps = {
    clock: () => now,
    newId: () => crypto.randomUUID(),
    seals: createSeals('a secret for benchmarks, of enough characters'),
  }
  const stop = async () => {
    await db.$disconnect()
    await server.stop()
  }
  return { request: { city, source }, db, deps, stop }
}
