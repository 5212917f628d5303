import type { VNode } from 'preact'
import type { Course, EducationEvent, Graph, Place, VirtualLocation } from 'schema-dts'
import type { ListedSession } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { activityPath } from '../paths.ts'
import { roomIn } from './room-left.ts'

interface ActivityData {
  readonly city: City
  readonly locale: Locale
  readonly siteUrl: string
  readonly sessions: readonly ListedSession[]
}

/**
 * An activity as schema.org has it: a Course, and each of its coming sessions as an EducationEvent, so
 * that search engines and other cities can take it over. Pure. Null without any session.
 */
export function activityGraph(data: ActivityData): Graph | null {
  const { city, locale, siteUrl, sessions } = data
  const [first] = sessions
  if (first === undefined) return null
  const url = `${siteUrl}${activityPath(city.slug, first.activitySlug)}`
  const course: Course = {
    '@type': 'Course',
    '@id': `${url}#course`,
    url,
    name: first.title[locale],
    description: first.summary[locale],
    inLanguage: [...first.spokenLanguages],
    isAccessibleForFree: first.priceCents === 0,
    provider: providerOf(first, siteUrl),
  }
  return {
    '@context': 'https://schema.org',
    '@graph': [course, ...sessions.map((session) => eventOf(session, url, data))],
  }
}

/** How much room there is, in the words of schema.org. */
const availabilities = { full: 'SoldOut', few: 'LimitedAvailability', enough: 'InStock' } as const

const providerOf = (session: ListedSession, siteUrl: string) =>
  ({
    '@type': 'Organization',
    '@id': `${siteUrl}/issuers/${session.organisationId}`,
    name: session.organisation,
  }) as const

function eventOf(session: ListedSession, url: string, { locale, siteUrl }: ActivityData) {
  const { minimumAge, maximumAge, cancelledAt, isOnline, placesLeft } = session
  return {
    '@type': 'EducationEvent',
    '@id': `${url}#${session.id}`,
    url,
    name: session.title[locale],
    description: session.summary[locale],
    about: { '@id': `${url}#course` },
    startDate: session.startsAt.toISOString(),
    endDate: session.endsAt.toISOString(),
    eventStatus: `https://schema.org/Event${cancelledAt === null ? 'Scheduled' : 'Cancelled'}`,
    eventAttendanceMode: `https://schema.org/${isOnline ? 'Online' : 'Offline'}EventAttendanceMode`,
    location: locationOf(session, url),
    organizer: providerOf(session, siteUrl),
    inLanguage: [...session.spokenLanguages],
    isAccessibleForFree: session.priceCents === 0,
    ...(minimumAge !== null && { typicalAgeRange: `${minimumAge}-${maximumAge ?? ''}` }),
    offers: {
      '@type': 'Offer',
      url,
      price: (session.priceCents / 100).toFixed(2),
      priceCurrency: 'EUR',
      availability: `https://schema.org/${availabilities[roomIn(placesLeft)]}`,
    },
  } satisfies EducationEvent
}

function locationOf({ place, isOnline }: ListedSession, url: string): Place | VirtualLocation {
  if (isOnline) return { '@type': 'VirtualLocation', url }
  const { latitude, longitude } = place
  return {
    '@type': 'Place',
    name: place.name,
    address: place.address,
    ...(latitude !== null &&
      longitude !== null && {
        geo: { '@type': 'GeoCoordinates', latitude, longitude },
      }),
  }
}

/** Puts JSON-LD in a page. It is data: the content policy lets no script run. */
export function StructuredData({ data }: { readonly data: object }): VNode {
  // Inside a script element nothing is escaped as HTML, but "</script>" would end it.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
