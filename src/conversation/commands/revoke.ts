import { revoke } from '../../badges/change-status.ts'
import { findNamedBadge } from '../../badges/find-named-badge.ts'
import { notify } from '../../delivery/notify.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import { readAwardCommand } from '../../organisations/award-command.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { commandWord } from '../commands.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand } from './worker-command.ts'

const say = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/revoke <code> <badge> <reason>`: takes a badge of the organisation back, and tells the learner kindly. */
async function revokeTurn(turn: Turn, actingFor: ActingFor, typed: string): Promise<TurnResult> {
  const { tx, deps, now, locale, person } = turn
  const { organisationId, organisationName: organisation } = actingFor
  const form = text('revoke.form', { usage: commandWord(locale, 'revoke').usage })
  const command = readAwardCommand(typed)
  if (command.code === null || command.badge === null) return say(form)
  const code = readLearnerCode(command.code) ?? command.code
  const found = await findNamedBadge(tx, organisationId, command)
  if (found.kind === 'unknown') {
    const near = found.near.map(({ name }) => name[locale])
    const items = near.length > 0 ? near : [...found.names[locale]]
    return say(
      text('worker.unknownBadge', { badge: command.badge }),
      text('worker.badgesOf', { organisation, names: { kind: 'list', items } }),
    )
  }
  const badge = { kind: 'either', ...found.name } as const
  const award = await tx.award.findFirst({
    where: {
      achievementId: found.achievementId,
      person: { learnerCode: code },
      OR: [{ stands: true }, { declinedAt: { not: null }, revokedAt: null }],
    },
    select: { id: true, personId: true },
  })
  if (award === null || award.personId === null)
    return say(text('revoke.notGiven', { code, badge }))
  const reason = found.note
  if (reason === null) return say(text('revoke.missingReason'), form)
  await revoke(tx, deps, { awardId: award.id, organisationId, byId: person.personId, reason })
  const told = reply({
    paragraphs: [
      text('revoke.told', { organisation, badge }),
      text('revoke.why', { reason }),
      text('revoke.talk', { organisation }),
    ],
  })
  await notify(tx, { personId: award.personId, replies: [told], now })
  return {
    replies: [
      reply({
        paragraphs: [text('revoke.done', { code, badge }), text('awarding.canUndo')],
        choices: [commandChoice(text('awarding.undo'), 'undo')],
      }),
    ],
  }
}

export const revokeCommand: WorkerCommand = { role: 'worker', turn: revokeTurn }
