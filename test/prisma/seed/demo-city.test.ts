import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { rotterdam } from '../../../prisma/seed/demo-city.ts'
import { type WantedSession, wantedSessions } from '../../../prisma/seed/load-sessions.ts'
import { withSessionCodes } from '../../../prisma/seed/session-codes.ts'
import { milestones } from '../../../src/badges/milestones/rules.ts'
import { locales } from '../../../src/language/locale.ts'
import { partsOfDay, topics } from '../../../src/understand/understood.ts'

const { activities, achievements, neighbourhoods, organisations, pathways, city } = rotterdam

/** A week of days from each of these: an ordinary one, and those that lead over a change of clocks. */
const days = ['2026-09-14', '2026-10-19', '2026-11-23', '2027-03-22'].flatMap((monday) =>
  Array.from({ length: 7 }, (_, days) => Temporal.PlainDate.from(monday).add({ days }).toString()),
)

function sessionsFrom(day: string): readonly WantedSession[] {
  return wantedSessions(rotterdam, new Date(`${day}T11:00:00Z`))
}

function startOf(session: WantedSession): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(+session.startsAt).toZonedDateTimeISO(city.timeZone)
}

function topicOf(session: WantedSession): string {
  const [slug] = session.name.split(' ')
  return activities.find((activity) => activity.slug === slug)?.topic ?? ''
}

describe('the demo city', () => {
  it('is large enough', () => {
    expect(organisations.length).toBeGreaterThanOrEqual(14)
    expect(activities.length).toBeGreaterThanOrEqual(66)
    expect(neighbourhoods.length).toBeGreaterThanOrEqual(30)
    expect(activities.filter(({ isOnline }) => isOnline).length).toBeGreaterThanOrEqual(6)
  })

  it.each(days)('has at least 300 sessions in the 8 weeks from %s', (day) => {
    const sessions = sessionsFrom(day)
    expect(sessions.length).toBeGreaterThanOrEqual(300)
    const codes = withSessionCodes(sessions, new Set()).map(({ code }) => code)
    expect(new Set(codes).size).toBe(sessions.length)
  })

  it('has something for every topic on every one of eight weekends', () => {
    const weekends = sessionsFrom('2026-11-23')
      .filter((session) => startOf(session).dayOfWeek >= 6)
      .map((session) => `${startOf(session).weekOfYear} ${topicOf(session)}`)
    expect(new Set(weekends).size).toBe(8 * topics.length)
  })

  it('has something for every topic on a Saturday', () => {
    const onSaturday = activities.filter(({ slots }) => slots.some(({ weekday }) => weekday === 6))
    expect(new Set(onSaturday.map(({ topic }) => topic)).size).toBe(topics.length)
  })

  it('has something on every day of the week, in every part of it', () => {
    const parts = activities
      .flatMap(({ slots }) => slots)
      .map(({ weekday, from }) => {
        const part = from < '12:00' ? 'morning' : from < '18:00' ? 'afternoon' : 'evening'
        return `${weekday} ${part}`
      })
    expect(new Set(parts).size).toBe(7 * partsOfDay.length)
  })

  it('stays out of the quiet hours', () => {
    const late = activities.filter(({ slots }) =>
      slots.some(({ from, until }) => from < city.quietUntil || until > '22:00'),
    )
    expect(late).toEqual([])
  })

  it('is free for the most part', () => {
    const free = activities.filter(({ priceCents }) => priceCents === 0)
    expect(free.length).toBeGreaterThan(activities.length / 2)
  })

  it('says with every organisation that it is invented', () => {
    expect(organisations.filter(({ name }) => !name.endsWith('(demo)'))).toEqual([])
  })

  it('speaks plainly: short texts, with je and never u', () => {
    const texts = [
      ...activities.flatMap(({ title, summary }) => [title, summary]),
      ...achievements.flatMap(({ name, description, criteria }) => [name, description, criteria]),
      ...organisations.map(({ about }) => about),
      city.about,
    ]
    for (const text of texts) {
      expect(text.nl).not.toMatch(/\b(u|uw)\b/i)
      for (const locale of locales) expect(text[locale].length).toBeLessThan(260)
    }
    for (const { title } of activities) {
      for (const locale of locales) expect(title[locale].length).toBeLessThanOrEqual(45)
    }
  })

  it('has a different title for every activity, in both languages', () => {
    for (const locale of locales) {
      expect(new Set(activities.map(({ title }) => title[locale])).size).toBe(activities.length)
    }
  })

  it('names no place twice, so that a word or a postcode leads to one neighbourhood', () => {
    const names = neighbourhoods.flatMap(({ name, aliases }) => [
      ...new Set([name, ...aliases].map((each) => each.toLowerCase())),
    ])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    const postcodes = neighbourhoods.flatMap((place) => place.postcodes)
    expect(postcodes.filter((code, index) => postcodes.indexOf(code) !== index)).toEqual([])
  })

  it('lies in Rotterdam', () => {
    for (const { latitude, longitude } of neighbourhoods) {
      expect(latitude).toBeGreaterThan(51.84)
      expect(latitude).toBeLessThan(52)
      expect(longitude).toBeGreaterThan(4.1)
      expect(longitude).toBeLessThan(4.61)
    }
  })

  it('has the badges that the story needs', () => {
    const keys = achievements.map(({ organisation, slug }) => `${organisation}/${slug}`)
    expect(keys).toEqual(
      expect.arrayContaining([
        'leerstad-rotterdam/eerste-stap',
        'buurthuis-de-kade/eerste-stap',
        'buurthuis-de-kade/erbij-geweest',
        'buurthuis-de-kade/hielp-mee',
        'buurthuis-de-kade/naar-buiten',
      ]),
    )
    const given = achievements.filter(({ milestone }) => milestone !== null)
    expect(given.map(({ milestone }) => milestone).toSorted()).toEqual(milestones.toSorted())
    const cityOrganisation = organisations.find(({ isCity }) => isCity)?.slug
    expect(new Set(given.map(({ organisation }) => organisation))).toEqual(
      new Set([cityOrganisation]),
    )
  })

  it('never dresses up a compliment as a proof of skill', () => {
    for (const { kind, criteria, alignments } of achievements) {
      if (kind === 'skill') expect(alignments.length).toBeGreaterThan(0)
      if (kind !== 'encouragement') continue
      expect(alignments).toEqual([])
      expect(criteria.nl).toContain('geen bewijs van een vaardigheid')
      expect(criteria.en).toContain('not a proof of skill')
    }
  })

  it('has a pathway for hospitality, cleaning and gardening, made of skill badges', () => {
    const topicsOfPathways = pathways.map(
      ({ organisation, achievement }) =>
        achievements.find((each) => each.organisation === organisation && each.slug === achievement)
          ?.topic,
    )
    expect(topicsOfPathways.sort()).toEqual(['cleaning', 'gardening', 'hospitality'])
  })
})
