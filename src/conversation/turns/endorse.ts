import { askEndorsement, hasEndorsed } from '../../badges/endorse.ts'
import type { EndorsementWords } from '../../badges/endorsement-credential.ts'
import { findAchievement } from '../../badges/find-achievement.ts'
import { notify } from '../../delivery/notify.ts'
import type { InEveryLocale } from '../../language/locale.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import { badgeAndNoteReadings, readAwardCommand } from '../../organisations/award-command.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { encodeBadgeChoice } from '../badge-choice.ts'
import { learnerByCode } from '../commands/find-learner.ts'
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

/**
 * `/endorse <code> <badge> "<words>"`: a worker's organisation supports a badge of any organisation. The
 * answer is the same whether the learner has the badge or not: who has which is not for everyone to ask.
 */
export async function endorseTurn(
  turn: Turn,
  actingFor: ActingFor,
  typed: string,
): Promise<TurnResult> {
  const { tx, person } = turn
  const command = readAwardCommand(typed)
  const readings = badgeAndNoteReadings(command).flatMap(({ badge, note }) =>
    note === null ? [] : [{ badge, note }],
  )
  const code = command.code === null ? null : readLearnerCode(command.code)
  if (code === null || readings.length === 0) return answer(text('endorsement.usage'))
  const learner = await learnerByCode(tx, actingFor, code)
  if (learner?.personId === person.personId) return answer(text('endorsement.own'))
  if (learner !== null) await askLearner(turn, actingFor, { personId: learner.personId, readings })
  return answer(text('endorsement.done', { code }))
}

/** Asks the learner, if they have the badge that one of the readings names. */
async function askLearner(
  { tx, deps, now }: Turn,
  { organisationId, organisationName: name }: ActingFor,
  asked: {
    readonly personId: string
    readonly readings: readonly { readonly badge: string; readonly note: string }[]
  },
): Promise<void> {
  const { personId, readings } = asked
  const awards = await tx.award.findMany({
    where: { personId, stands: true, hiddenAt: null },
    select: { id: true, achievement: { select: { id: true, organisationId: true } } },
  })
  for (const { badge, note: comment } of readings) {
    for (const { id: awardId, achievement } of awards) {
      const found = await findAchievement(tx, {
        organisationId: achievement.organisationId,
        typed: badge,
      })
      if (found.kind !== 'found' || found.achievementId !== achievement.id) continue
      if (await hasEndorsed(tx, { awardId, organisationId })) return
      const words = { name, organisation: '', comment }
      const { endorsementId } = await askEndorsement(tx, deps, { awardId, words, organisationId })
      const question = endorsementAsked(endorsementId, { name, comment, badge: found.name })
      await notify(tx, { personId, replies: [question], now })
      return
    }
  }
}
