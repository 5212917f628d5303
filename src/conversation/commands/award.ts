import { award } from '../../badges/award.ts'
import { findAchievement } from '../../badges/find-achievement.ts'
import { myBadges } from '../../badges/my-badges.ts'
import { notify } from '../../delivery/notify.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import {
  type AwardCommand,
  badgeAndNoteReadings,
  readAwardCommand,
} from '../../organisations/award-command.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { givenReply } from '../turns/badges.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/award`: in one line. */
export const awardCommand: WorkerCommand = { role: 'worker', turn: awardTurn }

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/award <code> <badge> "<note>"`: a worker gives a badge of their own organisation to a learner. */
async function awardTurn(turn: Turn, actingFor: ActingFor, typed: string): Promise<TurnResult> {
  const command = readAwardCommand(typed)
  if (command.code === null) {
    return answer(text('worker.awardMissingCode'), text('worker.awardForm'))
  }
  const code = readLearnerCode(command.code)
  const learner =
    code === null
      ? null
      : await turn.tx.person.findUnique({
          where: { learnerCode: code },
          select: { id: true, learnerCode: true },
        })
  if (learner === null) {
    return answer(
      text('worker.unknownCode', { code: code ?? command.code }),
      text('worker.awardForm'),
    )
  }
  if (learner.id === turn.person.personId) return answer(text('worker.ownBadge'))
  return awardTo(turn, actingFor, command, learner)
}

/** Goes on once organisation and learner are sure: which badge, and the award itself. */
async function awardTo(
  turn: Turn,
  actingFor: ActingFor,
  command: AwardCommand,
  learner: { readonly id: string; readonly learnerCode: string },
): Promise<TurnResult> {
  const { tx, deps, now } = turn
  const found = await findNamedBadge(turn, actingFor, command)
  if (found.kind === 'unknown') {
    const names = text('worker.badgesOf', {
      organisation: actingFor.organisationName,
      names: { kind: 'list', items: found.names[turn.locale].slice() },
    })
    return command.badge === null
      ? answer(text('worker.awardMissingBadge'), names, text('worker.awardForm'))
      : answer(
          text('worker.unknownBadge', { badge: command.badge }),
          names,
          text('worker.awardForm'),
        )
  }
  const outcome = await award(tx, deps, {
    personId: learner.id,
    achievementId: found.achievementId,
    givenById: turn.person.personId,
    note: found.note,
  })
  const words = {
    code: learner.learnerCode,
    badge: { kind: 'either', ...found.name },
  } as const
  if (outcome.kind === 'alreadyAwarded') return answer(text('worker.alreadyAwarded', words))
  const given = (await myBadges(tx, learner.id)).find(({ awardId }) => awardId === outcome.awardId)
  const told =
    given === undefined
      ? 'unreachable'
      : await notify(tx, { personId: learner.id, replies: [givenReply(given, found.note)], now })
  return answer(
    text('worker.awarded', words),
    text(told === 'enqueued' ? 'worker.told' : 'worker.notTold'),
  )
}

/** Finds the badge by the longest run of typed words that names one; what is left is the note. */
async function findNamedBadge(turn: Turn, actingFor: ActingFor, command: AwardCommand) {
  const { organisationId } = actingFor
  for (const { badge, note } of badgeAndNoteReadings(command)) {
    const found = await findAchievement(turn.tx, { organisationId, typed: badge })
    if (found.kind === 'found') return { ...found, note }
  }
  return findAchievement(turn.tx, { organisationId, typed: '' }).then((none) =>
    none.kind === 'found' ? { ...none, note: null } : none,
  )
}
