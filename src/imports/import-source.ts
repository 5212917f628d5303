import { resolve } from 'node:path'
import { addDays, localDay, startOfDay } from '../activities/local-day.ts'
import type { City } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import type { Topic } from '../understand/understood.ts'
import { type ImportFormat, parsers } from './formats.ts'
import type { ImportItem, ReadingContext } from './item.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { faultOfFetch, mostFetchedBytes, openSource, type SourceFault } from './open-source.ts'
import { type FetchPage, readOpenActive } from './read/open-active.ts'
import { runImport } from './run-import.ts'
import type { Tally } from './tally.ts'

/** What repeats is written out for so many days. */
const daysAhead = 366

/** What somebody wants to import. */
export interface ImportOrder {
  readonly city: City
  readonly organisationId: string
  /** A path of a file, or an address. */
  readonly place: string
  /** What it is known by when it is read again: its whole path or its address when left out. */
  readonly name?: string
  readonly format: ImportFormat | null
  /** For what has no topic of its own; null keeps what was said before. */
  readonly defaultTopic: Topic | null
  readonly isDryRun: boolean
  /** Whether it is read again by itself, every hour; left out, as it was. */
  readonly isFeed?: boolean
  /** Takes away what is gone, also when it is far more than usual. */
  readonly confirmsRemovals?: boolean
  readonly onProgress?: (tally: Tally) => void
}

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly tally: Tally }
  | { readonly kind: 'fault'; readonly code: SourceFault }

/** Imports a file or an address into a city, and remembers it as a source of the organisation. */
export async function importSource(
  db: Database,
  deps: Pick<Deps, 'clock' | 'newId' | 'seals'> & { readonly fetch: SafeFetch },
  order: ImportOrder,
): Promise<ImportOutcome> {
  const { city, organisationId, isDryRun, onProgress } = order
  const now = deps.clock()
  const { timeZone } = city
  const until = startOfDay(addDays(localDay(now, timeZone), daysAhead), timeZone)
  const opened = await open(deps.fetch, order, { timeZone, now, until })
  if (opened.kind === 'fault') return opened
  const { format, url, read, isWhole } = opened
  const name = order.name ?? url ?? resolve(order.place)
  const known = { organisationId_name: { organisationId, name } }
  const chosen = {
    ...(order.defaultTopic !== null && { defaultTopic: order.defaultTopic }),
    ...(order.isFeed !== undefined && { isFeed: order.isFeed && url !== null }),
  }
  const select = { id: true, organisationId: true, defaultTopic: true, cursor: true } as const
  const before = await db.importSource.findUnique({ where: known, select })
  const source =
    before === null
      ? await db.importSource.create({
          data: { organisationId, name, ...chosen, format, url, createdAt: now },
          select,
        })
      : isDryRun
        ? { ...before, ...chosen }
        : await db.importSource.update({ where: known, data: { ...chosen, format, url }, select })
  const run = () =>
    runImport(db, deps, {
      ...{ city, source, items: read(source.cursor), isDryRun, isWhole },
      confirmsRemovals: order.confirmsRemovals === true,
      ...(onProgress !== undefined && { onProgress }),
    })
  const tally = await (isDryRun ? run() : oneAtATime(db, source.id, run)).finally(async () => {
    // A rehearsal leaves no source behind that was not there.
    if (isDryRun && before === null) await db.importSource.delete({ where: { id: source.id } })
  })
  return tally === null ? { kind: 'fault', code: 'beingRead' } : { kind: 'imported', tally }
}

type Opened =
  | {
      readonly kind: 'opened'
      readonly format: ImportFormat
      readonly url: string | null
      /** It has everything; a feed says itself what is gone. */
      readonly isWhole: boolean
      /** Begins to read, where it was left the last time. */
      readonly read: (cursor: string | null) => AsyncIterable<ImportItem>
    }
  | { readonly kind: 'fault'; readonly code: SourceFault }

async function open(
  fetch: SafeFetch,
  { place, format }: ImportOrder,
  context: ReadingContext,
): Promise<Opened> {
  if (format !== 'open-active') {
    const opened = await openSource(fetch, { place, format })
    if (opened.kind === 'fault') return opened
    const { bytes, url } = opened
    const read = () => parsers[opened.format](bytes, context)
    return { kind: 'opened', format: opened.format, url, isWhole: true, read }
  }
  if (!URL.canParse(place)) return { kind: 'fault', code: 'noFeed' }
  const fetchPage: FetchPage = async (url) => {
    const fetched = await fetch({ url, accept: 'application/json', mostBytes: mostFetchedBytes })
    return fetched.kind === 'fetched'
      ? { kind: 'page', body: new TextDecoder().decode(fetched.bytes) }
      : { kind: 'missing', why: faultOfFetch(fetched) }
  }
  const read = (cursor: string | null) => readOpenActive(fetchPage, cursor ?? place, context)
  return { kind: 'opened', format, url: place, isWhole: false, read }
}
