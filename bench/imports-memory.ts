import { readCsv } from '../src/imports/read/csv.ts'
import { createSeen } from '../src/imports/seen.ts'
import { csvRow, header } from './imports-table.ts'

/** A million rows through the parser and what is kept of their ids: prints the most memory it took. */
const rows = 1_000_000
const rowsAtOnce = 1000

async function* table(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header)
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const lines = Array.from({ length: rowsAtOnce }, (_, index) => csvRow(from + index))
    yield Buffer.from(lines.join(''))
  }
}

const seen = createSeen()
let most = 0
let count = 0
const context = {
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-11-24T09:00:00Z'),
  until: new Date('2027-11-24T09:00:00Z'),
}
for await (const item of readCsv(table(), context)) {
  if (item.kind !== 'activity') continue
  for (const { externalId } of item.sessions) seen.add(externalId)
  count += 1
  if (count % 10_000 === 0) most = Math.max(most, process.memoryUsage().rss)
}
console.log(JSON.stringify({ rows: count, megabytes: Math.round(most / 1_048_576) }))
