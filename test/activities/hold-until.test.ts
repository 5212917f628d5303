import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdUntil, quietEnd } from '../../src/activities/hold-until.ts'

const quiet = { quietFrom: '21:00', quietUntil: '08:00', timeZone: 'Europe/Amsterdam' }
const at = (text: string) => new Date(text)
const hour = 3_600_000

describe('quiet hours', () => {
  it('end in the morning, in local time', () => {
    expect(quietEnd(at('2026-11-25T20:30:00Z'), quiet)).toEqual(at('2026-11-26T07:00:00Z'))
    expect(quietEnd(at('2026-11-26T03:00:00Z'), quiet)).toEqual(at('2026-11-26T07:00:00Z'))
    expect(quietEnd(at('2026-07-26T03:00:00Z'), quiet)).toEqual(at('2026-07-26T06:00:00Z'))
    expect(quietEnd(at('2026-11-25T10:00:00Z'), quiet)).toBeNull()
    const siesta = { ...quiet, quietFrom: '13:00', quietUntil: '15:00' }
    expect(quietEnd(at('2026-11-25T12:30:00Z'), siesta)).toEqual(at('2026-11-25T14:00:00Z'))
    expect(quietEnd(at('2026-11-25T20:30:00Z'), siesta)).toBeNull()
  })
})

describe('holding a place', () => {
  it('gives a day when there is time, and a quarter of an hour when there is hardly any', () => {
    const now = at('2026-11-25T10:00:00Z')
    expect(holdUntil(now, at('2026-12-25T10:00:00Z'), quiet)).toEqual(at('2026-11-26T10:00:00Z'))
    expect(holdUntil(now, at('2026-11-25T18:00:00Z'), quiet)).toEqual(at('2026-11-25T12:00:00Z'))
    expect(holdUntil(now, at('2026-11-25T10:40:00Z'), quiet)).toEqual(at('2026-11-25T10:15:00Z'))
  })

  it('asks nobody to answer at night, and never ends past the beginning', () => {
    const someTime = fc.date({
      min: at('2026-01-01T00:00:00Z'),
      max: at('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(someTime, fc.integer({ min: 1, max: 24 * 60 }), (now, hours) => {
        const startsAt = new Date(now.getTime() + hours * hour)
        const end = holdUntil(now, startsAt, quiet)
        expect(end.getTime()).toBeGreaterThan(now.getTime())
        expect(end.getTime()).toBeLessThanOrEqual(startsAt.getTime())
        if (end < startsAt) expect(quietEnd(end, quiet)).toBeNull()
      }),
    )
  })
})
