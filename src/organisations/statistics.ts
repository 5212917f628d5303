import { addDays, localDay, startOfDay } from '../activities/local-day.ts'
import type { DatabaseOrTransaction } from '../database/client.ts'
import type { LocalDay } from '../understand/understood.ts'
import { hideSmall, type ShownFigure } from './hide-small.ts'

/** How an organisation is doing, without anybody in it. */
export interface Statistics {
  readonly start: LocalDay
  /** Included. */
  readonly end: LocalDay
  readonly signups: ShownFigure
  readonly attended: ShownFigure
  readonly badges: ShownFigure
  readonly referrals: ShownFigure
}

const weeks = 4

/** The last four whole weeks, Monday to Sunday: what is past no longer moves while somebody looks. */
export function statisticsPeriod(
  now: Date,
  timeZone: string,
): { readonly start: LocalDay; readonly end: LocalDay } {
  const today = localDay(now, timeZone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  return { start: addDays(today, 1 - weekday - weeks * 7), end: addDays(today, -weekday) }
}

/** Counts people, not rows: what one person does often is still one person. */
export async function statistics(
  db: DatabaseOrTransaction,
  asked: { readonly organisationId: string; readonly timeZone: string; readonly now: Date },
): Promise<Statistics> {
  const { organisationId, timeZone, now } = asked
  const { start, end } = statisticsPeriod(now, timeZone)
  const during = { gte: startOfDay(start, timeZone), lt: startOfDay(addDays(end, 1), timeZone) }
  const session = { activity: { organisationId } }
  const people = (rows: readonly { readonly personId: string | null }[]) =>
    hideSmall(new Set(rows.map(({ personId }) => personId)).size)
  const select = { personId: true }
  return {
    start,
    end,
    signups: people(await db.signup.findMany({ where: { session, createdAt: during }, select })),
    attended: people(await db.signup.findMany({ where: { session, checkedInAt: during }, select })),
    badges: people(
      await db.award.findMany({
        where: { achievement: { organisationId }, awardedAt: during, revokedAt: null },
        select,
      }),
    ),
    referrals: people(
      await db.referral.findMany({
        where: {
          createdAt: during,
          OR: [{ fromOrganisationId: organisationId }, { toOrganisationId: organisationId }],
          status: { in: ['offered', 'accepted', 'declined'] },
        },
        select,
      }),
    ),
  }
}
