import type { Logger } from 'pino'
import { isQuietTime, localTime } from '../activities/local-day.ts'
import { readCity } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { faultOf } from '../fault.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import { importFormats } from './formats.ts'
import { importSource } from './import-source.ts'

/** The name of the queue's task that reads all sources again that asked for it. */
export const readFeedsTask = 'readFeeds'

/** Every hour, when little else begins (crontab). */
export const readFeedsTime = '23 * * * *'

/** What reading again needs of the service. */
export interface FeedReader {
  readonly db: Database
  readonly deps: Pick<Deps, 'clock' | 'newId' | 'seals'>
  readonly fetch: SafeFetch
  readonly log: Logger
}

/**
 * Reads every source again that is to be read by itself, one after the other; one that fails stops no other. In
 * the quiet hours of its city a source is left for the morning.
 */
export async function readFeeds({ db, deps, fetch, log }: FeedReader): Promise<void> {
  const sources = await db.importSource.findMany({
    where: { isFeed: true, url: { not: null }, organisation: { leftAt: null } },
    orderBy: { id: 'asc' },
    include: { organisation: { select: { city: { select: { slug: true } } } } },
  })
  const noteFault = (id: string, fault: string) =>
    db.importSource.update({
      where: { id },
      data: { lastReadAt: deps.clock(), lastResult: { fault } },
      select: { id: true },
    })
  for (const { id: sourceId, name, url, organisationId, format, organisation } of sources) {
    const city = await readCity(db, organisation.city.slug)
    const known = importFormats.find((each) => each === format)
    if (city === null || url === null || known === undefined) continue
    // What it changes is told at once: it waits until people are awake.
    if (isQuietTime(localTime(deps.clock(), city.timeZone), city)) continue
    try {
      const outcome = await importSource(
        db,
        { ...deps, fetch },
        {
          city,
          organisationId,
          place: url,
          name,
          format: known,
          defaultTopic: null,
          isDryRun: false,
        },
      )
      if (outcome.kind === 'fault') {
        log.warn({ sourceId, code: outcome.code }, 'a source was not read')
        if (outcome.code !== 'beingRead') await noteFault(sourceId, outcome.code)
      } else log.info({ sourceId, ...outcome.tally.counts }, 'a source was read')
    } catch (cause) {
      log.error({ sourceId, fault: faultOf(cause) }, 'reading a source failed')
      await noteFault(sourceId, 'failed')
    }
  }
}
