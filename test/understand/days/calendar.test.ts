import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  dayOf,
  monthOf,
  plusMonths,
  readDay,
  weekdayAfter,
  weekdayBefore,
  weekdayOf,
  writeDay,
} from '../../../src/understand/days/calendar.ts'

// Compared with the calendar of Temporal, day by day over a century.
const anyDay = fc.nat(36_500).map((days) => Temporal.PlainDate.from('1995-01-01').add({ days }))

describe('the calendar', () => {
  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -14, max: 14 }), (date, months) => {
        const day = readDay(date.toString())
        expect(writeDay(day)).toBe(date.toString())
        expect(weekdayOf(day)).toBe(date.dayOfWeek)
        expect(dayOf(date.year, date.month, date.day)).toBe(day)
        expect(writeDay(plusMonths(day, months))).toBe(date.add({ months }).toString())
        const { start, end } = monthOf(day)
        expect(end - start + 1).toBe(date.daysInMonth)
      }),
    )
  })

  it('finds the weekday after and before a day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (date, weekday) => {
        const day = readDay(date.toString())
        const [after, before] = [weekdayAfter(day, weekday), weekdayBefore(day, weekday)]
        expect([weekdayOf(after), weekdayOf(before)]).toEqual([weekday, weekday])
        expect(after - day).toBeGreaterThan(0)
        expect(after - day).toBeLessThanOrEqual(7)
        expect(day - before).toBeGreaterThan(0)
        expect(day - before).toBeLessThanOrEqual(7)
      }),
    )
  })

  it.each(['2026-02-30', '2026-13-01', 'zaterdag', ''])('has no day %s', (text) => {
    expect(() => readDay(text)).toThrow(RangeError)
  })
})
