import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CityData } from '../../../prisma/seed/city-data.ts'
import { rotterdam } from '../../../prisma/seed/demo-city.ts'
import { seedId } from '../../../prisma/seed/ids.ts'
import { loadCity } from '../../../prisma/seed/load.ts'
import { wantedSessions } from '../../../prisma/seed/load-sessions.ts'
import type { PrismaClient } from '../../../src/database/generated/client.ts'
import { testDatabase } from '../../support/database.ts'

const monday = new Date('2027-01-04T08:00:00Z')
const tuesday = new Date('2027-01-05T08:00:00Z')

/** A city of its own beside the demo city, with the same names for everything in it. */
const leerdorp: CityData = { ...rotterdam, city: { ...rotterdam.city, slug: 'leerdorp' } }

const inLeerdorp = { activity: { organisation: { city: { slug: 'leerdorp' } } } }

describe('loadCity', () => {
  let db: PrismaClient
  let close: () => Promise<void>

  beforeAll(async () => {
    const database = await testDatabase()
    db = database.db
    close = database.close
  })
  afterAll(() => close())

  it('puts everything of the city in the database', async () => {
    const { cityId, sessionsAdded } = await loadCity(db, leerdorp, monday)
    expect(sessionsAdded).toBe(wantedSessions(leerdorp, monday).length)
    const city = await db.city.findUniqueOrThrow({
      where: { id: cityId },
      select: {
        texts: { select: { locale: true } },
        _count: { select: { helpLines: true, neighbourhoods: true, organisations: true } },
      },
    })
    expect(city.texts).toHaveLength(2)
    expect(city._count).toEqual({
      helpLines: leerdorp.city.helpLines.length,
      neighbourhoods: leerdorp.neighbourhoods.length,
      organisations: leerdorp.organisations.length,
    })
    const soup = await db.activity.findFirstOrThrow({
      where: { slug: 'soep-voor-de-buurt', organisation: { cityId } },
      select: {
        topic: true,
        spokenLanguages: true,
        texts: { select: { title: true }, orderBy: { locale: 'asc' } },
        neighbourhood: { select: { slug: true } },
        sessions: { select: { startsAt: true }, orderBy: { startsAt: 'asc' }, take: 1 },
      },
    })
    expect(soup).toEqual({
      topic: 'cooking',
      spokenLanguages: ['nl', 'en', 'tr'],
      texts: [{ title: 'Soep koken voor de buurt' }, { title: 'Making soup for the neighbours' }],
      neighbourhood: { slug: 'afrikaanderwijk' },
      sessions: [{ startsAt: new Date('2027-01-09T10:00:00Z') }],
    })
    const skills = await db.alignment.count({
      where: { achievement: { organisation: { cityId } }, targetFramework: 'ESCO' },
    })
    expect(skills).toBe(leerdorp.achievements.flatMap(({ alignments }) => alignments).length)
    expect(await db.pathwayStep.count({ where: { pathway: { organisation: { cityId } } } })).toBe(
      leerdorp.pathways.flatMap(({ steps }) => steps).length,
    )
  })

  it('changes nothing the second time', async () => {
    const before = await db.session.findMany({ where: inLeerdorp, orderBy: { id: 'asc' } })
    expect((await loadCity(db, leerdorp, monday)).sessionsAdded).toBe(0)
    const after = await db.session.findMany({ where: inLeerdorp, orderBy: { id: 'asc' } })
    expect(after).toEqual(before)
  })

  it('adds the new last day, and keeps sign-ups, cancellations and what is past', async () => {
    const session = await db.session.findFirstOrThrow({
      where: inLeerdorp,
      orderBy: { startsAt: 'asc' },
      select: { id: true, code: true },
    })
    const person = await personIn('leerdorp', db)
    await db.signup.create({
      data: {
        sessionId: session.id,
        personId: person.id,
        status: 'going',
        createdAt: monday,
        changedAt: monday,
      },
    })
    await db.session.update({
      where: { id: session.id },
      data: { goingCount: 1, cancelledAt: monday },
    })
    const before = await db.session.count({ where: inLeerdorp })

    const { sessionsAdded } = await loadCity(db, leerdorp, tuesday)

    expect(sessionsAdded).toBeGreaterThan(0)
    expect(await db.session.count({ where: inLeerdorp })).toBe(before + sessionsAdded)
    const kept = await db.session.findUniqueOrThrow({
      where: { id: session.id },
      select: {
        code: true,
        goingCount: true,
        cancelledAt: true,
        signups: { select: { personId: true } },
      },
    })
    expect(kept).toEqual({
      code: session.code,
      goingCount: 1,
      cancelledAt: monday,
      signups: [{ personId: person.id }],
    })
  })

  it('does not bring back the old time of a session that was moved', async () => {
    const session = await db.session.findFirstOrThrow({
      where: { ...inLeerdorp, startsAt: { gt: tuesday } },
      select: { id: true, startsAt: true },
    })
    const moved = new Date(session.startsAt.getTime() + 30 * 60_000)
    await db.session.update({ where: { id: session.id }, data: { startsAt: moved } })
    expect((await loadCity(db, leerdorp, tuesday)).sessionsAdded).toBe(0)
    const { startsAt } = await db.session.findUniqueOrThrow({ where: { id: session.id } })
    expect(startsAt).toEqual(moved)
  })

  it('takes over changed texts, and keeps when an organisation began', async () => {
    const [first, ...others] = leerdorp.organisations
    if (first === undefined) throw new Error('the city has no organisation')
    const about = { nl: 'Nieuwe tekst.', en: 'New text.' }
    const changed = { ...leerdorp, organisations: [{ ...first, about }, ...others] }
    await loadCity(db, changed, tuesday)
    const organisation = await db.organisation.findFirstOrThrow({
      where: { slug: first.slug, city: { slug: 'leerdorp' } },
      select: { createdAt: true, texts: { select: { about: true }, orderBy: { locale: 'asc' } } },
    })
    expect(organisation).toEqual({
      createdAt: monday,
      texts: [{ about: 'Nieuwe tekst.' }, { about: 'New text.' }],
    })
  })

  it('leaves another city with the same names as it is', async () => {
    const theirs = { activity: { organisation: { city: { slug: 'rotterdam' } } } }
    await loadCity(db, rotterdam, monday)
    const before = await db.session.findMany({ where: theirs, orderBy: { id: 'asc' } })
    const ours = await db.organisation.count({ where: { city: { slug: 'leerdorp' } } })
    await loadCity(db, leerdorp, monday)
    await loadCity(db, rotterdam, monday)
    expect(await db.session.findMany({ where: theirs, orderBy: { id: 'asc' } })).toEqual(before)
    expect(await db.organisation.count({ where: { city: { slug: 'leerdorp' } } })).toBe(ours)
    expect(await db.pathway.count({ where: { slug: 'horeca' } })).toBe(2)
  })

  it('keeps the ids that signed badges of the first city name', async () => {
    const { id } = await db.organisation.findFirstOrThrow({
      where: { slug: 'leerstad-rotterdam', city: { slug: 'rotterdam' } },
    })
    expect(id).toBe(seedId('organisation', 'leerstad-rotterdam'))
  })

  it('can be started twice at once', async () => {
    const nextMonth = new Date('2027-02-08T08:00:00Z')
    const added = await Promise.all([
      loadCity(db, leerdorp, nextMonth),
      loadCity(db, leerdorp, nextMonth),
    ])
    const [one = 0, other = 0] = added.map(({ sessionsAdded }) => sessionsAdded)
    expect(Math.min(one, other)).toBe(0)
    expect(Math.max(one, other)).toBeGreaterThan(0)
  })
})

async function personIn(city: string, db: PrismaClient): Promise<{ id: string }> {
  const { id: cityId } = await db.city.findUniqueOrThrow({ where: { slug: city } })
  return await db.person.create({
    data: { cityId, learnerCode: 'LOADER-TEST', locale: 'nl', createdAt: monday },
    select: { id: true },
  })
}
