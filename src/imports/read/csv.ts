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
import { type CsvForm, csvRecords, mostRowBytes } from './csv-records.ts'
import { readRowTimes } from './csv-times.ts'
import { decodeText } from './decode.ts'
import { remember } from './remember.ts'
import { readCents, readDegrees, readLanguages, readWholeNumber, readYesOrNo } from './values.ts'

/**
 * Reads a table as people save it from a spreadsheet (RFC 4180, and what Excel makes of it): `;`, `,` or tab,
 * Dutch or English headers, any of Excel's encodings. Each row is one time of an activity; rows with the same
 * title, organisation and place are one activity. A row that has an id keeps its sign-ups when it moves.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  context: ReadingContext,
): AsyncGenerator<ImportItem> {
  const { text, ...form } = await begin(decodeText(bytes))
  let header: ReadonlyMap<CsvColumn, number> | null = null
  for await (const record of csvRecords(text, form)) {
    const where = { kind: 'line', line: record.line } as const
    if (record.kind === 'broken') yield bad(where, 'unclosedQuote', record.said)
    else if (header !== null) yield readRow(record.cells, header, record.line, context)
    else {
      header = readHeader(record.cells)
      if (header.has('title')) continue
      yield bad(where, 'noTitle', record.cells.join(' '))
      return
    }
  }
}

/** Looks at the first line, for its delimiter; a line `sep=;` says it outright and is no header. */
async function begin(
  text: AsyncIterable<string>,
): Promise<CsvForm & { readonly text: AsyncIterable<string> }> {
  const chunks = text[Symbol.asyncIterator]()
  let start = ''
  for (;;) {
    const { done, value } = await chunks.next()
    if (done === true) break
    start += value
    if (start.includes('\n') || start.length > mostRowBytes) break
  }
  start = start.replace(/^\uFEFF/, '')
  const said = /^sep=(.)\r?\n/.exec(start)
  const body = said === null ? start : start.slice(said[0].length)
  async function* all() {
    yield body
    for (;;) {
      const { done, value } = await chunks.next()
      if (done === true) return
      yield value
    }
  }
  const firstLine = said === null ? 1 : 2
  const delimiter = said?.[1] ?? delimiterOf(body.split('\n')[0] ?? '')
  return { delimiter, firstLine, text: all() }
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
