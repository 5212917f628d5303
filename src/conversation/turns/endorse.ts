import { askEndorsement } from '../../badges/endorse.ts'
import type { EndorsementWords } from '../../badges/endorsement-credential.ts'
import { findAchievement } from '../../badges/find-achievement.ts'
import { notify } from '../../delivery/notify.ts'
import type { InEveryLocale } from '../../language/locale.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import { badgeAndNoteReadings, readAwardCommand } from '../../organisations/award-command.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { encodeBadgeChoice } from '../badge-choice.ts'
import { type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** Asks a learner whether what somebody said may stand with a badge. */
export function endorsementAsked(
  endorsementId: string,
  words: { readonly name: string; readonly comment: string; readonly badge: InEveryLocale },
): Reply {
  const { name, comment, badge } = words
  return reply({
    paragraphs: [
      text('endorsement.asked', { name, badge: { kind: 'either', ...badge } }),
      text('endorsement.words', { comment }),
      text('endorsement.choose'),
    ],
    choices: [
      {
        label: text('endorsement.choice.show'),
        value: encodeBadgeChoice({ kind: 'showEndorsement', id: endorsementId }),
      },
      {
        label: text('endorsement.choice.refuse'),
        value: encodeBadgeChoice({ kind: 'refuseEndorsement', id: endorsementId }),
      },
    ],
  })
}

/** Tells a learner that an employer confirmed what they wrote, and that it can still go. */
export function endorsementConfirmed(
  id: string,
  { name, organisation }: Pick<EndorsementWords, 'name' | 'organisation'>,
  badge: InEveryLocale,
): Reply {
  return reply({
    paragraphs: [
      text('endorsement.confirmed', {
        name: `${name}, ${organisation}`,
        badge: { kind: 'either', ...badge },
      }),
    ],
    choices: [
      {
        label: text('endorsement.choice.refuse'),
        value: encodeBadgeChoice({ kind: 'refuseEndorsement', id }),
      },
    ],
  })
}

/** `/endorse <code> <badge> "<words>"`: a worker's organisation supports a badge of any organisation. */
export async function endorseTurn(
  turn: Turn,
  actingFor: ActingFor,
  typed: string,
): Promise<TurnResult> {
  const { tx, deps, now } = turn
  const command = readAwardCommand(typed)
  const learnerCode = command.code === null ? null : readLearnerCode(command.code)
  if (learnerCode === null) return answer(text('endorsement.usage'))
  const awards = await tx.award.findMany({
    where: { person: { learnerCode }, stands: true, hiddenAt: null },
    select: { id: true, achievement: { select: { id: true, organisationId: true } } },
  })
  for (const { badge, note } of badgeAndNoteReadings(command)) {
    for (const { id: awardId, achievement } of awards) {
      const { organisationId } = achievement
      const found = await findAchievement(tx, { organisationId, typed: badge })
      if (found.kind !== 'found' || found.achievementId !== achievement.id) continue
      if (note === null) return answer(text('endorsement.usage'))
      const name = actingFor.organisationName
      const words = { name, organisation: '', comment: note }
      const request = { awardId, words, organisationId: actingFor.organisationId }
      const { endorsementId, personId } = await askEndorsement(tx, deps, request)
      const asked = endorsementAsked(endorsementId, { name, comment: note, badge: found.name })
      await notify(tx, { personId, replies: [asked], now })
      return answer(text('endorsement.done'))
    }
  }
  return answer(text('endorsement.noBadge'))
}
