import { describe, expect, it } from 'vitest'
import { openingAt, usualHours } from '../../src/organisations/office-hours.ts'

const zone = 'Europe/Amsterdam'
const at = (text: string) => openingAt(usualHours, new Date(text), zone)

describe('office hours', () => {
  it('are read in the time of the city, summer and winter', () => {
    expect(at('2026-11-25T08:00:00Z').openNow).toBe(true)
    expect(at('2026-11-25T07:59:00Z').openNow).toBe(false)
    expect(at('2026-07-22T07:00:00Z').openNow).toBe(true)
    expect(at('2026-11-25T16:00:00Z').openNow).toBe(false)
  })

  it('say when somebody is there again', () => {
    expect(at('2026-11-25T07:00:00Z').opensAt).toEqual(new Date('2026-11-25T08:00:00Z'))
    expect(at('2026-11-27T16:30:00Z').opensAt).toEqual(new Date('2026-11-30T08:00:00Z'))
    const friday = [{ weekday: 5, fromTime: '10:00', untilTime: '12:00' }]
    expect(openingAt(friday, new Date('2026-11-27T11:30:00Z'), zone).opensAt).toEqual(
      new Date('2026-12-04T09:00:00Z'),
    )
    expect(openingAt([], new Date('2026-11-27T11:30:00Z'), zone)).toEqual({
      openNow: false,
      opensAt: null,
    })
  })
})
