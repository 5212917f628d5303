import { rotterdam } from '../../prisma/seed/demo-city.ts'
import { loadCity } from '../../prisma/seed/load.ts'
import { type City, readCity } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { UndoStack } from './stack.ts'

/** The city that the bot speaks for, as last read. */
export interface CityKeeper {
  readonly city: () => City
  /** True when it is the demo city, whose sessions are added to every day. */
  readonly isDemo: boolean
  /** Adds the demo city's new days; nothing for another city. */
  extendDemo(now: Date): Promise<void>
}

/** How often changes that another process made are looked at. */
const refreshMilliseconds = 60_000

/** Reads the city; where there is none yet, or for trying it out, the demo city is loaded. */
export async function keepCity(
  db: Database,
  wantsDemo: boolean,
  now: Date,
  undo: UndoStack,
): Promise<CityKeeper> {
  const isDemo = wantsDemo || (await readCity(db)) === null
  const extendDemo = async (today: Date) => {
    if (isDemo) await loadCity(db, rotterdam, today)
  }
  await extendDemo(now)
  let city = await mustRead(db)
  const timer = setInterval(async () => {
    // When the database is away for a while, what was read before is good enough.
    city = await mustRead(db).catch(() => city)
  }, refreshMilliseconds)
  timer.unref()
  undo.add(async () => clearInterval(timer))
  return { city: () => city, isDemo, extendDemo }
}

async function mustRead(db: Database): Promise<City> {
  const city = await readCity(db)
  if (city === null) throw new Error('The city was removed from the database.')
  return city
}
