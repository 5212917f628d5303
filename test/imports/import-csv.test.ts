import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { signUp } from '../../src/activities/sign-up.ts'
import { waitForPlace } from '../../src/activities/waiting-list.ts'
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
    where: { importSource: { name: join(folder, file) } },
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

it('tells who signed up of another end and of another place', async () => {
  const first = row('1', 'Fietsles', '28-11-2026', '10:00')
  await importRows([first])
  const [session] = await sessions()
  await goingTo(session?.id ?? '')
  const last = async () => {
    const delivery = await database.db.delivery.findFirstOrThrow({
      where: { kind: 'notice' },
      orderBy: { id: 'desc' },
    })
    return JSON.stringify(delivery.reply)
  }
  const longer = first.replace('10:00;;', '10:00;13:00;')
  expect(await importRows([longer])).toContain('People told: 1')
  expect(await last()).toContain('session.endNotice')
  const elsewhere = longer.replace('Huis van de Wijk', 'De Loods')
  expect(await importRows([elsewhere])).toContain('People told: 1')
  expect(await last()).toContain('session.placeNotice')
  expect(await importRows([elsewhere])).not.toContain('People told')
})

it('offers a place to who waits when the source has more', async () => {
  const first = row('1', 'Taalles', '28-11-2026', '10:00')
  await importRows([first.replace(';8;', ';1;')])
  const [session] = await sessions()
  const sessionId = session?.id ?? ''
  await goingTo(sessionId)
  const waiting = await makeLearner(database.db)
  await database.db.$transaction((tx) =>
    waitForPlace(tx, { sessionId, personId: waiting.id, now: testNow }),
  )
  await importRows([first])
  const signup = await database.db.signup.findFirstOrThrow({ where: { personId: waiting.id } })
  expect(signup.status).toBe('offered')
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

/** Rows without an id of their own. */
const unnamed = (title: string, day: string, begin: string) => row('', title, day, begin)

it('keeps sign-ups of what has no id when it moves, and cancels nothing', async () => {
  await importRows([
    unnamed('Yoga', '28-11-2026', '10:00'),
    unnamed('Yoga', '28-11-2026', '14:00'),
    unnamed('Yoga', '30-01-2027', '10:00'),
  ])
  const before = await sessions()
  for (const { id } of before) await goingTo(id)
  const told = await notices()
  const said = await importRows([
    unnamed('Yoga', '28-11-2026', '15:00'),
    unnamed('Yoga', '28-11-2026', '11:00'),
    unnamed('Yoga', '30-03-2027', '10:00'),
  ])
  expect(said).toContain('Moved times: 2')
  // Two months later is another time.
  expect(said).toContain('Cancelled times: 1')
  expect(said).toContain('New times: 1')
  expect(await notices()).toBe(told + 3)
  expect((await sessions()).slice(0, 2)).toMatchObject([
    { id: before[0]?.id, goingCount: 1, startsAt: new Date('2026-11-28T10:00:00Z') },
    { id: before[1]?.id, goingCount: 1, startsAt: new Date('2026-11-28T14:00:00Z') },
  ])
})

it('takes nothing away when far more than usual is gone, until that is confirmed', async () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    row(String(index), `Les ${index}`, '28-11-2026', '10:00'),
  )
  await importRows(rows)
  const said = await importRows(rows.slice(0, 10))
  expect(said).toContain('Far more times are gone than usual: 20.')
  const cancelled = async () =>
    (await sessions()).filter(({ cancelledAt }) => cancelledAt !== null).length
  expect(await cancelled()).toBe(0)
  expect(await importRows(rows.slice(0, 10), '--confirm-removals')).toContain('Cancelled times: 20')
  expect(await cancelled()).toBe(20)
})

it('leaves what has begun as it is when the source drops it', async () => {
  await importRows([
    row('1', 'Nu bezig', '28-11-2026', '10:00'),
    row('2', 'Straks', '1-12-2026', '10:00'),
  ])
  const [underWay] = await sessions()
  const startsAt = new Date(testNow.getTime() - 60_000)
  await database.db.session.update({ where: { id: underWay?.id ?? '' }, data: { startsAt } })
  await importRows([row('2', 'Straks', '1-12-2026', '10:00')])
  expect((await sessions())[0]?.cancelledAt).toBeNull()
})

it('has the first row of an activity define it, however many there are', async () => {
  const rows = Array.from({ length: 250 }, (_, index) =>
    row(String(index), 'Zwemmen', '28-11-2026', '10:00').replace(
      '2,50',
      index === 0 ? '1,00' : '9,00',
    ),
  )
  expect(await importRows(rows)).not.toContain('Changed')
  const [one] = await sessions()
  expect(one?.activity.priceCents).toBe(100)
  expect(await importRows(rows)).not.toContain('Changed')
})

it('tells two files of one name in two folders apart', async () => {
  const rows = [row('1', 'Schaken', '28-11-2026', '10:00')]
  await importRows(rows)
  const first = file
  mkdirSync(join(folder, 'other'), { recursive: true })
  file = join('other', first)
  await importRows([row('2', 'Dammen', '28-11-2026', '10:00')])
  file = first
  expect((await sessions()).map(({ cancelledAt }) => cancelledAt)).toEqual([null])
})

it('lists words that are no topic yet, until one is given to them', async () => {
  const rows = [row('1', 'Bijeenkomst', '28-11-2026', '10:00').replace(';koken;', ';Borduurkring;')]
  const first = await importRows(rows)
  expect(first).toContain('Words that are no topic yet: Borduurkring (1)')
  expect(first).toContain('Line 2: no topic fits ‘Borduurkring’.')
  const command = (...typed: string[]) =>
    runCityCommand({ db: database.db, deps, fetch: noFetch }, ['topic', 'rotterdam', ...typed])
  expect(await command('BorduurKring', 'magic')).toMatchObject({ kind: 'fault' })
  expect(await command('', 'creative')).toMatchObject({ kind: 'fault' })
  expect(await command('BorduurKring', 'creative')).toMatchObject({ kind: 'done' })
  expect(await importRows(rows)).not.toContain('no topic')
  expect(await sessions()).toMatchObject([{ activity: { topic: 'creative' } }])
})

it('rehearses: says in words what would change, and keeps nothing', async () => {
  const said = await importRows([row('1', 'Sushi', '28-11-2026', '10:00')], '--dry-run')
  expect(said).toContain('Nothing is kept yet')
  expect(said).toContain('New: Sushi')
  expect(said).toContain('New time: Sushi, Saturday 28 November')
  expect(await sessions()).toEqual([])
  expect(await database.db.importSource.count({ where: { name: join(folder, file) } })).toBe(0)

  await importRows([row('1', 'Sushi', '28-11-2026', '10:00')])
  const moved = await importRows(
    [row('1', 'Sushi', '28-11-2026', '12:00').replace('2,50', 'gratis')],
    '--dry-run',
    '--language',
    'nl',
  )
  expect(moved).toContain('Gewijzigd: Sushi (prijs: € 2,50 wordt gratis)')
  expect(moved).toContain('Verplaatst: Sushi (begin: zaterdag 28 november, 10.00 uur wordt')
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
    data: {
      organisationId: organisation.id,
      name: join(folder, file),
      format: 'csv',
      createdAt: testNow,
    },
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
