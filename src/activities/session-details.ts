import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** Everything a learner may want to know of a session before or after signing up. */
export interface SessionDetails {
  readonly id: string
  readonly code: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly cancelledAt: Date | null
  readonly placesLeft: number
  readonly title: InEveryLocale
  readonly summary: InEveryLocale
  readonly organisation: string
  readonly place: {
    readonly name: string
    readonly address: string
    readonly neighbourhood: string | null
    readonly latitude: number | null
    readonly longitude: number | null
  }
  readonly isOnline: boolean
  readonly priceCents: number
  readonly wheelchairAccessible: boolean
  readonly spokenLanguages: readonly string[]
  readonly minimumAge: number | null
  readonly maximumAge: number | null
}

/** Reads one session; null when there is none by that id. */
export async function sessionDetails(
  db: DatabaseOrTransaction,
  sessionId: string,
): Promise<SessionDetails | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: {
      id: true,
      code: true,
      startsAt: true,
      endsAt: true,
      cancelledAt: true,
      capacity: true,
      goingCount: true,
      activity: {
        select: {
          placeName: true,
          address: true,
          latitude: true,
          longitude: true,
          isOnline: true,
          priceCents: true,
          wheelchairAccessible: true,
          spokenLanguages: true,
          minimumAge: true,
          maximumAge: true,
          texts: { select: { locale: true, title: true, summary: true } },
          organisation: { select: { name: true } },
          neighbourhood: { select: { name: true } },
        },
      },
    },
  })
  if (session === null) return null
  const { activity, capacity, goingCount, ...rest } = session
  return {
    ...rest,
    placesLeft: Math.max(0, capacity - goingCount),
    title: inEveryLocale(activity.texts, (row) => row.title),
    summary: inEveryLocale(activity.texts, (row) => row.summary),
    organisation: activity.organisation.name,
    place: {
      name: activity.placeName,
      address: activity.address,
      neighbourhood: activity.neighbourhood?.name ?? null,
      latitude: activity.latitude,
      longitude: activity.longitude,
    },
    isOnline: activity.isOnline,
    priceCents: activity.priceCents,
    wheelchairAccessible: activity.wheelchairAccessible,
    spokenLanguages: activity.spokenLanguages,
    minimumAge: activity.minimumAge,
    maximumAge: activity.maximumAge,
  }
}
