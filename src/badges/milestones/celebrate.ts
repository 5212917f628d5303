import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { award } from '../award.ts'
import { type MyBadge, myBadges } from '../my-badges.ts'
import { takeComplimentOfToday } from './compliments.ts'
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
  const open = await openMilestones(tx, personId, event, now)
  const timeZone = open[0]?.timeZone
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

interface OpenMilestone {
  readonly id: string
  readonly milestone: string
  readonly timeZone: string
}

/**
 * What this event may still bring a person today: most often nothing, in the one statement that runs
 * with every question. Also one that was declined or taken back is not given a second time.
 */
async function openMilestones(
  tx: Transaction,
  personId: string,
  event: MilestoneEvent,
  now: Date,
): Promise<readonly OpenMilestone[]> {
  return tx.$queryRaw<OpenMilestone[]>`
    SELECT a.id, a.milestone, c."timeZone"
    FROM "Person" p
    JOIN "City" c ON c.id = p."cityId"
    JOIN "Organisation" o ON o."cityId" = c.id AND o."isCity" AND o."leftAt" IS NULL
    JOIN "Achievement" a ON a."organisationId" = o.id AND a."endedAt" IS NULL
    WHERE p.id = ${personId}::uuid AND p."milestonesWanted"
      AND (p."complimentsFrom" IS NULL OR p."complimentsFrom" <= ${now}::timestamptz)
      AND a.milestone = ANY(${[...milestonesAt(event)]}::text[])
      -- A question is thanked for on a later day than the one on which they came.
      AND (${event.kind}::text <> 'asked' OR (p."createdAt" AT TIME ZONE c."timeZone")::date
        < (${now}::timestamptz AT TIME ZONE c."timeZone")::date)
      AND NOT EXISTS (
        SELECT FROM "Award" w WHERE w."achievementId" = a.id AND w."personId" = p.id)`
}
