import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { withdrawStory } from '../../src/stories/offer-story.ts'
import { testNow } from '../support/clock.ts'
import { fillPast, publishStory } from '../support/lively-city.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

const get = (path: string, accept = 'text/html') =>
  fetch(`${site.url}${path}`, { headers: { accept } })
const textOf = async (path: string) => (await get(path)).text()
const structured = /<script type="application\/ld\+json">(.*?)<\/script>/

const graph = z.object({
  '@context': z.literal('https://schema.org'),
  '@graph': z.array(z.looseObject({ '@type': z.string(), name: z.string() })),
})

describe("a city's page", () => {
  it('says what is on this Saturday, unless another day is asked for', async () => {
    // The test's day is Wednesday 25 November.
    expect(await textOf('/rotterdam?lang=nl')).toContain('zaterdag 28 november')
    expect(await textOf('/rotterdam?lang=nl&day=today')).toContain('woensdag 25 november')
    expect(await textOf('/rotterdam?lang=en&day=next-week')).toContain('Monday 30 November')
    expect(await textOf('/rotterdam?lang=en&day=yesterday')).toContain('Saturday 28 November')
  })

  it('shows what is asked for only, and says so when there is nothing', async () => {
    const cooking = await textOf('/rotterdam?lang=nl&topic=cooking&neighbourhood=afrikaanderwijk')
    expect(cooking).toContain('Soep koken voor de buurt')
    expect(cooking).not.toContain('Gitaar')
    const nothing = await textOf('/rotterdam?lang=nl&topic=money&neighbourhood=afrikaanderwijk')
    expect(nothing).toContain('We vonden niets voor zaterdag 28 november')
  })

  it('opens the chat on each channel that is on', async () => {
    const page = await textOf('/rotterdam?lang=en')
    expect(page).toContain('href="https://t.me/stapje_bot"')
    expect(page).toContain('href="https://wa.me/31101234567"')
    expect(page).toContain('In Slack: look for the app Stapje')
  })

  it('shows a story until its learner takes it back, with nothing kept in between', async () => {
    const text = 'Ik leerde <koken> & durf nu meer.'
    const { personId, storyId } = await publishStory(site.db, site.deps, {
      text,
      name: 'Samira',
      locale: 'nl',
    })
    const before = await get('/rotterdam?lang=en')
    expect(before.headers.get('cache-control')).toBe('no-cache')
    const html = await before.text()
    expect(html).toContain('Ik leerde &lt;koken> &amp; durf nu meer.')
    expect(html).toContain('Samira')
    await site.db.$transaction((tx) => withdrawStory(tx, { personId, storyId, now: testNow }))
    expect(await textOf('/rotterdam?lang=en')).not.toContain('koken> &amp;')
  })

  it('is 404 for a city or an activity that is not there', async () => {
    for (const path of [
      '/nergens',
      '/rotterdam/activities/niets',
      '/rotterdam/activities/%2e%2e%2fx',
      '/nergens/impact',
    ]) {
      expect((await get(path)).status, path).toBe(404)
    }
  })
})

describe('an activity', () => {
  const path = '/rotterdam/activities/soep-voor-de-buurt'

  it('is schema.org data in its page, and by itself for who asks', async () => {
    const [, inPage = ''] = structured.exec(await textOf(`${path}?lang=nl`)) ?? []
    const read = graph.parse(JSON.parse(inPage))
    const [course, ...events] = read['@graph']
    expect(course).toMatchObject({ '@type': 'Course', name: 'Soep koken voor de buurt' })
    expect(events.length).toBeGreaterThan(3)
    expect(events[0]).toMatchObject({
      '@type': 'EducationEvent',
      startDate: '2026-11-28T10:00:00.000Z',
      eventStatus: 'https://schema.org/EventScheduled',
      location: { '@type': 'Place', name: 'Buurthuis De Kade' },
      offers: { price: '0.00', priceCurrency: 'EUR' },
    })
    const alone = await get(`${path}?lang=nl`, 'application/ld+json')
    expect(alone.headers.get('content-type')).toMatch(/^application\/ld\+json/)
    expect(await alone.json()).toEqual(JSON.parse(inPage))
  })

  it('tells no code of a session: that is for who is there', async () => {
    const sessions = await site.db.session.findMany({ select: { code: true } })
    const pages = [
      await textOf('/rotterdam'),
      await textOf(path),
      await textOf('/rotterdam/calendar.ics'),
    ]
    expect(sessions.filter(({ code }) => pages.some((page) => page.includes(code)))).toEqual([])
  })

  it('says so when nothing is planned, and is gone once it ended', async () => {
    const where = { slug: 'gitaar-eerste-akkoorden' }
    const sessions = { activity: where, startsAt: { gt: testNow } }
    await site.db.signup.deleteMany({ where: { session: sessions } })
    await site.db.session.deleteMany({ where: sessions })
    const address = '/rotterdam/activities/gitaar-eerste-akkoorden'
    expect(await textOf(`${address}?lang=nl`)).toContain('Hier is nu niets gepland')
    await site.db.activity.updateMany({ where, data: { endedAt: testNow } })
    site.clock.move(30_000)
    expect((await fetch(`${site.url}${address}`)).status).toBe(404)
  })

  it('cannot end its data with words of its own', async () => {
    await site.db.activityText.updateMany({
      where: { activity: { slug: 'fiets-repareren' } },
      data: { summary: '</script><b>x' },
    })
    site.clock.move(30_000)
    const page = await textOf('/rotterdam/activities/fiets-repareren')
    expect(page).not.toContain('</script><b>')
  })

  it('says which of its times is cancelled or full', async () => {
    const [first, second] = await site.db.session.findMany({
      where: { activity: { slug: 'soep-voor-de-buurt' }, startsAt: { gt: testNow } },
      orderBy: { startsAt: 'asc' },
      select: { id: true, capacity: true },
    })
    await site.db.session.update({ where: { id: first?.id ?? '' }, data: { cancelledAt: testNow } })
    await site.db.session.update({
      where: { id: second?.id ?? '' },
      data: { goingCount: second?.capacity ?? 0 },
    })
    site.clock.move(30_000)
    const page = await textOf(`${path}?lang=nl`)
    expect(page).toContain('Gaat niet door')
    expect(page).toContain('Vol, er is een wachtlijst')
    const feed = await textOf('/rotterdam/calendar.ics?topic=cooking&neighbourhood=afrikaanderwijk')
    expect(feed).toContain('STATUS:CANCELLED')
  })
})

it('gives a calendar of what is asked for', async () => {
  const response = await get('/rotterdam/calendar.ics?topic=music&lang=en')
  expect(response.headers.get('content-type')).toMatch(/^text\/calendar/)
  const feed = await response.text()
  expect(feed).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
  const all = await (await get('/rotterdam/calendar.ics')).text()
  const events = (text: string) => text.match(/BEGIN:VEVENT/g)?.length ?? 0
  expect(events(feed)).toBeGreaterThan(0)
  expect(events(all)).toBeGreaterThan(events(feed))
})

it('shows figures of whole months, without what is small', async () => {
  await fillPast(site.db, [
    { activity: 'soep-voor-de-buurt', visits: { '2026-10': 12, '2026-11': 23 } },
    { activity: 'taalcafe-middelland', visits: { '2026-10': 3 } },
  ])
  const page = await textOf('/rotterdam/impact?lang=en')
  expect(page).toContain('October 2026: 10')
  expect(page).not.toContain('23')
  expect(page).not.toMatch(/<td>[0-4]<\/td>/)
})

it('speaks the language of the address to employers, unless asked otherwise', async () => {
  expect(await textOf('/voor-werkgevers')).toContain('Wat is een badge?')
  expect(await textOf('/for-employers')).toContain('What is a badge?')
  expect(await textOf('/for-employers?lang=nl')).toContain('Wat is een badge?')
})

it('gives a pathway as a page and as data', async () => {
  const { id } = await site.db.pathway.findFirstOrThrow({ where: { slug: 'horeca' } })
  expect(await textOf(`/pathways/${id}?lang=en`)).toContain('With 4 of these 5 badges')
  const data = await (await get(`/pathways/${id}`, 'application/ld+json')).json()
  expect(data['@id']).toBe(`${site.url}/pathways/${id}`)
  expect(data.competencyRequired).toHaveLength(5)
  for (const step of data.competencyRequired) expect((await fetch(step)).status).toBe(200)
  expect((await get('/pathways/01890000-0000-7000-8000-00000000dead')).status).toBe(404)
  expect((await get('/pathways/x')).status).toBe(404)
})
