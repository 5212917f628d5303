import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCityFile } from '../../prisma/seed/city-file.ts'
import { citiesOf } from '../../src/cities/cities.ts'
import { readCities } from '../../src/cities/city.ts'
import { runCityCommand } from '../../src/command-line/city-commands.ts'
import { noFetch } from '../support/no-fetch.ts'
import { startTestSite, type TestSite } from '../web/support/test-site.ts'

let site: TestSite
let folder: string
beforeAll(async () => {
  site = await startTestSite()
  folder = await mkdtemp(join(tmpdir(), 'stapje-city-'))
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true })
})

const run = (...typed: string[]) =>
  runCityCommand({ db: site.db, deps: site.deps, fetch: noFetch }, typed)
const contact = ['--privacy-contact', 'privacy@stapje.example.org']

const schagen = {
  slug: 'schagen',
  name: 'Schagen',
  municipality: 'Schagen',
  country: 'NL',
  timeZone: 'Europe/Amsterdam',
  languages: ['nl'],
  centre: { latitude: 52.787, longitude: 4.798 },
  privacyContact: 'privacy@schagen.example.org',
  holidays: {
    region: 'nl-noord',
    own: [{ name: 'spring', start: '2027-03-01', end: '2027-03-05' }],
  },
}

describe('the cities that come with us', () => {
  it('are fourteen, and each has a page, an issuer, help lines and the badges for first steps', async () => {
    const outcome = await run('add', 'all', ...contact)
    if (outcome.kind !== 'done') throw new Error(outcome.says)
    expect(outcome.lines).toHaveLength(14)
    const cities = await readCities(site.db)
    expect(cities).toHaveLength(14)
    await site.readCitiesAgain()
    for (const { slug, name, id: cityId, helpLines, holidays } of cities) {
      const page = await fetch(`${site.url}/${slug}?lang=nl`)
      expect(page.status, slug).toBe(200)
      expect(await page.text()).toContain(`<h1>Wat kun je leren in ${name.nl}?</h1>`)
      expect(helpLines.map((line) => line.slug)).toEqual(expect.arrayContaining(['113', '112']))
      expect(holidays.length).toBeGreaterThan(0)
      const issuers = await site.db.organisation.findMany({
        where: { cityId, isCity: true },
        select: { achievements: { where: { milestone: { not: null } } } },
      })
      expect(issuers).toHaveLength(1)
      expect(issuers[0]?.achievements.length).toBeGreaterThan(10)
    }
  })

  it('can be added again, and the first one goes on to speak where no city is known', async () => {
    const before = await site.db.achievement.count()
    expect(await run('add', 'tilburg', ...contact)).toMatchObject({ kind: 'done' })
    expect(await site.db.achievement.count()).toBe(before)
    const [first, ...others] = await readCities(site.db)
    if (first === undefined) throw new Error('There is no city')
    expect(citiesOf(() => [first, ...others]).home().slug).toBe('rotterdam')
  })
})

describe('a file of a city', () => {
  it('is loaded, with the holidays of its region and its own', async () => {
    const file = join(folder, 'schagen.json')
    await writeFile(file, JSON.stringify(schagen))
    expect(await run('add', file)).toMatchObject({ kind: 'done' })
    const schagenRead = (await readCities(site.db)).find(({ slug }) => slug === 'schagen')
    expect(schagenRead?.privacyContact).toBe('privacy@schagen.example.org')
    expect(schagenRead?.holidays.filter(({ name }) => name === 'spring')).toHaveLength(2)
  })

  it.each([
    [{ timeZone: 'Europe/Schagen' }, 'timeZone: must be a time zone such as Europe/Amsterdam'],
    [{ languages: ['fy'] }, 'languages.0: must be of nl, en'],
    [{ languages: [] }, 'languages: must name at least one language'],
    [{ slug: 'admin' }, 'slug: is the name of a page of ours'],
    [
      { quietHours: { from: '9', until: '08:00' } },
      'quietHours.from: must be a time such as 13:00',
    ],
    [
      { holidays: { region: 'west' } },
      'holidays.region: must be one of nl-noord, nl-midden, nl-zuid',
    ],
    [{ country: 'BE' }, 'helpLines: are not known for BE; put in whom to call in need'],
    [{ privacyContact: 'ask us' }, 'privacyContact: must be an e-mail address'],
    [
      { privacyContact: null },
      'privacyContact: must be an e-mail address; put it in, or say --privacy-contact <address>',
    ],
  ])('says which field is wrong: %j', (wrong, says) => {
    expect(readCityFile({ ...schagen, ...wrong }, null)).toEqual({ kind: 'faults', faults: [says] })
  })

  it.each([
    [['add'], 'Say which city to add'],
    [
      ['add', 'atlantis'],
      'atlantis.json: there is no such file, and no city of that name comes with us',
    ],
    [['add', 'breda'], 'breda.json: privacyContact: must be an e-mail address'],
  ])('is not loaded when it cannot be: %j', async (typed, says) => {
    expect(await run(...typed)).toMatchObject({
      kind: 'fault',
      says: expect.stringContaining(says),
    })
  })
})
