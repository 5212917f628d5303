import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { parse } from 'csv-parse'
import ICAL from 'ical.js'
import { z } from 'zod'
import { rotterdam } from '../prisma/seed/demo-city.ts'
import { loadCity } from '../prisma/seed/load.ts'
import { readCity } from '../src/cities/city.ts'
import { openDatabase } from '../src/database/client.ts'
import { startEmbeddedDatabase } from '../src/database/embedded/server.ts'
import { applyMigrations } from '../src/database/migrate.ts'
import type { ReadingContext } from '../src/imports/item.ts'
import { readCsv } from '../src/imports/read/csv.ts'
import { readICalendar } from '../src/imports/read/icalendar.ts'
import { readJsonLd } from '../src/imports/read/json-ld.ts'
import { readFeedItem } from '../src/imports/read/open-active.ts'
import { runImport } from '../src/imports/run-import.ts'
import { createSeals } from '../src/signing/seals.ts'
import type { Benchmark, Figure } from './benchmark.ts'
import { csvRow, dayOf, header } from './imports-table.ts'

const rows = 20_000
const goalShare = 0.3
const goalMegabytes = 300

const context: ReadingContext = {
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-11-24T09:00:00Z'),
  until: new Date('2027-11-24T09:00:00Z'),
}

const calendarEvent = (index: number) =>
  [
    'BEGIN:VEVENT',
    `UID:${index}`,
    `SUMMARY:Les ${index}`,
    'DESCRIPTION:Samen leren',
    'CATEGORIES:koken',
    `DTSTART;TZID=Europe/Amsterdam:202612${dayOf(index)}T100000`,
    `DTEND;TZID=Europe/Amsterdam:202612${dayOf(index)}T120000`,
    'END:VEVENT',
    '',
  ].join('\r\n')

const schemaEvent = (index: number) => ({
  '@type': 'Event',
  '@id': `https://example.nl/${index}`,
  name: `Les ${index}`,
  description: 'Samen leren',
  startDate: `2026-12-${dayOf(index)}T10:00`,
  endDate: `2026-12-${dayOf(index)}T12:00`,
  keywords: 'koken',
  location: { '@type': 'Place', name: 'Huis van de Wijk', address: 'Kade 1' },
})

const feedItem = (index: number) => ({
  state: 'updated',
  kind: 'Event',
  id: index,
  data: schemaEvent(index),
})

const many = <Made>(make: (index: number) => Made, count = rows) =>
  Array.from({ length: count }, (_, index) => make(index))

/** Bytes in pieces of 64 KB, as a file gives them. */
function* chunks(text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

async function drain(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const _ of items) count += 1
  return count
}

/** Rows a second of what is done in this time. */
async function perSecond(work: () => Promise<unknown> | unknown, count = rows): Promise<number> {
  const startedAt = performance.now()
  await work()
  return count / ((performance.now() - startedAt) / 1000)
}

/**
 * Measures each parser against its library alone in the same run, writing into the database what is new and
 * what is the same, and the memory that a million rows take.
 */
export const benchImports: Benchmark = async () => [
  ...(await parsers()),
  ...(await writing()),
  await memory(),
]

async function parsers(): Promise<readonly Figure[]> {
  const table = header + many(csvRow).join('')
  const calendar = `BEGIN:VCALENDAR\r\n${many(calendarEvent).join('')}END:VCALENDAR\r\n`
  const page = JSON.stringify({ '@graph': many(schemaEvent) })
  const feed = JSON.stringify({ next: '/', items: many(feedItem) })
  const formats: readonly (readonly [string, () => unknown, () => unknown])[] = [
    [
      'CSV, against csv-parse',
      () => drain(Readable.from(chunks(table)).pipe(parse({ delimiter: ';' }))),
      () => drain(readCsv(chunks(table), context)),
    ],
    [
      'iCalendar, against ical.js (times read)',
      () => {
        for (const event of new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents(
          'vevent',
        )) {
          const { startDate, endDate } = new ICAL.Event(event)
          startDate.toJSDate()
          endDate.toJSDate()
        }
      },
      () => drain(readICalendar(chunks(calendar), context)),
    ],
    [
      'JSON-LD, against JSON.parse',
      () => JSON.parse(Buffer.concat([...chunks(page)]).toString()),
      () => drain(readJsonLd(chunks(page), context)),
    ],
    [
      'OpenActive, against JSON.parse',
      () => JSON.parse(feed),
      () => {
        const { items } = JSON.parse(feed)
        for (const item of items) readFeedItem(item, context)
      },
    ],
  ]
  const figures: Figure[] = []
  for (const [name, library, ours] of formats) {
    await library()
    await ours()
    const alone = await perSecond(library)
    const read = await perSecond(ours)
    figures.push({
      name: `reading ${name}`,
      measured: `${Math.round(read).toLocaleString('en')} a second, ${(read / alone).toFixed(2)} of it`,
      target: `${goalShare} or more`,
    })
  }
  return figures
}

async function writing(): Promise<readonly Figure[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-imports-'))
  const server = await startEmbeddedDatabase({ dataDirectory })
  try {
    await applyMigrations(server.url)
    const db = openDatabase(server.url)
    await loadCity(db, rotterdam, context.now)
    const city = await readCity(db, 'rotterdam')
    const organisation = await db.organisation.findFirstOrThrow({ where: { isCity: true } })
    if (city === null) throw new Error('There is no city')
    const source = await db.importSource.create({
      data: {
        organisationId: organisation.id,
        name: 'bench',
        format: 'csv',
        createdAt: context.now,
      },
    })
    const deps = {
      clock: () => context.now,
      newId: () => crypto.randomUUID(),
      seals: createSeals('a secret for benchmarks, of enough characters'),
    }
    const table = header + many(csvRow).join('')
    const run = () =>
      runImport(db, deps, {
        ...{ city, source, isWhole: true, isDryRun: false },
        items: readCsv(chunks(table), context),
      })
    const fresh = await perSecond(run)
    const same = await perSecond(run)
    await db.$disconnect()
    const told = (count: number) => `${Math.round(count).toLocaleString('en')} rows a second`
    return [
      { name: 'into the database, new', measured: told(fresh) },
      { name: 'into the database, the same as before', measured: told(same) },
    ]
  } finally {
    await server.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

/** What a process of its own needs, started as `npm run city` is. */
async function memory(): Promise<Figure> {
  const program = join(import.meta.dirname, 'imports-memory.js')
  const flags = ['--max-semi-space-size=4', '--heap-growing-percent=30']
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program])
  const { rows: read, megabytes } = measuredMemory.parse(JSON.parse(stdout))
  return {
    name: `memory while ${read.toLocaleString('en')} rows are read`,
    measured: `${megabytes} MB`,
    target: `under ${goalMegabytes} MB`,
  }
}

const measuredMemory = z.object({ rows: z.number(), megabytes: z.number() })
