import { z } from 'zod'
import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'

/** Who gets a badge: one learner, or everyone who was at a session. */
export const awardee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('learner'), personId: z.uuid(), code: z.string() }),
  z.object({
    kind: z.literal('session'),
    sessionId: z.uuid(),
    title: z.object({ nl: z.string(), en: z.string() }),
    /** How many were there. */
    count: z.int(),
  }),
])
export type Awardee = z.infer<typeof awardee>
export type AttendedSession = Extract<Awardee, { readonly kind: 'session' }>

/** Somebody was there who checked in. */
export const wasThere = { status: 'attended' } as const

const sessionFields = {
  id: true,
  activity: { select: { texts: { select: { locale: true, title: true } } } },
  _count: { select: { signups: { where: wasThere } } },
} as const

/** A session of an organisation, with how many were there; null when it is not theirs, or there is none. */
export async function attendedSession(
  db: DatabaseOrTransaction,
  organisationId: string,
  wanted: { readonly code: string } | { readonly id: string },
): Promise<AttendedSession | null> {
  const which = 'id' in wanted ? { id: wanted.id } : { code: wanted.code.trim().toUpperCase() }
  const session = await db.session.findFirst({
    where: { ...which, activity: { organisationId } },
    select: sessionFields,
  })
  return session === null ? null : asAwardee(session)
}

const asAwardee = (session: {
  readonly id: string
  readonly activity: { readonly texts: readonly { locale: 'nl' | 'en'; title: string }[] }
  readonly _count: { readonly signups: number }
}): AttendedSession => ({
  kind: 'session',
  sessionId: session.id,
  title: inEveryLocale(session.activity.texts, (row) => row.title),
  count: session._count.signups,
})

/** Days in which somebody is recent. */
const recentDays = 7
const sessionsShown = 2
const learnersShown = 6

/** Whom a worker most likely means: sessions of the past days, and who was there or got a badge. */
export async function recentAwardees(
  db: DatabaseOrTransaction,
  { organisationId, now }: { readonly organisationId: string; readonly now: Date },
): Promise<readonly Awardee[]> {
  const since = new Date(now.getTime() - recentDays * 86_400_000)
  const sessions = await db.session.findMany({
    where: {
      activity: { organisationId },
      startsAt: { gte: since, lte: now },
      signups: { some: wasThere },
    },
    orderBy: { startsAt: 'desc' },
    take: sessionsShown,
    select: sessionFields,
  })
  const signups = await db.signup.findMany({
    where: {
      ...wasThere,
      session: { activity: { organisationId }, startsAt: { gte: since, lte: now } },
    },
    orderBy: [{ checkedInAt: 'desc' }, { id: 'desc' }],
    take: learnersShown,
    select: { person: { select: { id: true, learnerCode: true } } },
  })
  const awards = await db.award.findMany({
    where: { achievement: { organisationId }, givenById: { not: null }, awardedAt: { gte: since } },
    orderBy: [{ awardedAt: 'desc' }, { id: 'desc' }],
    take: learnersShown,
    select: { person: { select: { id: true, learnerCode: true } } },
  })
  const people = new Map(
    [...signups, ...awards].flatMap(({ person }) =>
      person === null ? [] : [[person.id, person.learnerCode] as const],
    ),
  )
  const learners = [...people].slice(0, learnersShown)
  return [
    ...sessions.map(asAwardee),
    ...learners.map(([personId, code]) => ({ kind: 'learner', personId, code }) as const),
  ]
}
