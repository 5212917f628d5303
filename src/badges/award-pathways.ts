import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { award } from './award.ts'
import { type MyBadge, myBadges } from './my-badges.ts'

/**
 * Awards the badge of each pathway of which enough steps stand, in whatever order they came. One that
 * was declined is not given a second time by itself.
 *
 * @param after the achievement that was just awarded; null looks at all pathways.
 * @returns the new badges.
 */
export async function awardPathways(
  tx: Transaction,
  deps: Deps,
  personId: string,
  after: string | null = null,
): Promise<readonly MyBadge[]> {
  const pathways = await tx.pathway.findMany({
    where: {
      endedAt: null,
      organisation: { leftAt: null },
      achievement: {
        endedAt: null,
        awards: { none: { personId, OR: [{ stands: true }, { declinedAt: { not: null } }] } },
      },
      ...(after === null ? {} : { steps: { some: { achievementId: after } } }),
    },
    orderBy: { slug: 'asc' },
    select: { achievementId: true, stepsNeeded: true, steps: { select: { achievementId: true } } },
  })
  const given: string[] = []
  for (const { achievementId, stepsNeeded, steps } of pathways) {
    const standing = await tx.award.count({
      where: {
        personId,
        stands: true,
        achievementId: { in: steps.map((step) => step.achievementId) },
      },
    })
    if (standing < stepsNeeded) continue
    const outcome = await award(tx, deps, { personId, achievementId, givenById: null, note: null })
    if (outcome.kind === 'awarded') given.push(outcome.awardId)
  }
  if (given.length === 0) return []
  return (await myBadges(tx, personId)).filter(({ awardId }) => given.includes(awardId))
}
