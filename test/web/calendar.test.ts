import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionDetails } from '../../src/activities/session-details.ts'
import { sessionCalendar } from '../../src/web/calendar.ts'

const session: SessionDetails = {
  id: '01890000-0000-7000-8000-000000000001',
  startsAt: new Date('2026-11-28T12:00:00Z'),
  endsAt: new Date('2026-11-28T14:00:00Z'),
  cancelledAt: null,
  placesLeft: 3,
  title: { nl: 'Koken, samen; lekker', en: 'Cooking' },
  summary: { nl: 'Met z’n allen', en: 'Together' },
  organisation: 'Leerkeuken',
  place: {
    name: 'De Keuken',
    address: 'Straat 1',
    neighbourhood: null,
    latitude: 51.9,
    longitude: 4.5,
  },
  isOnline: false,
  priceCents: 0,
  wheelchairAccessible: true,
  spokenLanguages: ['nl'],
  minimumAge: null,
  maximumAge: null,
}
const stampedAt = new Date('2026-11-25T10:00:00Z')
const write = (changes: Partial<SessionDetails> = {}) =>
  sessionCalendar({ ...session, ...changes }, 'nl', stampedAt, 'stapje.example')

/** Lines as a calendar program reads them: a line that begins with a space goes on with the last. */
const unfold = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')
const unescaped = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, after: string) => (/n/i.test(after) ? '\n' : after))

// Long enough to be folded, several times over.
const long = { maxLength: 300, size: 'max' } as const
const nasty = fc.oneof(
  fc.string({ unit: 'binary', ...long }),
  fc.string({ unit: 'grapheme', ...long }),
  fc
    .array(
      fc.constantFrom('\r\n', '\n', '\r', ';', ',', '\\', 'END:VEVENT', 'é', '🌱', ' ', ':'),
      long,
    )
    .map((parts) => parts.join('')),
)

describe('the calendar file of a session', () => {
  it('says when in UTC, under a UID that stays the same', () => {
    const lines = unfold(write())
    expect(lines).toContain('DTSTART:20261128T120000Z')
    expect(lines).toContain('DTEND:20261128T140000Z')
    expect(lines).toContain(`UID:${session.id}@stapje.example`)
    expect(lines).toContain('SUMMARY:Koken\\, samen\\; lekker')
    expect(lines).toContain('STATUS:CONFIRMED')
  })

  it('says of a session that is called off that it is', () => {
    expect(unfold(write({ cancelledAt: stampedAt }))).toContain('STATUS:CANCELLED')
  })

  it('never has a line of more than 75 octets', () => {
    fc.assert(
      fc.property(nasty, nasty, (title, summary) => {
        const file = write({ title: { nl: title, en: '' }, summary: { nl: summary, en: '' } })
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(76)
      }),
    )
  })

  it('has the same lines whatever a title, summary or address holds', () => {
    const names = (file: string) => unfold(file).map((line) => line.split(':')[0])
    fc.assert(
      fc.property(nasty, nasty, (title, address) => {
        const file = write({
          title: { nl: title, en: '' },
          place: { ...session.place, address },
        })
        expect(names(file)).toEqual(names(write()))
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      }),
    )
  })

  it('gives a text back as it was, with every line break an ordinary one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', ...long }), (title) => {
        const line = unfold(write({ title: { nl: title, en: '' } })).find((each) =>
          each.startsWith('SUMMARY:'),
        )
        expect(unescaped(line?.slice('SUMMARY:'.length) ?? '')).toBe(
          title.replace(/[\u2028\u2029]/g, '\n'),
        )
      }),
    )
  })
})
