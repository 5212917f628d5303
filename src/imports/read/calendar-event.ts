import ICAL from 'ical.js'
import { emptyActivity, mostCharacters, type SourceActivity } from '../item.ts'
import { clockAt, ianaZoneOf, momentOnClock } from './time-zones.ts'

/** An event of a calendar, read but not written out. */
export interface CalendarEvent {
  readonly uid: string
  readonly activity: SourceActivity
  readonly timeZone: string
  readonly start: ICAL.Time
  readonly lengthMilliseconds: number
  readonly isCancelled: boolean
  readonly isPrivate: boolean
  readonly rules: readonly ICAL.Recur[]
  readonly added: readonly Date[]
  readonly excluded: readonly Date[]
  /** Of one occurrence that differs: when it was to be. */
  readonly recurrenceId: Date | null
}

export type ReadEvent =
  | { readonly kind: 'event'; readonly event: CalendarEvent }
  | {
      readonly kind: 'bad'
      readonly code: 'notReadable' | 'noId' | 'noStart' | 'unknownTimeZone'
      readonly said: string
      readonly uid: string | null
    }

/** How long something takes of which only the beginning is said. */
const usualMilliseconds = 2 * 3_600_000
const dayMilliseconds = 24 * 3_600_000

/**
 * Reads one VEVENT (RFC 5545, section 3.6.1).
 *
 * @param timeZone of the city: for times that float.
 */
export function readCalendarEvent(text: string, timeZone: string): ReadEvent {
  try {
    return readComponent(text, timeZone)
  } catch (cause) {
    // The library reads a value when it is asked for, and throws what it cannot read.
    if (!(cause instanceof Error)) throw cause
    const uid = /^UID:(.+)$/im.exec(text)?.[1]?.trim() || null
    return { kind: 'bad', code: 'notReadable', said: cause.message, uid }
  }
}

function readComponent(text: string, timeZone: string): ReadEvent {
  const calendar = ICAL.parse(`BEGIN:VCALENDAR\r\n${text}\r\nEND:VCALENDAR`)
  const component = new ICAL.Component(calendar).getFirstSubcomponent('vevent')
  if (component === null) return { kind: 'bad', code: 'notReadable', said: '', uid: null }
  const own = component
  const words = (name: string) => String(own.getFirstPropertyValue(name) ?? '').trim()
  const uid = words('uid').slice(0, mostCharacters.id)
  const title = words('summary')
  if (uid === '') return { kind: 'bad', code: 'noId', said: title, uid: null }
  const startProperty = own.getFirstProperty('dtstart')
  const start = startProperty?.getFirstValue()
  if (!(startProperty instanceof ICAL.Property) || !(start instanceof ICAL.Time)) {
    return { kind: 'bad', code: 'noStart', said: title, uid }
  }
  const zone = zoneOf(startProperty, start, timeZone)
  if (zone === null) {
    const said = String(startProperty.getFirstParameter('tzid') ?? '')
    return { kind: 'bad', code: 'unknownTimeZone', said, uid }
  }
  const moments = (name: string) =>
    own.getAllProperties(name).flatMap((property) =>
      property.getValues().flatMap((value: unknown) => {
        const at = value instanceof ICAL.Period ? value.start : value
        if (!(at instanceof ICAL.Time)) return []
        // A day alone takes out the occurrence of that day.
        const time = at.isDate && !start.isDate ? withClockOf(at, start) : at
        return [momentOf(time, zoneOf(property, time, zone) ?? zone)]
      }),
    )
  const [recurrenceId = null] = moments('recurrence-id')
  return {
    kind: 'event',
    event: {
      uid,
      activity: activityOf(own, uid, words),
      timeZone: zone,
      start,
      lengthMilliseconds: lengthOf(own, start, zone),
      isCancelled: /^cancelled$/i.test(words('status')),
      isPrivate: /^(private|confidential)$/i.test(words('class')),
      rules: own
        .getAllProperties('rrule')
        .map((property) => property.getFirstValue())
        .filter((rule) => rule instanceof ICAL.Recur),
      added: moments('rdate'),
      excluded: moments('exdate'),
      recurrenceId,
    },
  }
}

/** The moment of a time of a calendar: UTC, or on the clocks of a zone. */
export const momentOf = (time: ICAL.Time, timeZone: string): Date =>
  time.zone === ICAL.Timezone.utcTimezone ? time.toJSDate() : momentOnClock(time, timeZone)

function zoneOf(property: ICAL.Property, time: ICAL.Time, otherwise: string): string | null {
  if (time.zone === ICAL.Timezone.utcTimezone) return 'UTC'
  const named = property.getFirstParameter('tzid')
  return named === undefined || named === '' ? otherwise : ianaZoneOf(named)
}

function withClockOf(day: ICAL.Time, { hour, minute, second }: ICAL.Time): ICAL.Time {
  const { year, month, day: dayOfMonth } = day
  return ICAL.Time.fromData({ year, month, day: dayOfMonth, hour, minute, second })
}

function lengthOf(component: ICAL.Component, start: ICAL.Time, timeZone: string): number {
  const endProperty = component.getFirstProperty('dtend')
  const end = endProperty?.getFirstValue()
  if (endProperty instanceof ICAL.Property && end instanceof ICAL.Time) {
    const endZone = zoneOf(endProperty, end, timeZone) ?? timeZone
    return momentOf(end, endZone).getTime() - momentOf(start, timeZone).getTime()
  }
  const duration = component.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration) return duration.toSeconds() * 1000
  return start.isDate ? dayMilliseconds : usualMilliseconds
}

function activityOf(
  component: ICAL.Component,
  uid: string,
  words: (name: string) => string,
): SourceActivity {
  const geo: unknown = component.getFirstPropertyValue('geo')
  const [latitude = null, longitude = null] = Array.isArray(geo) ? geo.map(Number) : []
  const [placeName = '', ...address] = words('location')
    .split(/[,\n]/)
    .map((part) => part.trim())
  const url = words('url')
  const isOnline = /^(online|https?:\/\/\S+)$/i.test(placeName)
  return {
    ...emptyActivity,
    externalId: uid,
    reference: url === '' ? null : url,
    title: words('summary'),
    summary: words('description'),
    words: component
      .getAllProperties('categories')
      .flatMap((property) => property.getValues().map(String)),
    organisation: organiserOf(component),
    placeName: isOnline ? '' : placeName,
    address: address.join(', '),
    latitude: Number.isFinite(latitude) ? latitude : null,
    longitude: Number.isFinite(longitude) ? longitude : null,
    isOnline,
  }
}

function organiserOf(component: ICAL.Component): string | null {
  const name = component.getFirstProperty('organizer')?.getFirstParameter('cn')
  return name === undefined || name === '' ? null : name
}

/** What the clock of the event's zone shows at its beginning. */
export const startClock = ({ start, timeZone }: CalendarEvent) =>
  clockAt(momentOf(start, timeZone), timeZone)
