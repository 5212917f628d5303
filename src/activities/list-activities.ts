import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** An activity as its organisation sees it in a list. */
export interface ListedActivity {
  readonly id: string
  readonly title: InEveryLocale
  /** The first time that is to come; null for never. */
  readonly next: {
    readonly startsAt: Date
    readonly going: number
    readonly capacity: number
  } | null
}

/** The activities of an organisation, the one that is next first. */
export async function listActivities(
  db: DatabaseOrTransaction,
  { organisationId, now }: { readonly organisationId: string; readonly now: Date },
): Promise<readonly ListedActivity[]> {
  const activities = await db.activity.findMany({
    where: { organisationId, endedAt: null },
    select: {
      id: true,
      texts: { select: { locale: true, title: true } },
      sessions: {
        where: { startsAt: { gt: now }, cancelledAt: null },
        orderBy: { startsAt: 'asc' },
        take: 1,
        select: { startsAt: true, goingCount: true, capacity: true },
      },
    },
  })
  const whenNext = ({ next }: ListedActivity) =>
    next?.startsAt.getTime() ?? Number.POSITIVE_INFINITY
  return activities
    .map(({ id, texts, sessions: [next] }) => ({
      id,
      title: inEveryLocale(texts, (row) => row.title),
      next:
        next === undefined
          ? null
          : { startsAt: next.startsAt, going: next.goingCount, capacity: next.capacity },
    }))
    .toSorted((one, other) => whenNext(one) - whenNext(other))
}
