import type { Logger } from 'pino'
import type { City } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Metrics } from './metrics.ts'

/** What the pages need from the service. */
export interface WebContext {
  readonly db: Database
  readonly deps: Deps
  readonly city: () => City
  readonly log: Logger
  readonly metrics: Metrics
  /** Which parts of the service can work now. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>
}

/** What the routes need that show badges and what verifies them. */
export type BadgeContext = Pick<WebContext, 'db' | 'deps' | 'city'>
