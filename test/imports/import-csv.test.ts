import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { signUp } from '../../src/activities/sign-up.ts'
import { readCity } from '../../src/cities/city.ts'
import { runCityCommand } from '../../src/command-line/city-commands.ts'
import { readCsv } from '../../src/imports/read/csv.ts'
import { runImport } from '../../src/imports/run-import.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'
import { noFetch } from '../support/no-fetch.ts'
import { context } from './read/collect.ts'

const deps = testDeps()
const header =
  'id;titel;omschrijving;onderwerp;datum;begin;eind;wijk;plaats;prijs;plekken;geannuleerd'

let database: TestDatabase
let folder: string
/** A table of its own for each test, so that one knows nothing of another. */
let file = ''
let files = 0

beforeAll(async () => {
  database = await seededTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'stapje-import-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})
beforeEach(() => {
  files += 1
  file = `agenda-${files}.csv`
})

const row = (id: string, title: string, day: string, begin: string, more = '') =>
  `${id};${title};Samen leren;koken;${day};${begin};;Afrikaanderwijk;Huis van de Wijk;2,50;8;${more}`

async function importRows(rows: readonly string[], ...options: string[]): Promise<string> {
  writeFileSync(join(folder, file), [header, ...rows].join('\r\n'))
  const typed = ['import', 'rotterdam', join(folder, file), ...options]
  const outcome = await runCityCommand({ db: database.db, deps, fetch: noFetch }, typed)
  return outcome.kind === 'done' ? outcome.lines.join('\n') : outcome.says
}

const sessions = () =>
  database.db.session.findMany({
    where: { importSource: { name: file } },
    orderBy: { startsAt: 'asc' },
    include: { activity: { include: { texts: true } } },
  })

const notices = () => database.db.delivery.count({ where: { kind: 'notice' } })

/** Somebody who is on the list, with an app to be told on. */
async function goingTo(sessionId: string): Promise<void> {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  await db.channelIdentity.create({
    data: {
      personId,
      channel: 'telegram',
      addressLookup: personId,
      addressSealed: await deps.seals.seal('address', '1'),
      createdAt: testNow,
      lastMessageAt: testNow,
    },
  })
  await db.$transaction((tx) => signUp(tx, { sessionId, personId, now: testNow }))
}

it('puts a table in, and changes nothing when it is read again', async () => {
  const rows = [
    row('1', 'Brood bakken', '28-11-2026', '10:00'),
    row('2', 'Brood bakken', '5-12-2026', '10:00'),
  ]
  expect(await importRows(rows)).toContain('New times: 2')
  const stored = await sessions()
  expect(stored).toHaveLength(2)
  expect(new Set(stored.map(({ activityId }) => activityId)).size).toBe(1)
  expect(stored[0]).toMatchObject({
    startsAt: new Date('2026-11-28T09:00:00Z'),
    capacity: 8,
    activity: { topic: 'cooking', priceCents: 250, placeName: 'Huis van de Wijk' },
  })
  const again = await importRows(rows)
  expect(again).toContain('The same as before: 3')
  expect(again).not.toMatch(/New|Changed|Moved|Cancelled/)
  expect((await sessions()).map(({ code }) => code)).toEqual(stored.map(({ code }) => code))
})

it('keeps sign-ups when a time moves, and tells who signed up', async () => {
  await importRows([row('1', 'Taart bakken', '28-11-2026', '10:00')])
  const [before] = await sessions()
  await goingTo(before?.id ?? '')
  const told = await notices()
  const said = await importRows([row('1', 'Taart bakken', '29-11-2026', '11:00')])
  expect(said).toContain('Moved times: 1')
  expect(said).toContain('People told: 1')
  const [after] = await sessions()
  expect(after).toMatchObject({
    id: before?.id,
    goingCount: 1,
    startsAt: new Date('2026-11-29T10:00:00Z'),
  })
  expect(await notices()).toBe(told + 1)
})

it('cancels what the table cancels or has no more, and brings back what comes back', async () => {
  const first = row('1', 'Soep koken', '28-11-2026', '10:00')
  const second = row('2', 'Kruiden drogen', '28-11-2026', '14:00')
  await importRows([first, second])
  for (const { id } of await sessions()) await goingTo(id)
  const told = await notices()
  const said = await importRows([row('1', 'Soep koken', '28-11-2026', '10:00', 'ja')])
  expect(said).toContain('Cancelled times: 2')
  expect(await notices()).toBe(told + 2)
  const off = await sessions()
  expect(off.map(({ cancelledAt }) => cancelledAt !== null)).toEqual([true, true])
  expect(off.map(({ activity }) => activity.endedAt !== null)).toEqual([false, true])

  expect(await importRows([first, second])).toContain('Times that are back: 2')
  const back = await sessions()
  expect(back.map(({ cancelledAt }) => cancelledAt)).toEqual([null, null])
  expect(back.map(({ activity }) => activity.endedAt)).toEqual([null, null])
})

it('does not bring back what somebody cancelled here', async () => {
  const rows = [row('1', 'Jam maken', '28-11-2026', '10:00')]
  await importRows(rows)
  const [session] = await sessions()
  const where = { id: session?.id ?? '' }
  await database.db.session.update({ where, data: { cancelledAt: testNow } })
  expect(await importRows(rows)).not.toContain('back')
  expect((await sessions())[0]?.cancelledAt).toEqual(testNow)
})

it('says which row is bad and why, and takes the rest; a row that broke is not gone', async () => {
  await importRows([
    row('1', 'Pizza', '28-11-2026', '10:00'),
    row('2', 'Pasta', '28-11-2026', '14:00'),
  ])
  const said = await importRows([
    row('1', 'Pizza', '28-11-2026', '10:00'),
    row('2', 'Pasta', 'zaterdag', '14:00'),
    row('3', 'Rijst', '30-11-2026', '10:00'),
  ])
  expect(said).toContain('Rows not taken: 1')
  expect(said).toContain('Line 3: ‘zaterdag’ is no day. Write 28-11-2026.')
  expect((await sessions()).map(({ cancelledAt }) => cancelledAt)).toEqual([null, null, null])
})

it('rehearses: says in words what would change, and keeps nothing', async () => {
  const said = await importRows([row('1', 'Sushi', '28-11-2026', '10:00')], '--dry-run')
  expect(said).toContain('Nothing is kept yet')
  expect(said).toContain('New: Sushi')
  expect(said).toContain('New time: Sushi, Saturday 28 November')
  expect(await sessions()).toEqual([])
  expect(await database.db.importSource.count({ where: { name: file } })).toBe(0)

  await importRows([row('1', 'Sushi', '28-11-2026', '10:00')])
  const moved = await importRows(
    [row('1', 'Sushi', '28-11-2026', '12:00')],
    '--dry-run',
    '--language',
    'nl',
  )
  expect(moved).toContain('Verplaatst: Sushi (startsAt:')
  expect((await sessions())[0]?.startsAt).toEqual(new Date('2026-11-28T09:00:00Z'))
})

it('goes on after it was stopped half-way, and has nothing twice', async () => {
  const { db } = database
  const rows = Array.from({ length: 450 }, (_, index) =>
    row(String(index), `Les ${index}`, '28-11-2026', '10:00'),
  )
  const bytes = new TextEncoder().encode([header, ...rows].join('\n'))
  const city = await readCity(db, 'rotterdam')
  const organisation = await db.organisation.findFirstOrThrow({ where: { isCity: true } })
  if (city === null) throw new Error('There is no city')
  const source = await db.importSource.create({
    data: { organisationId: organisation.id, name: file, format: 'csv', createdAt: testNow },
  })
  async function* stopped() {
    let count = 0
    for await (const item of readCsv([bytes], context)) {
      count += 1
      if (count > 300) throw new Error('killed')
      yield item
    }
  }
  const request = { city, source, isWhole: true, isDryRun: false }
  await expect(runImport(db, deps, { ...request, items: stopped() })).rejects.toThrow('killed')
  expect(await sessions()).toHaveLength(200)
  const tally = await runImport(db, deps, { ...request, items: readCsv([bytes], context) })
  expect(tally.counts).toMatchObject({ sameSessions: 200, newSessions: 250, cancelledSessions: 0 })
  expect(await sessions()).toHaveLength(450)
})

it.each([
  [['import', 'rotterdam', 'none.csv'], 'There is no such file.'],
  [['import', 'rotterdam', 'https://example.nl/agenda.csv'], 'That address does not answer.'],
  [['import', 'atlantis', 'a.csv'], 'There is no city atlantis yet.'],
  [['import', 'rotterdam', 'a.csv', '--topic', 'magic'], 'A topic is one of'],
  [['import', 'rotterdam', 'a.csv', '--organisation', 'nobody'], 'There is no organisation nobody'],
  [['import'], 'Say what to import'],
])('says what is wrong with %j', async (typed, says) => {
  const outcome = await runCityCommand({ db: database.db, deps, fetch: noFetch }, typed)
  expect(outcome.kind === 'fault' && outcome.says).toContain(says)
})
