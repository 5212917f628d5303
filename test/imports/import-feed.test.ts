import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCityCommand } from '../../src/command-line/city-commands.ts'
import type { FetchOutcome, SafeFetch } from '../../src/http/safe-fetch.ts'
import { oneAtATime } from '../../src/imports/one-at-a-time.ts'
import { mostFileBytes } from '../../src/imports/open-source.ts'
import { readFeeds } from '../../src/imports/read-feeds.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'

const deps = testDeps()
const site = 'https://feeds.example'
const asked: string[] = []
/** What stands at each address; a test puts it there. */
const pages = new Map<string, unknown>()

const fetch: SafeFetch = async ({ url }) => {
  asked.push(url)
  const found = pages.get(url)
  if (found === undefined) return { kind: 'missing', status: 404 }
  const bytes = new TextEncoder().encode(typeof found === 'string' ? found : JSON.stringify(found))
  return { kind: 'fetched', url, contentType: 'application/json', bytes }
}

let database: TestDatabase
beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

async function run(...typed: string[]): Promise<string> {
  const outcome = await runCityCommand({ db: database.db, deps, fetch }, [
    'import',
    'rotterdam',
    ...typed,
  ])
  return outcome.kind === 'done' ? outcome.lines.join('\n') : outcome.says
}

const sessionOf = (id: number, startDate: string) => ({
  state: 'updated',
  kind: 'ScheduledSession',
  id,
  data: { startDate, duration: 'PT1H', superEvent: `${site}/series/1` },
})
const feed = ['--format', 'open-active', '--topic', 'sport', '--every-hour']

const sessions = () =>
  database.db.session.findMany({
    where: { externalId: { startsWith: 'ScheduledSession:' } },
    orderBy: { externalId: 'asc' },
  })

it('brings two feeds together, goes on where it was, and honours what is deleted', async () => {
  const series = { '@id': `${site}/series/1`, name: 'Wandelen', maximumAttendeeCapacity: 15 }
  pages.set(`${site}/series`, {
    next: `${site}/series?end`,
    items: [{ state: 'updated', kind: 'SessionSeries', id: 1, data: series }],
  })
  pages.set(`${site}/series?end`, { next: `${site}/series?end`, items: [] })
  pages.set(`${site}/sessions`, {
    next: `${site}/sessions?end`,
    items: [sessionOf(1, '2026-11-28T10:00'), sessionOf(2, '2026-12-05T10:00')],
  })
  pages.set(`${site}/sessions?end`, { next: `${site}/sessions?end`, items: [] })
  expect(await run(`${site}/series`, ...feed)).toContain('New activities: 1')
  expect(await run(`${site}/sessions`, ...feed)).toContain('New times: 2')
  expect(await sessions()).toMatchObject([{ capacity: 15 }, { capacity: 15 }])

  // An hour later the feed has gone on, and another source is broken.
  pages.set(`${site}/sessions?end`, {
    next: `${site}/sessions?later`,
    items: [
      sessionOf(1, '2026-11-28T12:00'),
      { state: 'deleted', kind: 'ScheduledSession', id: 2 },
    ],
  })
  pages.set(`${site}/sessions?later`, { next: `${site}/sessions?later`, items: [] })
  pages.delete(`${site}/series?end`)
  asked.splice(0)
  const logged: string[] = []
  const log = pino({ base: null }, { write: (line) => void logged.push(line) })
  await readFeeds({ db: database.db, deps, fetch, log })
  expect(asked).toEqual([`${site}/series?end`, `${site}/sessions?end`, `${site}/sessions?later`])
  const [moved, gone] = await sessions()
  expect(moved?.startsAt).toEqual(new Date('2026-11-28T11:00:00Z'))
  expect(gone?.cancelledAt).not.toBeNull()
  expect(logged.join()).not.toContain('Wandelen')
})

it('has the last word of an item count, and ends the dates that it drops', async () => {
  const event = (id: number, ...days: string[]) => ({
    state: 'updated',
    kind: 'HeadlineEvent',
    id,
    data: {
      name: `Reeks ${id}`,
      subEvent: days.map((day) => ({ startDate: `${day}T10:00`, duration: 'PT1H' })),
    },
  })
  const gone = (id: number) => ({ state: 'deleted', kind: 'HeadlineEvent', id })
  const address = `${site}/headlines`
  const both = [event(1, '2026-12-01', '2026-12-08'), event(2, '2026-12-01')]
  pages.set(address, { next: `${site}/headlines?1`, items: both })
  pages.set(`${site}/headlines?1`, { next: `${site}/headlines?1`, items: [] })
  expect(await run(address, ...feed)).toContain('New times: 3')
  pages.set(`${site}/headlines?1`, {
    next: `${site}/headlines?2`,
    items: [
      gone(1),
      event(1, '2026-12-08'),
      event(2, '2026-12-02'),
      gone(2),
      gone(3),
      event(3, '2026-12-03'),
    ],
  })
  pages.set(`${site}/headlines?2`, { next: `${site}/headlines?2`, items: [] })
  await run(address, ...feed)
  const stored = await database.db.session.findMany({
    where: { externalId: { startsWith: 'HeadlineEvent:' } },
    orderBy: { externalId: 'asc' },
  })
  const short = stored.map(
    ({ externalId, cancelledAt }) =>
      `${externalId.slice(14, 26)} ${cancelledAt === null ? 'on' : 'off'}`,
  )
  expect(short).toEqual([
    '1#2026-12-01 off',
    '1#2026-12-08 on',
    '2#2026-12-01 off',
    '3#2026-12-03 on',
  ])
})

it('notes what it could not read, and reads a source once at a time', async () => {
  const address = `${site}/broken.html`
  pages.set(address, '<html></html>')
  await run(address, '--format', 'json-ld', '--every-hour', '--name', 'Broken')
  pages.delete(address)
  const log = pino({ level: 'silent' })
  await readFeeds({ db: database.db, deps, fetch, log })
  const source = await database.db.importSource.findFirstOrThrow({ where: { name: 'Broken' } })
  expect(source.lastResult).toEqual({ fault: 'notFound' })
  // At night nothing is read: what would change is told at once.
  asked.splice(0)
  const night = { ...deps, clock: () => new Date('2026-11-26T02:23:00Z') }
  await readFeeds({ db: database.db, deps: night, fetch, log })
  expect(asked).toEqual([])
  pages.set(address, '<html></html>')
  const said = await oneAtATime(database.db, source.id, () =>
    run(address, '--format', 'json-ld', '--name', 'Broken'),
  )
  expect(said).toBe('This is being read already. Wait until that is done.')
  expect(await run(address, '--format', 'json-ld', '--name', 'Broken')).toContain('Imported')
})

it('lets an organisation add times to its own activities only', async () => {
  pages.set(`${site}/theirs`, {
    next: `${site}/theirs?1`,
    items: [sessionOf(91, '2026-12-01T10:00')],
  })
  pages.set(`${site}/theirs?1`, { next: `${site}/theirs?1`, items: [] })
  const said = await run(`${site}/theirs`, ...feed, '--organisation', 'buurthuis-de-kade')
  expect(said).toContain('what it belongs to is not here')
})

it.each([
  [{ kind: 'refused', code: 'private-address' }, 'inside a network of our own'],
  [{ kind: 'failed', code: 'too-large' }, 'It is too large.'],
] satisfies [FetchOutcome, string][])('says why an address is not read: %j', async (came, says) => {
  const outcome = await runCityCommand({ db: database.db, deps, fetch: async () => came }, [
    ...['import', 'rotterdam', `${site}/agenda.csv`],
  ])
  expect(outcome).toMatchObject({ kind: 'fault', says: expect.stringContaining(says) })
})

it('refuses a file that is no list of a city for its size', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stapje-large-'))
  const path = join(folder, 'large.csv')
  const file = openSync(path, 'w')
  // Sparse: it takes no place.
  ftruncateSync(file, mostFileBytes + 1)
  closeSync(file)
  expect(await run(path)).toBe('It is too large.')
  rmSync(folder, { recursive: true })
})

it('reads a page of a city again, and says what an address is not', async () => {
  const event = {
    '@type': 'Event',
    '@id': 'e1',
    name: 'Open dag techniek',
    startDate: '2026-12-01T10:00',
  }
  pages.set(
    `${site}/agenda.html`,
    `<script type="application/ld+json">${JSON.stringify(event)}</script>`,
  )
  const place = ['--format', 'json-ld', `${site}/agenda.html`]
  expect(await run(...place)).toContain('New times: 1')
  expect(await run(...place)).toContain('The same as before: 2')
  expect(await run(`${site}/nothing.ics`)).toBe('There is nothing at that address.')
  expect(await run('feed.json', '--format', 'open-active')).toContain('is an address, not a file')
})
