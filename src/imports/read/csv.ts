import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { foldWords } from '../../language/fold-words.ts'
import {
  bad,
  emptyActivity,
  type ImportItem,
  mostCharacters,
  type ReadingContext,
  type SourceActivity,
} from '../item.ts'
import { type CsvColumn, delimiterOf, readHeader } from './csv-columns.ts'
import { readRowTimes } from './csv-times.ts'
import { decodeText } from './decode.ts'
import { remember } from './remember.ts'
import { readCents, readDegrees, readLanguages, readWholeNumber, readYesOrNo } from './values.ts'

/** A longer line is no line of a table. */
const mostLineBytes = 100_000

const row = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

/**
 * Reads a table as people save it from a spreadsheet (RFC 4180, and what Excel makes of it): `;`, `,` or tab,
 * Dutch or English headers, any of Excel's encodings. Each row is one time of an activity; rows with the same
 * title, organisation and place are one activity. A row that has an id keeps its sign-ups when it moves.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  context: ReadingContext,
): AsyncGenerator<ImportItem> {
  const text = Readable.from(decodeText(bytes))
  const { delimiter, lines } = await begin(text)
  const parser = Readable.from(lines).pipe(
    parse({
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: mostLineBytes,
    }),
  )
  let header: ReadonlyMap<CsvColumn, number> | null = null
  try {
    for await (const each of parser) {
      const { record, info } = row.parse(each)
      if (header === null) {
        header = readHeader(record)
        if (!header.has('title')) {
          yield bad({ kind: 'line', line: info.lines }, 'noTitle', record.join(' '))
          return
        }
      } else yield readRow(record, header, info.lines, context)
    }
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause
    yield bad({ kind: 'line', line: parser.info.lines }, 'notReadable', cause.message)
  }
}

/** Looks at the first line, for its delimiter; a line `sep=;` says it outright and is no header. */
async function begin(text: AsyncIterable<unknown>) {
  const chunks = text[Symbol.asyncIterator]()
  let start = ''
  for (;;) {
    const { done, value } = await chunks.next()
    if (done === true) break
    start += String(value)
    if (start.includes('\n') || start.length > mostLineBytes) break
  }
  start = start.replace(/^\uFEFF/, '')
  const said = /^sep=(.)\r?\n/.exec(start)
  const body = said === null ? start : start.slice(said[0].length)
  async function* lines() {
    yield body
    for (;;) {
      const { done, value } = await chunks.next()
      if (done === true) return
      yield String(value)
    }
  }
  return { delimiter: said?.[1] ?? delimiterOf(body.split('\n')[0] ?? ''), lines: lines() }
}

function readRow(
  record: readonly string[],
  header: ReadonlyMap<CsvColumn, number>,
  line: number,
  { timeZone }: ReadingContext,
): ImportItem {
  const where = { kind: 'line', line } as const
  const cell = (column: CsvColumn) => record[header.get(column) ?? -1]?.trim() ?? ''
  const given = (column: CsvColumn) => cell(column) || null
  if (cell('title') === '') return bad(where, 'noTitle', record.join(' '))
  const id = activityId(cell)
  // By these nothing is taken away that a bad row is about.
  const ids = cell('id') === '' ? [id] : [id, cell('id')]

  const times = readRowTimes(
    { date: cell('date'), start: cell('start'), end: cell('end') },
    timeZone,
  )
  if (times.kind === 'bad') {
    return bad(where, times.problem.code, times.problem.said || cell('title'), ids)
  }
  const { startsAt, endsAt } = times
  const priceCents = cell('price') === '' ? null : readCents(cell('price'))
  if (cell('price') !== '' && priceCents === null) {
    return bad(where, 'unknownPrice', cell('price'), ids)
  }
  const number = (column: CsvColumn) => (cell(column) === '' ? null : readWholeNumber(cell(column)))
  for (const column of ['capacity', 'minimumAge', 'maximumAge'] as const) {
    if (cell(column) !== '' && number(column) === null) {
      return bad(where, 'unknownNumber', cell(column), ids)
    }
  }
  const activity: SourceActivity = {
    ...emptyActivity,
    externalId: id,
    title: cell('title'),
    summary: cell('summary'),
    words: cell('topic')
      .split(/[,;|/]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    organisation: given('organisation'),
    placeName: cell('place'),
    address: [cell('address'), cell('postcode')].filter((part) => part !== '').join(', '),
    neighbourhood: given('neighbourhood'),
    latitude: readDegrees(cell('latitude')),
    longitude: readDegrees(cell('longitude')),
    isOnline: readYesOrNo(cell('online')) || foldWords(cell('place')) === 'online',
    priceCents,
    capacity: number('capacity'),
    spokenLanguages: readLanguages(cell('language')),
    isForChildren: readYesOrNo(cell('children')),
    minimumAge: number('minimumAge'),
    maximumAge: number('maximumAge'),
    wheelchairAccessible: readYesOrNo(cell('wheelchair')),
  }
  const session = {
    // A row with an id of its own keeps it when it moves; otherwise its time is what it is known by.
    externalId: cell('id') || `${id}#${startsAt.toISOString()}`,
    startsAt,
    endsAt,
    capacity: activity.capacity,
    isCancelled: readYesOrNo(cell('cancelled')),
  }
  return { kind: 'activity', where, activity, sessions: [session], isWhole: false }
}

const folded = remember(foldWords)

function activityId(cell: (column: CsvColumn) => string): string {
  const parts = [cell('title'), cell('organisation'), cell('place') || cell('address')]
  return parts.map(folded).join('|').slice(0, mostCharacters.id)
}
