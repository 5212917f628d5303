import type { ImportItem, ReadingContext } from './item.ts'
import { readCsv } from './read/csv.ts'
import { readICalendar } from './read/icalendar.ts'
import { readJsonLd } from './read/json-ld.ts'

/** What a file can be written in. */
const fileFormats = ['csv', 'icalendar', 'json-ld'] as const
export type FileFormat = (typeof fileFormats)[number]

/** What a source can be written in: a file of one of these, or a feed, which is read page by page. */
export const importFormats = [...fileFormats, 'open-active'] as const
export type ImportFormat = (typeof importFormats)[number]

/** How a format is read: from bytes as they come in. */
type Parser = (
  bytes: AsyncIterable<Uint8Array>,
  context: ReadingContext,
) => AsyncIterable<ImportItem>

/** The parser of each format of a file. */
export const parsers: Readonly<Record<FileFormat, Parser>> = {
  csv: readCsv,
  icalendar: readICalendar,
  'json-ld': readJsonLd,
}

/** What the ends of names stand for. */
const byEnding: Readonly<Record<string, FileFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  ics: 'icalendar',
  ical: 'icalendar',
  json: 'json-ld',
  jsonld: 'json-ld',
  html: 'json-ld',
  htm: 'json-ld',
}

/** What servers call it (IANA media types). */
const byMediaType: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/calendar': 'icalendar',
  'application/ld+json': 'json-ld',
  'application/json': 'json-ld',
  'text/html': 'json-ld',
  'application/xhtml+xml': 'json-ld',
}

/** Which format something is in, by its name and what its server calls it; null when neither tells. */
export function formatOf(name: string, contentType: string | null): FileFormat | null {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const ending = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return byMediaType[mediaType] ?? byEnding[ending] ?? null
}
