import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import { checkInMarginMilliseconds } from './check-in.ts'

/** A session as the workers of its organisation see it. */
export interface OwnSession {
  readonly id: string
  readonly code: string
  readonly title: InEveryLocale
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly going: number
  readonly waiting: number
  readonly attended: number
  readonly isOpen: boolean
  /** It begins soon enough for learners to check in. */
  readonly canOpen: boolean
}

/** A session can be opened from so long before it begins. */
const openBeforeMilliseconds = 12 * 3_600_000

/** The sessions of an organisation that are on now or to come, soonest first. */
export async function ownSessions(
  db: DatabaseOrTransaction,
  asked: {
    readonly organisationId: string
    readonly now: Date
    /** Only this one, by its code. */
    readonly code?: string
    readonly sessionId?: string
    /** Only those of this activity. */
    readonly activityId?: string
    /** Only what can be opened now. */
    readonly onlySoon?: boolean
    readonly limit: number
  },
): Promise<readonly OwnSession[]> {
  const { organisationId, now, code, sessionId, activityId, onlySoon = false, limit } = asked
  const soon = new Date(now.getTime() + openBeforeMilliseconds)
  const rows = await db.session.findMany({
    where: {
      activity: { organisationId, endedAt: null },
      cancelledAt: null,
      endsAt: { gt: new Date(now.getTime() - checkInMarginMilliseconds) },
      ...(code !== undefined && { code }),
      ...(sessionId !== undefined && { id: sessionId }),
      ...(activityId !== undefined && { activityId }),
      ...(onlySoon ? { startsAt: { lte: soon } } : {}),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: limit,
    select: {
      id: true,
      code: true,
      startsAt: true,
      endsAt: true,
      capacity: true,
      goingCount: true,
      openedAt: true,
      closedAt: true,
      activity: { select: { texts: { select: { locale: true, title: true } } } },
      signups: {
        where: { status: { in: ['waiting', 'attended'] } },
        select: { status: true },
      },
    },
  })
  return rows.map(({ activity, signups, goingCount, openedAt, closedAt, ...row }) => {
    const having = (status: string) => signups.filter((signup) => signup.status === status).length
    return {
      ...row,
      title: inEveryLocale(activity.texts, ({ title }) => title),
      going: goingCount,
      waiting: having('waiting'),
      attended: having('attended'),
      canOpen: row.startsAt <= soon,
      isOpen: openedAt !== null && closedAt === null,
    }
  })
}

/** Lets learners check in; the code is the session's own. Opening an open one changes nothing. */
export async function openSession(tx: Transaction, sessionId: string, now: Date): Promise<void> {
  await tx.session.updateMany({
    where: { id: sessionId, OR: [{ openedAt: null }, { closedAt: { not: null } }] },
    data: { openedAt: now, closedAt: null },
  })
}

/** Ends checking in before its time; false when it was not open. */
export async function closeSession(
  tx: Transaction,
  sessionId: string,
  now: Date,
): Promise<boolean> {
  const closed = await tx.session.updateMany({
    where: { id: sessionId, openedAt: { not: null }, closedAt: null },
    data: { closedAt: now },
  })
  return closed.count === 1
}
