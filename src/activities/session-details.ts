import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import type { Topic } from '../understand/understood.ts'

/** Everything a learner may want to know of a session before or after signing up. */
export interface SessionDetails {
  readonly id: string
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

const sessionFields = {
  id: true,
  startsAt: true,
  endsAt: true,
  cancelledAt: true,
  capacity: true,
  goingCount: true,
  activity: {
    select: {
      slug: true,
      topic: true,
      isForChildren: true,
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
      organisation: { select: { id: true, name: true } },
      neighbourhood: { select: { slug: true, name: true } },
    },
  },
} satisfies Prisma.SessionSelect

type SessionRow = Prisma.SessionGetPayload<{ select: typeof sessionFields }>

/** Reads one session; null when there is none by that id. */
export async function sessionDetails(
  db: DatabaseOrTransaction,
  sessionId: string,
): Promise<SessionDetails | null> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: sessionFields })
  return session === null ? null : detailsOf(session)
}

/** A session as a list shows it: with what it is found by. */
export interface ListedSession extends SessionDetails {
  readonly activitySlug: string
  readonly topic: Topic
  readonly isForChildren: boolean
  /** The neighbourhood's slug; null when it is online. */
  readonly neighbourhoodSlug: string | null
  readonly organisationId: string
}

/** Which sessions to list. What is left out puts no condition. */
export interface SessionList {
  readonly cityId: string
  /** Those that begin at this moment or later. */
  readonly from: Date
  /** Those that begin before this moment. */
  readonly until: Date
  readonly topic?: Topic | null
  /** The neighbourhood's slug. */
  readonly neighbourhood?: string | null
  /** The activity's slug. */
  readonly activity?: string
}

/** Lists every session of a city in a stretch of time, soonest first, also full and cancelled ones. */
export async function listSessions(
  db: DatabaseOrTransaction,
  list: SessionList,
): Promise<readonly ListedSession[]> {
  const { cityId, from, until, topic, neighbourhood, activity } = list
  const rows = await db.session.findMany({
    where: {
      startsAt: { gte: from, lt: until },
      activity: {
        endedAt: null,
        organisation: { cityId, leftAt: null },
        ...(topic && { topic }),
        ...(neighbourhood && { neighbourhood: { slug: neighbourhood } }),
        ...(activity !== undefined && { slug: activity }),
      },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: sessionFields,
  })
  return rows.map((row) => ({
    ...detailsOf(row),
    activitySlug: row.activity.slug,
    topic: row.activity.topic,
    isForChildren: row.activity.isForChildren,
    neighbourhoodSlug: row.activity.neighbourhood?.slug ?? null,
    organisationId: row.activity.organisation.id,
  }))
}

function detailsOf({ activity, capacity, goingCount, ...rest }: SessionRow): SessionDetails {
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
