import { describe, expect, it } from 'vitest'
import {
  sayClock,
  sayDay,
  sayDays,
  sayList,
  sayMoment,
  sayPrice,
} from '../../src/language/format.ts'

const amsterdam = 'Europe/Amsterdam'

describe('saying dates, times and prices as people do', () => {
  it('names days', () => {
    expect(sayDay('nl', '2026-11-28')).toBe('zaterdag 28 november')
    expect(sayDay('en', '2026-11-28')).toBe('Saturday 28 November')
    expect(sayDays('nl', '2026-11-28', '2026-11-28')).toBe('zaterdag 28 november')
    expect(sayDays('nl', '2026-11-28', '2026-11-29')).toBe(
      'zaterdag 28 november tot en met zondag 29 november',
    )
    expect(sayDays('en', '2026-11-28', '2026-11-29')).toBe(
      'Saturday 28 November to Sunday 29 November',
    )
  })

  it('says times in the city, summer and winter', () => {
    expect(sayMoment('nl', new Date('2026-11-28T12:00:00Z'), amsterdam)).toBe(
      'zaterdag 28 november, 13.00 uur',
    )
    expect(sayMoment('en', new Date('2027-06-05T11:30:00Z'), amsterdam)).toBe(
      'Saturday 5 June, 13:30',
    )
    const from = new Date('2026-11-28T23:00:00Z')
    const until = new Date('2026-11-29T00:30:00Z')
    expect(sayClock('nl', from, until, amsterdam)).toBe('00.00 tot 01.30 uur')
    expect(sayClock('en', from, until, amsterdam)).toBe('00:00 to 01:30')
  })

  it('says prices and lists', () => {
    expect(sayPrice('nl', 0)).toBe('gratis')
    expect(sayPrice('nl', 250)).toBe('€ 2,50')
    expect(sayPrice('en', 250)).toBe('€2.50')
    expect(sayList('nl', ['a', 'b', 'c'])).toBe('a, b en c')
    expect(sayList('en', ['a', 'b'])).toBe('a and b')
  })
})
