import { CsvError, parse } from 'csv-parse/sync'

/** A row as its cells, or a line that no row can be read from. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly cells: readonly string[]; readonly line: number }
  | { readonly kind: 'broken'; readonly line: number; readonly said: string }

/** How a table is written. */
export interface CsvForm {
  readonly delimiter: string
  /** The number of its first line, counted from 1. */
  readonly firstLine: number
}

/** A longer row is no row of a table. */
export const mostRowBytes = 100_000

/** After so many quotes that are never closed, quotes mean nothing in this table. */
const mostRepairs = 50

const newline = 0x0a
const carriageReturn = 0x0d

/**
 * Cuts a table into rows as it comes in, by csv-parse. A quote that is opened and never closed would swallow
 * what follows: the line that it is on is told as broken, and reading goes on with the next.
 */
export async function* csvRecords(
  text: AsyncIterable<string> | Iterable<string>,
  { delimiter, firstLine }: CsvForm,
): AsyncGenerator<CsvRecord> {
  const reader = new Reader(delimiter, firstLine)
  for await (const chunk of text) yield* reader.read(chunk, false)
  yield* reader.read('', true)
}

/** What came of reading a block: all of it, up to a row that goes on, or up to one that cannot be. */
type BlockEnd = 'read' | 'open' | 'broken'

class Reader {
  readonly #delimiter: string
  /** What is read and not told of yet. */
  #rest: Buffer = Buffer.alloc(0)
  #line: number
  #columns = 0
  #repairs = 0

  constructor(delimiter: string, firstLine: number) {
    this.#delimiter = delimiter
    this.#line = firstLine
  }

  *read(chunk: string, isLast: boolean): Generator<CsvRecord> {
    this.#rest = Buffer.concat([this.#rest, Buffer.from(chunk)])
    for (;;) {
      const records: CsvRecord[] = []
      const end = this.#readBlock(isLast ? this.#rest.length : this.#wholeLines(), records)
      yield* records
      const isTooLong = this.#rest.length > mostRowBytes
      if (end !== 'broken' && !isTooLong && !(isLast && end === 'open')) return
      yield this.#passLine()
    }
  }

  /** How many bytes are lines that have their end. */
  #wholeLines(): number {
    const end = this.#rest.lastIndexOf(newline)
    // The last sign may be the first half of a line's end.
    return end === -1 ? this.#rest.lastIndexOf(carriageReturn, -2) + 1 : end + 1
  }

  #readBlock(length: number, records: CsvRecord[]): BlockEnd {
    const block = this.#rest.subarray(0, length)
    let told = 0
    let hasSwallowed = false
    const take = (cells: readonly string[], bytes: number) => {
      if (hasSwallowed) return
      const before = emptyLines(block, told)
      const lines = newlines(block, told, bytes) - before
      if (lines > 1 && this.#seemsMany(cells)) {
        hasSwallowed = true
        return
      }
      records.push({ kind: 'record', cells, line: this.#line + before })
      if (this.#columns === 0) this.#columns = cells.length
      this.#line += before + lines
      told = bytes
    }
    const end = this.#parse(block, take)
    const reached = end === 'read' && !hasSwallowed ? length : told
    this.#line += newlines(block, told, reached)
    this.#rest = this.#rest.subarray(reached)
    return hasSwallowed ? 'broken' : end
  }

  #parse(block: Buffer, take: (cells: readonly string[], bytes: number) => void): BlockEnd {
    try {
      parse(block, {
        delimiter: this.#delimiter,
        quote: this.#repairs > mostRepairs ? null : '"',
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: mostRowBytes,
        on_record: (cells: readonly string[], { bytes }) => {
          take(cells, bytes)
          // What the library kept would be lost with the first row that is broken.
          return null
        },
      })
      return 'read'
    } catch (cause) {
      if (!(cause instanceof CsvError)) throw cause
      return cause.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'broken'
    }
  }

  /** Whether a row of several lines is in truth several rows, of which the first opened a quote. */
  #seemsMany(cells: readonly string[]): boolean {
    if (cells.length > this.#columns) return true
    return cells.some((cell) => {
      const [first = '', ...others] = cell.split(/\r\n|\n|\r/)
      // A quote that is closed as it should be is no part of the text.
      if (others.length > 0 && first.startsWith('"')) return true
      return others.some((line) => line.split(this.#delimiter).length >= this.#columns)
    })
  }

  /** Leaves out a line that nothing can be made of. */
  #passLine(): CsvRecord {
    this.#repairs += 1
    const before = emptyLines(this.#rest, 0)
    const text = this.#rest.subarray(0, mostRowBytes).toString().trimStart()
    const end = this.#rest.indexOf(newline, startOfText(this.#rest))
    const line = this.#line + before
    this.#rest = this.#rest.subarray(end === -1 ? this.#rest.length : end + 1)
    this.#line = line + 1
    return { kind: 'broken', line, said: text.split(/[\r\n]/)[0] ?? '' }
  }
}

/** Where the first sign is that ends no line. */
function startOfText(bytes: Buffer, from = 0): number {
  let at = from
  while (bytes[at] === newline || bytes[at] === carriageReturn) at += 1
  return at
}

const emptyLines = (bytes: Buffer, from: number) => newlines(bytes, from, startOfText(bytes, from))

function newlines(bytes: Buffer, from: number, until: number): number {
  let count = 0
  for (let at = bytes.indexOf(newline, from); at !== -1 && at < until; count += 1) {
    at = bytes.indexOf(newline, at + 1)
  }
  return count
}
