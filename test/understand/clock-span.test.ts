import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/understand/understand.ts'

const clockOf = (text: string) =>
  understand(text, { now: '2026-11-25T11:00', places: [] }).when.clock
const span = (from: string, until: string | null) => ({ from, until })

describe('clock times', () => {
  it.each([
    ['zaterdag van 10 tot 12 uur', span('10:00', '12:00')],
    ['zaterdag 28 november, 10.00 tot 12.30 uur', span('10:00', '12:30')],
    ['dinsdag 14:00-16:00', span('14:00', '16:00')],
    ['zaterdag 10-12', span('10:00', '12:00')],
    ['om half acht', span('19:30', null)],
    ['van half 3 tot kwart over 4', span('14:30', '16:15')],
    ['kwart voor 2', span('13:45', null)],
    ['vrijdag om 9 uur', span('09:00', null)],
    ['vrijdag van 10 tot 2 uur', span('10:00', '14:00')],
    ['saturday from 2 to 4pm', span('14:00', '16:00')],
    ['saturday 10am to 1pm', span('10:00', '13:00')],
    ['half past 7', span('19:30', null)],
    ['quarter to 3', span('14:45', null)],
    ['07.30 uur', span('07:30', null)],
    ['van 10 tot half 1', span('10:00', '12:30')],
    ['28-11-2026', null],
    ['10-12-2026', null],
    ['zaterdag 28 november', null],
    ['koken', null],
  ])('%s', (text, clock) => {
    expect(clockOf(text)).toEqual(clock)
  })

  it('are read as they are written, from every half hour to a later one', () => {
    const halfHour = fc.integer({ min: 14, max: 46 }).map((half) => {
      const hour = String(Math.floor(half / 2)).padStart(2, '0')
      return `${hour}:${half % 2 === 0 ? '00' : '30'}`
    })
    fc.assert(
      fc.property(fc.uniqueArray(halfHour, { minLength: 2, maxLength: 2 }), (times) => {
        const [from = '', until = ''] = times.toSorted()
        expect(clockOf(`zaterdag van ${from} tot ${until} uur`)).toEqual(span(from, until))
      }),
    )
  })

  it('end after they begin, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(30), fc.nat(30), (words, one, other) => {
        const clock = clockOf(`${words} ${one} tot ${other} uur`)
        if (clock?.until != null) expect(clock.until > clock.from).toBe(true)
      }),
    )
  })
})
