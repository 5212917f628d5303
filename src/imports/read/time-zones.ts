import { Temporal } from 'temporal-polyfill'

/** What Windows calls the zones that calendars here are written in (Unicode CLDR, windowsZones). */
const windowsZones: Readonly<Record<string, string>> = {
  'W. Europe Standard Time': 'Europe/Amsterdam',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Kiev',
  'GTB Standard Time': 'Europe/Bucharest',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'SA Western Standard Time': 'America/La_Paz',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
  UTC: 'UTC',
}

/**
 * The IANA name of a zone as calendars name it: by that name, with a path before it
 * ("/mozilla.org/20050126_1/Europe/Amsterdam"), or as Windows calls it. Null for what is none of these.
 */
export function ianaZoneOf(name: string): string | null {
  const bare = name.trim().replace(/^"|"$/g, '')
  const candidates = [
    bare,
    windowsZones[bare],
    /([A-Z]\w+\/[\w+-]+(?:\/[\w+-]+)?)$/.exec(bare)?.[1],
  ]
  for (const candidate of candidates) {
    if (candidate !== undefined && isZone(candidate)) return candidate
  }
  return null
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** What a clock in a zone shows, as a moment; an hour that is skipped is the hour after. */
export function momentOnClock(clock: ClockTime, timeZone: string): Date {
  const { year, month, day, hour, minute, second } = clock
  const shown = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second })
  return new Date(shown.toZonedDateTime(timeZone).epochMilliseconds)
}

/** What a clock shows. */
export interface ClockTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What a clock in a zone shows at a moment. */
export function clockAt(at: Date, timeZone: string): ClockTime {
  const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(
    at.getTime(),
  ).toZonedDateTimeISO(timeZone)
  return { year, month, day, hour, minute, second }
}
