import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readICalendar } from '../../../src/imports/read/icalendar.ts'
import { collect, context, inChunks } from './collect.ts'

/** A calendar of events, each by its lines; those that every one needs are put in. */
const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => [
      'BEGIN:VEVENT',
      ...(lines.includes('UID:') ? [] : ['UID:a']),
      ...(lines.includes('SUMMARY') ? [] : ['SUMMARY:Soep koken']),
      ...lines
        .trim()
        .split(/\s*\n\s*/)
        .map((line) => line.replace('~ ', '\r\n  ')),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const read = (text: string, now = context.now) =>
  collect(readICalendar(inChunks(new TextEncoder().encode(text), 61), { ...context, now }))

/** When sessions are, in UTC, with what they are called and whether they are off. */
async function times(text: string, now?: Date): Promise<string[]> {
  return (await read(text, now)).flatMap((item) =>
    item.kind === 'activity'
      ? item.sessions.map(({ externalId, startsAt, endsAt, isCancelled }) => {
          const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000
          const off = isCancelled ? ' off' : ''
          return `${externalId} ${startsAt.toISOString().slice(0, 16)} ${minutes}${off}`
        })
      : item.kind === 'bad'
        ? [`bad ${item.problem.code}`]
        : [],
  )
}

const zoned = 'DTSTART;TZID=Europe/Amsterdam:'

describe('an event', () => {
  it('is an activity with one session, known by its UID', async () => {
    const [item] = await read(
      calendar(`${zoned}20261128T100000
        DTEND;TZID=Europe/Amsterdam:20261128T120000
        SUMMARY:Soep koken\\, samen
        DESCRIPTION:Een lange regel~ die is gevouwen
        LOCATION:Huis van de Wijk, Kade 1, Rotterdam
        CATEGORIES:Koken,Buurt
        ORGANIZER;CN="Buurthuis De Kade":mailto:x@example.nl
        GEO:51.9;4.49`),
    )
    expect(item).toMatchObject({
      kind: 'activity',
      where: { kind: 'line', line: 3 },
      activity: {
        externalId: 'a',
        title: 'Soep koken, samen',
        summary: 'Een lange regel die is gevouwen',
        words: ['Koken', 'Buurt'],
        organisation: 'Buurthuis De Kade',
        placeName: 'Huis van de Wijk',
        address: 'Kade 1, Rotterdam',
        latitude: 51.9,
        longitude: 4.49,
      },
      sessions: [{ externalId: 'a', startsAt: new Date('2026-11-28T09:00:00Z') }],
    })
  })

  it.each([
    [`${zoned}20261128T100000\nDURATION:PT90M`, 'a 2026-11-28T09:00 90'],
    ['DTSTART:20261128T100000Z\nDTEND:20261128T110000Z', 'a 2026-11-28T10:00 60'],
    ['DTSTART:20261128T100000', 'a 2026-11-28T09:00 120'],
    ['DTSTART;VALUE=DATE:20261128', 'a 2026-11-27T23:00 1440'],
    ['DTSTART;TZID=W. Europe Standard Time:20261128T100000', 'a 2026-11-28T09:00 120'],
    [
      'DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20261128T100000',
      'a 2026-11-28T10:00 120',
    ],
    [`${zoned}20261128T100000\nSTATUS:CANCELLED`, 'a 2026-11-28T09:00 120 off'],
    ['DTSTART;TZID=Nowhere:20261128T100000', 'bad unknownTimeZone'],
    [`${zoned}20261128T100000\nCLASS:PRIVATE`, 'bad private'],
    [`${zoned}20261128T100000\nDTEND;TZID=Europe/Amsterdam:20261128T090000`, 'bad endsBeforeStart'],
    ['SUMMARY:Wanneer', 'bad noStart'],
    [`UID:\n${zoned}20261128T100000`, 'bad noId'],
    [`SUMMARY:\n${zoned}20261128T100000`, 'bad noTitle'],
    ['DTSTART;TZID=Europe/Amsterdam:morgen', 'bad notReadable'],
    [`${zoned}20261128T100000\nRRULE:FREQ=YEARLY;BYWEEKNO=1;BYMONTHDAY=2`, 'bad notReadable'],
  ])('is read: %s', async (lines, wanted) => {
    expect(await times(calendar(lines))).toEqual([wanted])
  })
})

describe('what repeats', () => {
  it('stays at ten o’clock when summer time begins and ends', async () => {
    const spring = calendar(`${zoned}20260322T100000\nRRULE:FREQ=WEEKLY;COUNT=3`)
    expect(await times(spring, new Date('2026-03-01T00:00:00Z'))).toEqual([
      'a#2026-03-22 2026-03-22T09:00 120',
      'a#2026-03-29 2026-03-29T08:00 120',
      'a#2026-04-05 2026-04-05T08:00 120',
    ])
    const autumn = calendar(`${zoned}20261018T100000\nRRULE:FREQ=WEEKLY;COUNT=3`)
    expect(
      (await times(autumn, new Date('2026-10-01T00:00:00Z'))).map((each) => each.slice(-20)),
    ).toEqual(['2026-10-18T08:00 120', '2026-10-25T09:00 120', '2026-11-01T09:00 120'])
  })

  it('ends at its UNTIL, the last time included, though that is in UTC', async () => {
    const until = calendar(`${zoned}20261128T180000\nRRULE:FREQ=WEEKLY;UNTIL=20261212T170000Z`)
    expect(await times(until)).toHaveLength(3)
  })

  it('leaves out its exceptions, adds what is added, and moves and cancels what is changed', async () => {
    const series = calendar(
      `${zoned}20261128T100000
      RRULE:FREQ=WEEKLY;COUNT=4
      EXDATE;TZID=Europe/Amsterdam:20261205T100000
      RDATE;TZID=Europe/Amsterdam:20261231T150000`,
      `RECURRENCE-ID;TZID=Europe/Amsterdam:20261212T100000
      ${zoned}20261213T140000`,
      `RECURRENCE-ID;TZID=Europe/Amsterdam:20261219T100000
      ${zoned}20261219T100000
      STATUS:CANCELLED`,
    )
    expect((await times(series)).toSorted()).toEqual([
      'a#2026-11-28 2026-11-28T09:00 120',
      'a#2026-12-12 2026-12-13T13:00 120',
      'a#2026-12-19 2026-12-19T09:00 120 off',
      'a#2026-12-31 2026-12-31T14:00 120',
    ])
  })

  it('is known by its day, and where a day has several by its place among them', async () => {
    const names = async (rule: string, hour: string) =>
      (await times(calendar(`${zoned}20261128T${hour}0000\n${rule}`))).map(
        (each) => each.split(' ')[0],
      )
    const weekly = await names('RRULE:FREQ=WEEKLY;COUNT=2', '10')
    expect(weekly).toEqual(['a#2026-11-28', 'a#2026-12-05'])
    expect(await names('RRULE:FREQ=WEEKLY;COUNT=2', '11')).toEqual(weekly)
    const twice = 'RRULE:FREQ=DAILY;COUNT=2;BYHOUR=10,14'
    expect(await names(twice, '10')).toEqual(['a#2026-11-28', 'a#2026-11-28/2'])
    // One that is taken out leaves the others their names.
    const without = `${twice}\nEXDATE;TZID=Europe/Amsterdam:20261128T100000`
    expect(await names(without, '10')).toEqual(['a#2026-11-28/2'])
  })

  it('takes out a day by its date alone, and an exception of what is not there by itself', async () => {
    const byDay = `${zoned}20261128T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261129`
    expect(await times(calendar(byDay))).toHaveLength(2)
    const alone = `RECURRENCE-ID:20261128T090000Z\n${zoned}20261128T110000`
    expect(await times(calendar(alone))).toEqual(['a#2026-11-28 2026-11-28T10:00 120'])
  })

  it('is written out for a year at the most, and said so when there is more', async () => {
    const daily = await times(calendar(`${zoned}20200101T100000\nRRULE:FREQ=DAILY`))
    expect(daily).toHaveLength(367)
    const hourly = await times(calendar(`${zoned}20261125T100000\nRRULE:FREQ=HOURLY`))
    expect(hourly[0]).toBe('bad tooManyTimes')
    expect(hourly).toHaveLength(401)
  })
})

it('never throws, and each session ends after it begins', async () => {
  const line = fc.constantFrom(
    'BEGIN:VEVENT',
    'END:VEVENT',
    'BEGIN:VCALENDAR',
    'UID:a',
    'UID:b',
    'SUMMARY:Soep',
    'DTSTART:20261128T100000Z',
    `${zoned}20260329T023000`,
    'DTSTART;VALUE=DATE:20261128',
    'DTEND:20261128T110000Z',
    'DURATION:-PT1H',
    'RRULE:FREQ=DAILY;INTERVAL=0',
    'RRULE:FREQ=SECONDLY',
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:nonsense',
    'EXDATE:20261128T100000Z',
    'RDATE;VALUE=PERIOD:20261128T100000Z/PT1H',
    'RECURRENCE-ID:20261128T100000Z',
    'GEO:x',
    'CATEGORIES:',
  )
  const lines = fc.array(fc.oneof({ weight: 6, arbitrary: line }, fc.string({ maxLength: 20 })), {
    maxLength: 14,
  })
  await fc.assert(
    fc.asyncProperty(lines, async (each) => {
      for (const item of await read(['BEGIN:VEVENT', ...each, 'END:VEVENT'].join('\r\n'))) {
        if (item.kind !== 'activity') continue
        for (const { startsAt, endsAt } of item.sessions) {
          expect(endsAt.getTime()).toBeGreaterThan(startsAt.getTime())
        }
      }
    }),
    { numRuns: 150 },
  )
}, 60_000)
