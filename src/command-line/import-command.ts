import { parseArgs } from 'node:util'
import { readCity } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import { importFormats } from '../imports/formats.ts'
import { importSource } from '../imports/import-source.ts'
import { sayBadItems, sayCounts, sayDifferences } from '../imports/say-import.ts'
import type { Tally } from '../imports/tally.ts'
import { isLocale } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import { topics } from '../understand/understood.ts'
import { type CommandOutcome, fault } from './command-outcome.ts'

/** What importing needs of the service. */
export interface ImportCommandService {
  readonly db: Database
  readonly deps: Pick<Deps, 'clock' | 'newId' | 'seals'>
  readonly fetch: SafeFetch
  /** Told after each batch. */
  readonly onProgress?: (tally: Tally) => void
}

/** How the command is typed. */
export const importUsage = `  npm run city -- import <city> <file-or-address> [--organisation <short-name>] [--format ${importFormats.join('|')}]
      [--topic <topic>] [--name <name>] [--language nl|en] [--every-hour] [--dry-run] [--confirm-removals]`

/** `npm run city -- import`: reads a file or an address into a city, or says what that would change. */
export async function importCommand(
  { db, deps, fetch, onProgress }: ImportCommandService,
  typed: readonly string[],
): Promise<CommandOutcome> {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...typed],
    allowPositionals: true,
    strict: false,
    options: {
      ...{ organisation: option, format: option, topic: option, name: option, language: option },
      'dry-run': { type: 'boolean' },
      'confirm-removals': { type: 'boolean' },
      'every-hour': { type: 'boolean' },
    },
  })
  const [citySlug = '', place = ''] = positionals
  const said = (key: string) => (typeof values[key] === 'string' ? values[key] : null)
  if (citySlug === '' || place === '') return fault(`Say what to import:\n${importUsage}`)
  const city = await readCity(db, citySlug)
  if (city === null)
    return fault(`There is no city ${citySlug} yet. Start Stapje once, or load your city first.`)
  const format = importFormats.find((known) => known === said('format')) ?? null
  if (said('format') !== null && format === null) {
    return fault(`A format is one of: ${importFormats.join(', ')}.`)
  }
  const defaultTopic = topics.find((known) => known === said('topic')) ?? null
  if (said('topic') !== null && defaultTopic === null) {
    return fault(`A topic is one of: ${topics.join(', ')}.`)
  }
  const slug = said('organisation')
  const organisation = await db.organisation.findFirst({
    where: { cityId: city.id, ...(slug === null ? { isCity: true } : { slug }) },
    select: { id: true },
  })
  if (organisation === null) {
    return fault(`There is no organisation ${slug ?? 'that speaks for the city'} in ${citySlug}.`)
  }
  const language = said('language')
  const locale = isLocale(language) ? language : 'en'
  const name = said('name')
  const isDryRun = values['dry-run'] === true
  const outcome = await importSource(
    db,
    { ...deps, fetch },
    {
      ...{ city, organisationId: organisation.id, place, format, defaultTopic, isDryRun },
      ...(name !== null && { name }),
      confirmsRemovals: values['confirm-removals'] === true,
      ...(values['every-hour'] === true && { isFeed: true }),
      ...(onProgress !== undefined && { onProgress }),
    },
  )
  const say = translator(locale, 'imports')
  if (outcome.kind === 'fault') {
    return fault(say(`fault.${outcome.code}`, { formats: importFormats.join(', ') }))
  }
  const { tally } = outcome
  const saying = { locale, timeZone: city.timeZone }
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`)
  return {
    kind: 'done',
    lines: [
      say(isDryRun ? 'wouldBe' : 'done', { city: city.name[locale] }),
      ...indented(sayCounts(tally, saying)),
      ...(isDryRun ? indented(sayDifferences(tally, saying)) : []),
      ...indented(sayBadItems(tally, saying)),
    ],
  }
}
