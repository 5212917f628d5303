import { findNamedBadge } from '../../badges/find-named-badge.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import { readAwardCommand } from '../../organisations/award-command.ts'
import { type Awardee, attendedSession } from '../../organisations/awardees.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { actionWord, commandWord } from '../commands.ts'
import { awardForm } from '../forms/award-form.ts'
import { saidBefore } from '../forms/form-replies.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { learnerByCode } from './find-learner.ts'
import { gaveBadge, giveBadge } from './give-badge.ts'
import type { WorkerCommand } from './worker-command.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/award <code> <badge> "<note>"`: in one line; what is missing is asked for. */
async function awardTurn(turn: Turn, actingFor: ActingFor, typed: string): Promise<TurnResult> {
  const command = readAwardCommand(typed)
  if (command.code === null) {
    const asked = await awardForm.beginOrResume({ turn, actingFor })
    return saidBefore(asked, text('worker.awardMissingCode'), text('worker.awardForm'))
  }
  const who = await learnerByCode(turn.tx, actingFor, command.code)
  if (who === null) {
    const code = readLearnerCode(command.code) ?? command.code
    return answer(text('worker.unknownCode', { code }), text('worker.awardForm'))
  }
  if (who.personId === turn.person.personId) return answer(text('worker.ownBadge'))
  return awardTo(turn, actingFor, command, who)
}

/** `/award session <code> <badge> "<note>"`: for everyone who was there, after a look at it. */
async function awardSessionTurn(
  turn: Turn,
  actingFor: ActingFor,
  typed: string,
): Promise<TurnResult> {
  const command = readAwardCommand(typed)
  const { locale } = turn
  const { organisationId } = actingFor
  if (command.code === null) {
    const word = `/${commandWord(locale, 'award').name} ${actionWord(locale, 'award', 'session')}`
    return answer(text('awarding.sessionForm', { usage: `${word} KTR482 eerste-stap` }))
  }
  const session = await attendedSession(turn.tx, organisationId, { code: command.code })
  if (session === null) return answer(text('awarding.unknownSession', { code: command.code }))
  if (session.count === 0) {
    return answer(text('awarding.nobodyThere', { title: { kind: 'either', ...session.title } }))
  }
  return awardTo(turn, actingFor, command, session)
}

/** Goes on once it is sure for whom: which badge, and the award itself. */
async function awardTo(
  turn: Turn,
  actingFor: ActingFor,
  command: ReturnType<typeof readAwardCommand>,
  who: Awardee,
): Promise<TurnResult> {
  const { organisationId, organisationName: organisation } = actingFor
  const filling = { turn, actingFor }
  const found = await findNamedBadge(turn.tx, organisationId, command)
  if (found.kind === 'found') {
    const { achievementId, name, note } = found
    if (who.kind === 'session') {
      return awardForm.begin(filling, { who, achievementId, note, isNoteKnown: true })
    }
    const gift = {
      learner: who,
      badge: { achievementId, name },
      note,
      givenById: turn.person.personId,
    }
    return gaveBadge(gift, await giveBadge(turn.tx, turn.deps, gift), organisation)
  }
  const names = text('worker.badgesOf', {
    organisation,
    names: { kind: 'list', items: [...found.names[turn.locale]] },
  })
  if (command.badge === null) {
    const asked = await awardForm.begin(filling, { who })
    return saidBefore(asked, text('worker.awardMissingBadge'), names)
  }
  if (found.near.length === 0) {
    const badge = command.badge
    return answer(text('worker.unknownBadge', { badge }), names, text('worker.awardForm'))
  }
  return awardForm.begin(filling, {
    who,
    note: found.note,
    isNoteKnown: true,
    typedBadge: command.badge,
    guesses: found.near.map(({ achievementId }) => achievementId),
  })
}

/** `/award`: one learner, or everyone who was at a session. */
export const awardCommand: WorkerCommand = {
  role: 'worker',
  turn: awardTurn,
  actions: { session: { role: 'worker', turn: awardSessionTurn } },
}
