import type { SessionDetails } from '../activities/session-details.ts'
import type { Locale } from '../language/locale.ts'

/** RFC 5545, section 3.3.11: what would end a text, or the line it stands on. */
function escapeText(text: string): string {
  return (
    text
      .replace(/\\/g, '\\\\')
      .replace(/[;,]/g, '\\$&')
      .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

const longestLineOctets = 75

/** RFC 5545, section 3.1: a line has at most 75 octets; what follows goes on the next after a space. */
function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    if (Buffer.byteLength(current + character) > longestLineOctets) {
      lines.push(current)
      current = ' '
    }
    current += character
  }
  return [...lines, current].join('\r\n')
}

const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** How often a calendar program should ask for a feed again (RFC 7986). */
const refreshEvery = 'PT6H'

interface CalendarSite {
  readonly locale: Locale
  readonly stampedAt: Date
  readonly siteHost: string
}

/**
 * Writes one session as an iCalendar file (RFC 5545). Pure. Times are in UTC, so that no time zone has
 * to be described; the same session always has the same UID.
 */
export function sessionCalendar(
  session: SessionDetails,
  locale: Locale,
  stampedAt: Date,
  siteHost: string,
): string {
  return calendarFile([], [session], { locale, stampedAt, siteHost })
}

/** Writes sessions as a feed that calendar programs keep reading (RFC 5545, RFC 7986). Pure. */
export function calendarFeed(
  name: string,
  sessions: readonly SessionDetails[],
  site: CalendarSite,
): string {
  const about = [
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refreshEvery}`,
  ]
  return calendarFile(about, sessions, site)
}

function calendarFile(
  about: readonly string[],
  sessions: readonly SessionDetails[],
  site: CalendarSite,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stapje//Stapje//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...about,
    ...sessions.flatMap((session) => eventLines(session, site)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function eventLines(
  session: SessionDetails,
  { locale, stampedAt, siteHost }: CalendarSite,
): readonly string[] {
  const { place } = session
  const where = session.isOnline ? 'Online' : `${place.name}, ${place.address}`
  return [
    'BEGIN:VEVENT',
    `UID:${session.id}@${siteHost}`,
    `DTSTAMP:${utc(stampedAt)}`,
    `DTSTART:${utc(session.startsAt)}`,
    `DTEND:${utc(session.endsAt)}`,
    `SUMMARY:${escapeText(session.title[locale])}`,
    `DESCRIPTION:${escapeText(`${session.summary[locale]}\n${session.organisation}`)}`,
    `LOCATION:${escapeText(where)}`,
    ...(place.latitude === null || place.longitude === null
      ? []
      : [`GEO:${place.latitude};${place.longitude}`]),
    `STATUS:${session.cancelledAt === null ? 'CONFIRMED' : 'CANCELLED'}`,
    'END:VEVENT',
  ]
}
