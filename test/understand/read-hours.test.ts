import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHours } from '../../src/understand/read-hours.ts'

const on = (weekday: number, fromTime: string, untilTime: string) => ({
  weekday,
  fromTime,
  untilTime,
})

describe('reading office hours', () => {
  it('takes days and spans of days, in either language', () => {
    expect(readHours('di 9-17, za 10.30-12')).toEqual([
      on(2, '09:00', '17:00'),
      on(6, '10:30', '12:00'),
    ])
    const weekdays = [1, 2, 3, 4, 5].map((weekday) => on(weekday, '09:00', '17:30'))
    expect(readHours('ma-vr 9-17:30')).toEqual(weekdays)
    expect(readHours('Monday to Friday 9 to 17:30')).toEqual(weekdays)
  })

  it.each([
    '',
    'ma',
    'ma 17-9',
    'vr-ma 9-17',
    'ma 9-25',
    'xx 9-17',
    'ma 9-17, wat',
    'ma 9-12, ma 9-13',
  ])('takes nothing of "%s"', (typed) => {
    expect(readHours(typed)).toBeNull()
  })

  it('reads any text as valid hours or as nothing', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        for (const { weekday, fromTime, untilTime } of readHours(typed) ?? []) {
          expect(weekday >= 1 && weekday <= 7 && fromTime < untilTime).toBe(true)
        }
      }),
    )
  })
})
