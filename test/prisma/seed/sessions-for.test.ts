import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { sessionsFor, type WeeklySlot } from '../../../prisma/seed/sessions-for.ts'

const zone = 'Europe/Amsterdam'

function weekly(weekday: number, from: string, until: string): WeeklySlot {
  return { weekday, from, until, everyWeeks: 1, weekOffset: 0 }
}

function local(moment: Date, timeZone = zone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
}

describe('sessionsFor', () => {
  it('gives one session a week, on its day and time', () => {
    const sessions = sessionsFor([weekly(6, '13:00', '15:00')], '2026-11-23', 2, zone)
    expect(sessions).toEqual([
      {
        startsAt: new Date('2026-11-28T12:00:00Z'),
        endsAt: new Date('2026-11-28T14:00:00Z'),
      },
      {
        startsAt: new Date('2026-12-05T12:00:00Z'),
        endsAt: new Date('2026-12-05T14:00:00Z'),
      },
    ])
  })

  it('counts the first day itself', () => {
    const sessions = sessionsFor([weekly(6, '13:00', '15:00')], '2026-11-28', 1, zone)
    expect(sessions.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-11-28T12:00:00.000Z',
    ])
  })

  it.each([
    ['to winter time on 25 October 2026', '2026-10-19', ['11:00', '12:00']],
    ['to summer time on 28 March 2027', '2027-03-22', ['12:00', '11:00']],
  ])('keeps 13:00 at 13:00 when clocks go %s', (_, firstDay, utcTimes) => {
    const saturdayAndSunday = [weekly(6, '13:00', '15:00'), weekly(7, '13:00', '15:00')]
    const sessions = sessionsFor(saturdayAndSunday, firstDay, 1, zone)
    expect(sessions.map(({ startsAt }) => startsAt.toISOString().slice(11, 16))).toEqual(utcTimes)
    expect(sessions.map(({ startsAt }) => local(startsAt).hour)).toEqual([13, 13])
  })

  it('takes every other week from a fixed week, whatever day it is asked on', () => {
    const slot = { ...weekly(3, '10:00', '11:00'), everyWeeks: 2 }
    const all = sessionsFor([slot], '2026-11-23', 10, zone).map(({ startsAt }) => +startsAt)
    expect(all).toHaveLength(5)
    const later = sessionsFor([slot], '2026-12-01', 4, zone).map(({ startsAt }) => +startsAt)
    expect(all).toEqual(expect.arrayContaining(later))
    const otherWeek = sessionsFor([{ ...slot, weekOffset: 1 }], '2026-11-23', 10, zone)
    expect(otherWeek).toHaveLength(5)
    expect(otherWeek.filter(({ startsAt }) => all.includes(+startsAt))).toEqual([])
  })

  const minute = fc.integer({ min: 6 * 60, max: 23 * 60 })
  const slots = fc.uniqueArray(
    fc
      .record({
        weekday: fc.integer({ min: 1, max: 7 }),
        start: minute,
        length: fc.integer({ min: 1, max: 59 }),
        rhythm: fc.constantFrom([1, 0], [2, 0], [2, 1]),
      })
      .map(({ weekday, start, length, rhythm: [everyWeeks = 1, weekOffset = 0] }) => ({
        weekday,
        from: clock(start),
        until: clock(start + length),
        everyWeeks,
        weekOffset,
      })),
    { minLength: 1, maxLength: 6, selector: ({ weekday, from }) => `${weekday} ${from}` },
  )
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString())
  const timeZone = fc.constantFrom(zone, 'America/Curacao', 'Pacific/Auckland')

  it('always keeps weekday, clock time and window, and never gives a moment twice', () => {
    fc.assert(
      fc.property(slots, day, timeZone, (someSlots, firstDay, someZone) => {
        const sessions = sessionsFor(someSlots, firstDay, 8, someZone)
        const end = Temporal.PlainDate.from(firstDay).add({ weeks: 8 })
        for (const { startsAt, endsAt } of sessions) {
          const start = local(startsAt, someZone)
          const stop = local(endsAt, someZone).toPlainTime().toString().slice(0, 5)
          const time = start.toPlainTime().toString().slice(0, 5)
          expect(
            someSlots.some(
              ({ weekday, from, until }) =>
                weekday === start.dayOfWeek && from === time && until === stop,
            ),
          ).toBe(true)
          expect(Temporal.PlainDate.compare(start.toPlainDate(), firstDay)).toBeGreaterThanOrEqual(
            0,
          )
          expect(Temporal.PlainDate.compare(start.toPlainDate(), end)).toBeLessThan(0)
        }
        const moments = sessions.map(({ startsAt }) => startsAt.getTime())
        expect(moments).toEqual([...new Set(moments)].sort((one, other) => one - other))
        const expected = someSlots.reduce((sum, { everyWeeks }) => sum + 8 / everyWeeks, 0)
        expect(sessions).toHaveLength(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same sessions a day later, but for the first and the last', () => {
    fc.assert(
      fc.property(slots, day, (someSlots, firstDay) => {
        const nextDay = Temporal.PlainDate.from(firstDay).add({ days: 1 })
        const today = sessionsFor(someSlots, firstDay, 8, zone)
        const tomorrow = sessionsFor(someSlots, nextDay.toString(), 8, zone)
        const kept = today.filter(
          ({ startsAt }) => Temporal.PlainDate.compare(local(startsAt).toPlainDate(), nextDay) >= 0,
        )
        expect(tomorrow.slice(0, kept.length)).toEqual(kept)
      }),
      { numRuns: 60 },
    )
  })
})

function clock(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
