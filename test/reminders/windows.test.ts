import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuietTime, localDay, localTime } from '../../src/activities/local-day.ts'
import { type OpenWindow, openWindows } from '../../src/reminders/windows.ts'

const rotterdam = { timeZone: 'Europe/Amsterdam', quietFrom: '21:00', quietUntil: '08:00' }

const openAt = (at: string, hours = rotterdam) => openWindows(new Date(at), hours)
const kindsAt = (at: string, hours = rotterdam) => openAt(at, hours).map(({ kind }) => kind)

type WithSessions = Extract<OpenWindow, { readonly kind: 'evening' | 'morning' }>
const isWithSessions = (window: OpenWindow): window is WithSessions =>
  window.kind === 'evening' || window.kind === 'morning'

const hourMilliseconds = 3_600_000

/** A sweep an hour, from here on. */
const sweeps = (from: string, hours: number) =>
  Array.from({ length: hours }, (_, hour) => {
    const now = new Date(Date.parse(from) + hour * hourMilliseconds)
    return { now, windows: openWindows(now, rotterdam).filter(isWithSessions) }
  })

/** When a session is first told of, in the evening and in the morning. */
function remindersOf(startsAt: Date, made: ReturnType<typeof sweeps>) {
  const told = new Map<string, Date>()
  for (const { now, windows } of made) {
    for (const window of windows) {
      const isDue = window.startsFrom <= startsAt && startsAt < window.startsUntil
      if (isDue && !told.has(window.kind)) told.set(window.kind, now)
    }
  }
  return told
}

describe('what may be told at a moment', () => {
  it('is the evening before from six, and the morning from eight, in the time of the city', () => {
    expect(kindsAt('2026-11-27T16:59:00Z')).toEqual(['afterwards'])
    expect(kindsAt('2026-11-27T17:00:00Z')).toEqual(['afterwards', 'evening'])
    expect(kindsAt('2026-11-27T20:00:00Z')).toEqual([])
    expect(kindsAt('2026-11-28T06:59:00Z')).toEqual([])
    expect(kindsAt('2026-11-28T07:00:00Z')).toEqual(['afterwards', 'morning'])
    expect(kindsAt('2026-11-28T11:00:00Z')).toEqual(['afterwards'])
    // In summer the same clock times are an hour earlier in UTC.
    expect(kindsAt('2027-06-05T16:00:00Z')).toEqual(['afterwards', 'evening'])
  })

  it('is the weekly tip on Thursday after five', () => {
    expect(kindsAt('2026-11-26T15:59:00Z')).not.toContain('weekly')
    expect(openAt('2026-11-26T16:00:00Z')).toContainEqual({
      kind: 'weekly',
      saturday: '2026-11-28',
      expiresAt: new Date('2026-11-26T20:00:00Z'),
    })
    expect(kindsAt('2026-11-27T16:00:00Z')).not.toContain('weekly')
  })

  it.each([
    ['summer time begins', '2027-03-27T17:00:00Z', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'],
    ['summer time ends', '2027-10-30T16:00:00Z', '2027-10-30T22:00:00Z', '2027-10-31T23:00:00Z'],
  ])('is of the whole of tomorrow when %s', (_, now, from, until) => {
    const evening = openAt(now).find(({ kind }) => kind === 'evening')
    expect(evening).toMatchObject({ startsFrom: new Date(from), startsUntil: new Date(until) })
  })

  it('is nothing in quiet hours, and what is delayed ends where they begin', () => {
    const anyTime = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    const anyMoment = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2028-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(anyMoment, anyTime, anyTime, (now, quietFrom, quietUntil) => {
        const hours = { ...rotterdam, quietFrom, quietUntil }
        const windows = openWindows(now, hours)
        if (isQuietTime(localTime(now, hours.timeZone), hours)) expect(windows).toEqual([])
        for (const { expiresAt } of windows) {
          expect(expiresAt.getTime()).toBeGreaterThan(now.getTime())
          // All moments until then are outside the quiet hours.
          const step = (expiresAt.getTime() - now.getTime()) / 20
          for (let part = 0; part < 20; part += 1) {
            const moment = new Date(now.getTime() + part * step)
            expect(isQuietTime(localTime(moment, hours.timeZone), hours)).toBe(false)
          }
        }
      }),
    )
  })

  it('reminds of each session of the year on the evening before, and in the morning if it can', () => {
    const year = sweeps('2026-11-23T00:00:00Z', 24 * 368)
    for (let day = 0; day < 365; day += 1) {
      for (const hour of [7, 9, 13, 19]) {
        const startsAt = new Date(Date.UTC(2026, 10, 25 + day, hour, 30))
        const told = remindersOf(startsAt, year.slice(24 * day, 24 * (day + 3)))
        const evening = told.get('evening')
        if (evening === undefined) throw new Error(`No evening before ${startsAt.toISOString()}`)
        expect(localTime(evening, rotterdam.timeZone)).toBe('18:00')
        expect(localDay(evening, rotterdam.timeZone) < localDay(startsAt, rotterdam.timeZone)).toBe(
          true,
        )
        const morning = told.get('morning')
        if (morning === undefined) throw new Error(`No morning of ${startsAt.toISOString()}`)
        expect(localTime(morning, rotterdam.timeZone)).toBe('08:00')
        expect(localDay(morning, rotterdam.timeZone)).toBe(localDay(startsAt, rotterdam.timeZone))
      }
    }
  })

  it('says nothing in the morning to who is at the door', () => {
    const made = sweeps('2026-11-26T00:00:00Z', 72)
    const told = remindersOf(new Date('2026-11-28T07:10:00Z'), made)
    expect([...told.keys()]).toEqual(['evening'])
  })
})
