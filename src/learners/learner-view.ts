import { type MyBadge, myBadges } from '../badges/my-badges.ts'
import { type PathwayProgress, pathwaysOf } from '../badges/pathways.ts'
import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** All that a learner shares with an organisation by saying yes, and nothing more. */
export interface LearnerView {
  readonly badges: readonly MyBadge[]
  readonly pathways: readonly PathwayProgress[]
  /** What they come to at this organisation. */
  readonly coming: readonly { readonly title: InEveryLocale; readonly startsAt: Date }[]
}

/** Reads what a learner shares with an organisation. The caller has seen that their yes stands. */
export async function learnerView(
  db: DatabaseOrTransaction,
  seen: {
    readonly personId: string
    readonly organisationId: string
    readonly cityId: string
    readonly now: Date
  },
): Promise<LearnerView> {
  const { personId, organisationId, cityId, now } = seen
  const signups = await db.signup.findMany({
    where: {
      personId,
      status: { in: ['going', 'attended'] },
      session: { endsAt: { gt: now }, cancelledAt: null, activity: { organisationId } },
    },
    orderBy: { session: { startsAt: 'asc' } },
    take: 3,
    select: {
      session: {
        select: {
          startsAt: true,
          activity: { select: { texts: { select: { locale: true, title: true } } } },
        },
      },
    },
  })
  const pathways = await pathwaysOf(db, personId, cityId)
  return {
    badges: await myBadges(db, personId),
    pathways: pathways.filter(({ done }) => done.length > 0),
    coming: signups.map(({ session }) => ({
      title: inEveryLocale(session.activity.texts, (row) => row.title),
      startsAt: session.startsAt,
    })),
  }
}
