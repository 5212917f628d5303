import { rotterdam } from '../../prisma/seed/demo-city.ts'
import { loadCity } from '../../prisma/seed/load.ts'
import { type Cities, citiesOf, type SomeCities } from '../cities/cities.ts'
import { type City, readCities } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { UndoStack } from './stack.ts'

/** The cities that are served, as last read. */
export interface CityKeeper {
  readonly cities: Cities
  /** The demo city, whose sessions are added to every day; null where it is not kept. */
  readonly demo: () => City | null
  /** Adds the demo city's new days; nothing where it is not kept. */
  extendDemo(now: Date): Promise<void>
}

/** How often changes that another process made are looked at. */
const refreshMilliseconds = 60_000

/** Reads the cities; where there is none yet, or for trying it out, the demo city is loaded. */
export async function keepCities(
  db: Database,
  wantsDemo: boolean,
  now: Date,
  undo: UndoStack,
): Promise<CityKeeper> {
  const isDemo = wantsDemo || (await db.city.count()) === 0
  const extendDemo = async (today: Date) => {
    if (isDemo) await loadCity(db, rotterdam, today)
  }
  await extendDemo(now)
  let read = await mustRead(db)
  const timer = setInterval(async () => {
    // When the database is away for a while, what was read before is good enough.
    read = await mustRead(db).catch(() => read)
  }, refreshMilliseconds)
  timer.unref()
  undo.add(async () => clearInterval(timer))
  const cities = citiesOf(() => read)
  return { cities, demo: () => (isDemo ? cities.bySlug(rotterdam.city.slug) : null), extendDemo }
}

async function mustRead(db: Database): Promise<SomeCities> {
  const [first, ...others] = await readCities(db)
  if (first === undefined) throw new Error('The last city was removed from the database.')
  return [first, ...others]
}
