import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { award } from '../award.ts'
import { type MyBadge, myBadges } from '../my-badges.ts'
import { mayBeComplimented, takeComplimentOfToday } from './compliments.ts'
import { gatherProgress } from './gather-progress.ts'
import { type MilestoneEvent, milestonesAt, reachedMilestones } from './rules.ts'

/**
 * Thanks a person with a badge when what just happened is a milestone: called by sign-up, check-in
 * and told steps, in their transaction and after their own changes.
 *
 * @returns the one new badge, given by the organisation that speaks for the city; none when there is
 * no milestone, when it was given or declined before, when today had one already, or when the person
 * does not want any.
 */
export async function celebrate(
  tx: Transaction,
  deps: Deps,
  personId: string,
  event: MilestoneEvent,
): Promise<readonly MyBadge[]> {
  const now = deps.clock()
  // One query ends most calls: there is nothing left to give, or not today.
  const open = await tx.achievement.findMany({
    where: {
      milestone: { in: [...milestonesAt(event)] },
      endedAt: null,
      organisation: {
        isCity: true,
        leftAt: null,
        city: { people: { some: mayBeComplimented({ personId, now }) } },
      },
      // Also one that was declined or taken back is not given a second time.
      awards: { none: { personId } },
    },
    select: {
      id: true,
      milestone: true,
      organisation: { select: { city: { select: { timeZone: true } } } },
    },
  })
  const timeZone = open[0]?.organisation.city.timeZone
  if (timeZone === undefined) return []
  const question = { personId, timeZone, now }
  const best = reachedMilestones(await gatherProgress(tx, question), event)
    .map((name) => open.find(({ milestone }) => milestone === name))
    .find((achievement) => achievement !== undefined)
  if (best === undefined || !(await takeComplimentOfToday(tx, question))) return []
  const outcome = await award(tx, deps, {
    personId,
    achievementId: best.id,
    givenById: null,
    note: null,
  })
  if (outcome.kind === 'alreadyAwarded') return []
  return (await myBadges(tx, personId)).filter(({ awardId }) => awardId === outcome.awardId)
}
