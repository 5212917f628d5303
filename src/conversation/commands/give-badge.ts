import { award } from '../../badges/award.ts'
import { awardPathways } from '../../badges/award-pathways.ts'
import { celebrate } from '../../badges/milestones/celebrate.ts'
import { myBadges } from '../../badges/my-badges.ts'
import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import type { Deps } from '../../deps.ts'
import type { InEveryLocale } from '../../language/locale.ts'
import { reply, type Text, text } from '../reply.ts'
import type { TurnResult } from '../turn.ts'
import { earnedReply, givenReply } from '../turns/badges.ts'
import { commandChoice } from './command-choice.ts'

/** One badge for one learner, from a worker. */
export interface Gift {
  readonly learner: { readonly personId: string; readonly code: string }
  readonly badge: { readonly achievementId: string; readonly name: InEveryLocale }
  readonly note: string | null
  readonly givenById: string
  readonly batchId?: string
}

export type GiveOutcome =
  | { readonly kind: 'given'; readonly awardId: string; readonly isTold: boolean }
  | { readonly kind: 'had'; readonly awardId: string }

/** Gives a badge and tells the learner in their own language, in the caller's transaction. */
export async function giveBadge(tx: Transaction, deps: Deps, gift: Gift): Promise<GiveOutcome> {
  const { learner, badge, note, givenById, batchId } = gift
  const { personId } = learner
  const outcome = await award(tx, deps, {
    personId,
    achievementId: badge.achievementId,
    givenById,
    note,
    ...(batchId !== undefined && { batchId }),
  })
  if (outcome.kind === 'alreadyAwarded') return { kind: 'had', awardId: outcome.awardId }
  const given = (await myBadges(tx, personId)).find(({ awardId }) => awardId === outcome.awardId)
  if (given === undefined) return { kind: 'given', awardId: outcome.awardId, isTold: false }
  const further = await awardPathways(tx, deps, personId, badge.achievementId)
  const thanked =
    further.length === 0 ? [] : await celebrate(tx, deps, personId, { kind: 'finishedPathway' })
  const replies = [givenReply(given, note), ...[...further, ...thanked].map(earnedReply)]
  const told = await notify(tx, { personId, replies, now: deps.clock() })
  return { kind: 'given', awardId: outcome.awardId, isTold: told === 'enqueued' }
}

/** Tells the worker what became of it, with what the learner reads and a way to undo it. */
export function gaveBadge(gift: Gift, outcome: GiveOutcome, organisation: string): TurnResult {
  const values = {
    code: gift.learner.code,
    badge: { kind: 'either', ...gift.badge.name },
  } as const
  if (outcome.kind === 'had') {
    return { replies: [reply({ paragraphs: [text('worker.alreadyAwarded', values)] })] }
  }
  return {
    replies: [
      reply({
        paragraphs: [
          text('worker.awarded', values),
          ...(outcome.isTold
            ? [text('worker.told'), ...whatIsRead(gift, organisation)]
            : [text('worker.notTold')]),
          text('awarding.canUndo'),
        ],
        choices: [
          commandChoice(text('awarding.undo'), 'undo'),
          ...(gift.note === null
            ? []
            : [commandChoice(text('awarding.noteAsEvidence'), 'evidence', outcome.awardId)]),
        ],
      }),
    ],
  }
}

/** What the learner will read, as far as the worker has a hand in it. */
export function whatIsRead(
  { badge, note }: Pick<Gift, 'badge' | 'note'>,
  organisation: string,
): readonly Text[] {
  return [
    text('awarding.reads'),
    text('badges.given', { organisation, name: { kind: 'either', ...badge.name } }),
    ...(note === null ? [] : [text('badges.note', { note })]),
  ]
}
