import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** Somebody's badge of a pathway. */
export interface PathwayBadge {
  readonly awardId: string
  readonly organisationId: string
  readonly name: InEveryLocale
}

/**
 * The badges of pathways that somebody would have too few steps for without one badge.
 *
 * @param badge whose it is, none for one whose learner was forgotten, and of which achievement.
 */
export async function restingOn(
  db: DatabaseOrTransaction,
  { personId, achievementId }: { readonly personId: string | null; readonly achievementId: string },
): Promise<readonly PathwayBadge[]> {
  // Whose badge it was has been forgotten: nothing is known of their other badges.
  if (personId === null) return []
  const stand = { personId, stands: true }
  const pathways = await db.pathway.findMany({
    where: { steps: { some: { achievementId } } },
    orderBy: { slug: 'asc' },
    select: {
      organisationId: true,
      stepsNeeded: true,
      achievement: {
        select: {
          awards: { where: stand, select: { id: true } },
          texts: { select: { locale: true, name: true } },
        },
      },
      steps: {
        where: {
          achievementId: { not: achievementId },
          achievement: { awards: { some: stand } },
        },
        select: { achievementId: true },
      },
    },
  })
  return pathways.flatMap(({ organisationId, stepsNeeded, achievement, steps }) => {
    const [earned] = achievement.awards
    if (earned === undefined || steps.length >= stepsNeeded) return []
    const name = inEveryLocale(achievement.texts, (row) => row.name)
    return [{ awardId: earned.id, organisationId, name }]
  })
}
