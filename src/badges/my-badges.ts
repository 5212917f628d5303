import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import type { AchievementKind } from './credential.ts'
import { picturePath } from './picture.ts'

/** A badge as its learner sees it. */
export interface MyBadge {
  readonly awardId: string
  readonly kind: AchievementKind
  readonly name: InEveryLocale
  readonly description: InEveryLocale
  /** The name of the organisation that gave it. */
  readonly organisation: string
  readonly awardedAt: Date
  /** While its organisation looks into something, it does not count. */
  readonly isSuspended: boolean
  /** The milestone that gives it; null for what people give. */
  readonly milestone: string | null
  /** Where its picture is on our own site. */
  readonly picturePath: string
}

/** Lists the badges that stand for a person and are not hidden, newest first. */
export async function myBadges(
  db: DatabaseOrTransaction,
  personId: string,
): Promise<readonly MyBadge[]> {
  const awards = await db.award.findMany({
    where: { personId, stands: true, hiddenAt: null },
    orderBy: [{ awardedAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      awardedAt: true,
      suspendedAt: true,
      achievement: {
        select: {
          id: true,
          kind: true,
          milestone: true,
          texts: true,
          organisation: { select: { name: true } },
        },
      },
    },
  })
  return awards.map(({ id, awardedAt, suspendedAt, achievement }) => ({
    awardId: id,
    kind: achievement.kind,
    milestone: achievement.milestone,
    name: inEveryLocale(achievement.texts, (row) => row.name),
    description: inEveryLocale(achievement.texts, (row) => row.description),
    organisation: achievement.organisation.name,
    awardedAt,
    isSuspended: suspendedAt !== null,
    picturePath: picturePath(achievement.id),
  }))
}
