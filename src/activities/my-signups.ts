import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** A session that a person is going to. */
export interface ComingSession {
  readonly sessionId: string
  readonly title: InEveryLocale
  readonly startsAt: Date
  readonly endsAt: Date
}

/** The sessions to come that a person signed up for, soonest first, ten at the most. */
export async function comingSessions(
  db: DatabaseOrTransaction,
  personId: string,
  now: Date,
): Promise<readonly ComingSession[]> {
  const signups = await db.signup.findMany({
    where: { personId, status: 'going', session: { startsAt: { gt: now }, cancelledAt: null } },
    orderBy: { session: { startsAt: 'asc' } },
    take: 10,
    select: {
      session: {
        select: {
          id: true,
          startsAt: true,
          endsAt: true,
          activity: { select: { texts: { select: { locale: true, title: true } } } },
        },
      },
    },
  })
  return signups.map(({ session }) => ({
    sessionId: session.id,
    title: inEveryLocale(session.activity.texts, (row) => row.title),
    startsAt: session.startsAt,
    endsAt: session.endsAt,
  }))
}
