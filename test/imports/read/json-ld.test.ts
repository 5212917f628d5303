import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportItem } from '../../../src/imports/item.ts'
import { readJsonLd } from '../../../src/imports/read/json-ld.ts'
import { collect, context } from './collect.ts'

const readText = (text: string) => collect(readJsonLd([new TextEncoder().encode(text)], context))
const read = (document: unknown) => readText(JSON.stringify(document))

const event = {
  '@context': 'https://schema.org',
  '@type': 'EducationEvent',
  '@id': 'https://example.nl/soep',
  name: 'Soep koken',
  description: '<p>Samen koken &amp; eten</p>',
  startDate: '2026-11-28T10:00',
  endDate: '2026-11-28T12:00:00+01:00',
  keywords: 'koken, buurt',
  inLanguage: ['nl-NL', 'English'],
  maximumAttendeeCapacity: 12,
  typicalAgeRange: '18+',
  offers: [
    { '@type': 'Offer', price: '5.00' },
    { '@type': 'Offer', price: 2.5 },
  ],
  organizer: { '@type': 'Organization', name: 'Buurthuis De Kade' },
  location: {
    '@type': 'Place',
    name: 'De Kade',
    address: { streetAddress: 'Kade 1', postalCode: '3072 AB', addressLocality: 'Rotterdam' },
    geo: { latitude: '51.90', longitude: 4.49 },
  },
}

/** Sessions in short. */
const times = (items: readonly ImportItem[]) =>
  items.flatMap((item) =>
    item.kind === 'activity'
      ? item.sessions.map(
          ({ externalId, startsAt, isCancelled }) =>
            `${externalId} ${startsAt.toISOString().slice(0, 16)}${isCancelled ? ' off' : ''}`,
        )
      : item.kind === 'bad'
        ? [`bad ${item.problem.code}`]
        : [],
  )

describe('an event', () => {
  it('is an activity with one session', async () => {
    expect(await read(event)).toMatchObject([
      {
        kind: 'activity',
        where: { kind: 'id', id: 'https://example.nl/soep' },
        activity: {
          externalId: 'https://example.nl/soep',
          title: 'Soep koken',
          summary: 'Samen koken & eten',
          words: ['koken', 'buurt'],
          organisation: 'Buurthuis De Kade',
          placeName: 'De Kade',
          address: 'Kade 1, 3072 AB, Rotterdam',
          latitude: 51.9,
          longitude: 4.49,
          priceCents: 250,
          capacity: 12,
          minimumAge: 18,
          maximumAge: null,
          spokenLanguages: ['nl', 'en'],
        },
        sessions: [
          {
            externalId: 'https://example.nl/soep',
            startsAt: new Date('2026-11-28T09:00:00Z'),
            endsAt: new Date('2026-11-28T11:00:00Z'),
          },
        ],
      },
    ])
  })

  it('is found in a page, in a list and in a graph, and what is none is left out', async () => {
    const json = JSON.stringify({ '@graph': [event, { '@type': 'Organization', name: 'De Kade' }] })
    const page = `<html>\n<script type="application/ld+json">${json}</script><script>let a</script></html>`
    const wanted = times(await read(event))
    expect(times(await readText(page))).toEqual(wanted)
    expect(times(await read([event]))).toEqual(wanted)
    const list = { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: event }] }
    expect(times(await read(list))).toEqual(wanted)
    expect(await readText('<html>nothing</html>')).toEqual([])
  })

  it.each([
    [
      { eventStatus: 'https://schema.org/EventCancelled' },
      'https://example.nl/soep 2026-11-28T09:00 off',
    ],
    [
      { startDate: '2026-03-29T02:30', endDate: '2026-03-29T04:00' },
      'https://example.nl/soep 2026-03-29T01:30',
    ],
    [{ startDate: 'soon' }, 'bad unknownDate'],
    [{ startDate: undefined }, 'bad noStart'],
    [{ endDate: '2026-11-27' }, 'bad endsBeforeStart'],
    [{ name: '' }, 'bad noTitle'],
  ])('with %j', async (changes, wanted) => {
    expect(times(await read({ ...event, ...changes }))).toEqual([wanted])
  })

  it('is online, free, or for children when it says so', async () => {
    const online = { location: { '@type': 'VirtualLocation', url: 'https://meet.example' } }
    const free = { offers: undefined, isAccessibleForFree: true, typicalAgeRange: '8-12' }
    expect(await read({ ...event, ...online, ...free })).toMatchObject([
      { activity: { isOnline: true, priceCents: 0, isForChildren: true, maximumAge: 12 } },
    ])
  })
})

describe('a series and a course', () => {
  it('have their parts as sessions, also by reference', async () => {
    const series = {
      '@graph': [
        {
          '@type': 'EventSeries',
          '@id': 'series',
          name: 'Taalcafé',
          subEvent: [{ '@id': 'one' }, { '@id': 'two' }],
        },
        {
          '@type': 'Event',
          '@id': 'one',
          name: 'Een',
          startDate: '2026-11-28T10:00',
          location: 'De Kade',
        },
        { '@type': 'Event', '@id': 'two', name: 'Twee', startDate: '2026-12-05T10:00' },
      ],
    }
    const items = await read(series)
    expect(times(items)).toEqual(['one 2026-11-28T09:00', 'two 2026-12-05T09:00'])
    expect(items).toMatchObject([{ activity: { title: 'Taalcafé', placeName: 'De Kade' } }])
  })

  it('are written out by their schedule', async () => {
    const course = {
      '@type': 'Course',
      '@id': 'course',
      name: 'Klik en tik',
      hasCourseInstance: {
        '@type': 'CourseInstance',
        '@id': 'autumn',
        courseSchedule: {
          '@type': 'Schedule',
          startDate: '2026-11-23',
          endDate: '2026-12-31',
          startTime: '10:00',
          endTime: '12:00',
          repeatFrequency: 'P2W',
          byDay: ['https://schema.org/Wednesday', 'Saturday'],
          exceptDate: '2026-12-12',
        },
      },
    }
    expect(times(await read(course)).map((each) => each.slice(-16))).toEqual([
      '2026-11-25T09:00',
      '2026-11-28T09:00',
      '2026-12-09T09:00',
      '2026-12-23T09:00',
      '2026-12-26T09:00',
    ])
  })
})

it('never throws, and each session ends after it begins', async () => {
  const value = fc.oneof(
    fc.constantFrom(
      '2026-11-28T10:00',
      '2026-11-28',
      'Event',
      'EventSeries',
      'PT1H',
      'P1W',
      '0001-01-01',
      'Monday',
      '10:00',
      '12:00',
    ),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const keys = [
    '@type',
    '@id',
    'name',
    'startDate',
    'endDate',
    'duration',
    'location',
    'offers',
  ] as const
  const node = fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] })
  const schedule = fc.record(
    { startDate: value, startTime: value, endTime: value, repeatFrequency: value, byDay: value },
    { requiredKeys: [] },
  )
  const document = fc
    .tuple(node, fc.array(node, { maxLength: 3 }), schedule)
    .map(([one, subEvent, eventSchedule]) => ({
      '@type': 'Event',
      name: 'A',
      ...one,
      subEvent,
      eventSchedule,
    }))
  await fc.assert(
    fc.asyncProperty(document, async (each) => {
      for (const item of await read(each)) {
        if (item.kind !== 'activity') continue
        for (const { startsAt, endsAt } of item.sessions) {
          expect(endsAt.getTime()).toBeGreaterThan(startsAt.getTime())
        }
      }
    }),
    { numRuns: 150 },
  )
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 100 }), async (text) => void (await readText(text))),
    { numRuns: 50 },
  )
}, 60_000)

describe('what cannot be read', () => {
  const weekly = {
    '@type': 'Schedule',
    startDate: '2026-12-01',
    endDate: '2027-02-28',
    startTime: '10:00',
    endTime: '12:00',
  }
  const withSchedule = (schedule: object) => ({
    ...event,
    startDate: undefined,
    eventSchedule: { ...weekly, ...schedule },
  })

  it.each([
    // The first of each month: not every week.
    [{ repeatFrequency: 'P1M' }, ['2026-12-01', '2027-01-01', '2027-02-01']],
    [
      { repeatFrequency: 'P1M', byDay: 'MO', byMonthWeek: 2 },
      ['2026-12-14', '2027-01-11', '2027-02-08'],
    ],
    [{ repeatFrequency: 'Monthly', byMonthDay: 15 }, ['2026-12-15', '2027-01-15', '2027-02-15']],
    [{ repeatFrequency: 'P10D', repeatCount: 2 }, ['2026-12-01', '2026-12-11']],
    [{ repeatFrequency: 'P1W', byDay: '2FR', repeatCount: 1 }, ['bad unknownSchedule']],
    [{ repeatFrequency: 'every now and then' }, ['bad unknownSchedule']],
    [{ repeatFrequency: 'P1W', byDay: 'Someday' }, ['bad unknownSchedule']],
    [{ repeatFrequency: 'P1W', startTime: 'ten' }, ['bad unknownSchedule']],
    [{ endDate: '2026-12-01' }, ['2026-12-01']],
    [{}, ['bad unknownSchedule']],
  ])('makes up no times of a schedule: %j', async (schedule, wanted) => {
    const found = times(await read(withSchedule(schedule)))
    expect(found.map((each) => each.match(/#(.*) /)?.[1] ?? each)).toEqual(wanted)
  })

  it('is told with its name when it is one of several, and the rest is taken', async () => {
    const series = {
      '@type': 'EventSeries',
      '@id': 'series',
      name: 'Taalcafé',
      subEvent: [
        { '@type': 'Event', '@id': 'one', startDate: '2026-11-28T10:00' },
        { '@type': 'Event', '@id': 'two', startDate: 'soon' },
      ],
    }
    expect(await read(series)).toMatchObject([
      { kind: 'bad', where: { id: 'two' }, externalIds: ['two'] },
      { kind: 'activity', sessions: [{ externalId: 'one' }], isWhole: false },
    ])
  })
})

it('keeps events apart that name only the page they are on', async () => {
  const shared = { ...event, '@id': undefined, url: 'https://example.nl/agenda' }
  const later = { ...shared, startDate: '2026-12-05T10:00', endDate: undefined }
  const found = times(await read([shared, { ...later, name: 'Taart' }, later]))
  expect(new Set(found.map((each) => each.slice(0, each.lastIndexOf(' ')))).size).toBe(3)
})

it('knows an occurrence by its day, at whatever hour it is', async () => {
  const schedule = { startDate: '2026-12-01', repeatFrequency: 'P1W', repeatCount: 2 }
  const at = async (startTime: string) =>
    times(await read({ ...event, eventSchedule: { ...schedule, startTime } }))
  const names = (found: readonly string[]) => found.map((each) => each.split(' ')[0])
  expect(names(await at('10:00'))).toEqual(names(await at('11:00')))
  expect(await at('10:00')).not.toEqual(await at('11:00'))
})

it('reads a page of a stranger in time that goes with its length', async () => {
  const startedAt = performance.now()
  await readText('<script '.repeat(200_000))
  await readText('<script type="'.repeat(100_000))
  await readText(`${'<script type=application/ld+json>'.repeat(50_000)}`)
  await readText(`<p>${' '.repeat(300_000)}</p><script type${' '.repeat(300_000)}>`)
  await read({
    ...event,
    description: '<'.repeat(300_000),
    typicalAgeRange: `1${' '.repeat(300_000)}x`,
  })
  expect(performance.now() - startedAt).toBeLessThan(3000)
})

it('finds JSON-LD whatever its tag looks like, and says on which line', async () => {
  const json = JSON.stringify({ ...event, '@id': undefined, name: '' })
  const page = (tag: string) => `<html>\n\n<script>if (a < b) "</p>"</script>${tag}${json}</SCRIPT>`
  for (const tag of [
    '<script type=application/ld+json>',
    "<SCRIPT data-x='a>b' type='application/ld+json'>",
    '<script\n  id="x"\n  type = "application/ld+json; charset=utf-8">',
  ]) {
    const [item] = await readText(page(tag))
    const line = 3 + tag.split('\n').length - 1
    expect(item).toMatchObject({ kind: 'bad', where: { kind: 'line', line } })
  }
  expect(await readText(page('<script data-type="application/ld+json">'))).toEqual([])
})
