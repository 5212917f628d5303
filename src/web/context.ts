import type { Logger } from 'pino'
import type { Cities } from '../cities/cities.ts'
import type { City } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import type { VerifyBadge } from '../verification/verify-badge.ts'
import type { Metrics } from './metrics.ts'

/** A way into the chat. */
export interface ChatWay {
  readonly name: 'telegram' | 'whatsapp' | 'slack' | 'simulator'
  /** What opens it; null where there are only words for it. */
  readonly link: string | null
}

/** What the pages need from the service. */
export interface WebContext {
  readonly db: Database
  readonly deps: Deps
  readonly cities: Cities
  /** Speaks on the pages that are no city's own. */
  readonly city: () => City
  readonly log: Logger
  readonly metrics: Metrics
  readonly verifyBadge: VerifyBadge
  /** Of the sites that activities come from. */
  readonly fetch: SafeFetch
  /** How to open the chat for a city; empty where no channel is on. */
  readonly chatWays: (city: City) => readonly ChatWay[]
  /** Which parts of the service can work now. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>
}

/** What the routes need that show badges and what verifies them. */
export type BadgeContext = Pick<WebContext, 'db' | 'deps' | 'city'>
