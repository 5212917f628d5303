import { describe, expect, it } from 'vitest'
import { schoolHolidaysOf } from '../../../src/understand/days/school-holidays.ts'
import { understand } from '../../../src/understand/understand.ts'

const holidays = schoolHolidaysOf('nl-midden')

const daysOf = (text: string, now = '2026-11-25T10:00') => {
  const { days } = understand(text, { now, places: [], holidays }).when
  return days === null ? null : `${days.start}..${days.end}`
}
const one = (day: string) => `${day}..${day}`

describe('the conventions of the house, on a Wednesday', () => {
  it.each([
    ['zaterdag', one('2026-11-28')],
    ['aanstaande woensdag', one('2026-12-02')],
    ['komende vrijdag', one('2026-11-27')],
    ['a.s. maandag', one('2026-11-30')],
    ['this friday', one('2026-11-27')],
    ['dit weekend', '2026-11-28..2026-11-29'],
    ['volgende week', '2026-11-30..2026-12-06'],
    ['next week', '2026-11-30..2026-12-06'],
    ['deze week', '2026-11-25..2026-11-29'],
    ['vrijdag of zondag', '2026-11-27..2026-11-29'],
    ['maandag tot en met donderdag', '2026-11-30..2026-12-03'],
    ['over twee weken op maandag', one('2026-12-07')],
    ['not this weekend but the one after', '2026-12-05..2026-12-06'],
    ['3/12', one('2026-12-03')],
    ['de eerste vrijdag van januari', one('2027-01-01')],
    ['kerstvakantie', '2026-12-19..2027-01-03'],
  ])('%s', (text, days) => {
    expect(daysOf(text)).toBe(days)
  })

  it('offers the other reading of "volgende zaterdag"', () => {
    const { days, otherReading } = understand('volgende zaterdag', {
      now: '2026-11-25T10:00',
      places: [],
      holidays,
    }).when
    expect(days?.start).toBe('2026-12-05')
    expect(otherReading?.start).toBe('2026-11-28')
  })
})

describe('school holidays', () => {
  it.each([
    ['nl-noord', '2027-07-10..2027-08-22'],
    ['nl-midden', '2027-07-17..2027-08-29'],
    ['nl-zuid', '2027-07-24..2027-09-05'],
    ['elsewhere', null],
  ])('are those of the region: %s', (region, days) => {
    const context = { now: '2026-11-25T10:00', places: [], holidays: schoolHolidaysOf(region) }
    const read = understand('in de zomervakantie', context).when.days
    expect(read && `${read.start}..${read.end}`).toBe(days)
  })
})

describe('no dates', () => {
  it.each([
    'mijn zoon van 12 wil voetballen',
    'om 15.30 uur',
    'het kost 10 euro',
    'Maasstraat 14',
    'i am 25 years old',
    'what can i do',
    'i have nothing to do this is boring',
    'do you have a class',
    'koken met 3 kinderen',
    'my son of 8',
  ])('%s', (text) => {
    expect(daysOf(text)).toBeNull()
  })
})

describe('when the clock changes', () => {
  it.each([
    ['morgen', '2026-10-24T23:59', one('2026-10-25')],
    ['morgen', '2026-10-25T00:01', one('2026-10-26')],
    ['over 1 dag', '2026-10-25T02:30', one('2026-10-26')],
    ['morgen', '2027-03-27T23:30', one('2027-03-28')],
    ['overmorgen', '2027-03-27T02:30', one('2027-03-29')],
    ['in 2 weeks', '2027-03-27T23:30', one('2027-04-10')],
    ['dit weekend', '2027-03-27T00:00', '2027-03-27..2027-03-28'],
  ])('%s, asked on %s', (text, now, days) => {
    expect(daysOf(text, now)).toBe(days)
  })
})

describe('the coming fourteen months', () => {
  const months = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus']
  it.each(months.map((month, index) => [month, index + 1] as const))(
    '15 %s is in the year to come',
    (month, number) => {
      expect(daysOf(`15 ${month}`)).toBe(one(`2027-${String(number).padStart(2, '0')}-15`))
    },
  )

  it.each([
    ['15 januari 2028', one('2028-01-15')],
    ['in januari 2028', '2028-01-01..2028-01-31'],
    ['over 14 maanden', one('2028-01-25')],
    ['29 februari', one('2028-02-29')],
    ['25 november', one('2026-11-25')],
    ['24 november', one('2027-11-24')],
  ])('%s', (text, days) => {
    expect(daysOf(text)).toBe(days)
  })
})
