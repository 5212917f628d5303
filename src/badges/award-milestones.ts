import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { award } from './award.ts'
import { reachedMilestones } from './milestones.ts'
import { type MyBadge, myBadges } from './my-badges.ts'

/**
 * Awards what a person has come to and does not have yet, given by the organisation that speaks for
 * the city.
 *
 * @returns the new badges; none when the person does not want them.
 */
export async function awardMilestones(
  tx: Transaction,
  deps: Deps,
  personId: string,
): Promise<readonly MyBadge[]> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { cityId: true, milestonesWanted: true, complimentsFrom: true },
  })
  const { complimentsFrom } = person
  const isSpared = complimentsFrom !== null && deps.clock() < complimentsFrom
  if (!person.milestonesWanted || isSpared) return []
  const reached = reachedMilestones({ signups: await tx.signup.count({ where: { personId } }) })
  const achievements = await tx.achievement.findMany({
    where: {
      milestone: { in: [...reached] },
      endedAt: null,
      organisation: { cityId: person.cityId, isCity: true, leftAt: null },
      // Also one that was declined or taken back is not given a second time.
      awards: { none: { personId } },
    },
    orderBy: { slug: 'asc' },
    select: { id: true },
  })
  const given: string[] = []
  for (const { id: achievementId } of achievements) {
    const outcome = await award(tx, deps, { personId, achievementId, givenById: null, note: null })
    if (outcome.kind === 'awarded') given.push(outcome.awardId)
  }
  if (given.length === 0) return []
  return (await myBadges(tx, personId)).filter(({ awardId }) => given.includes(awardId))
}
