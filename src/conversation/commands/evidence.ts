import { z } from 'zod'
import { lastAwardWithNote, offerEvidence } from '../../badges/evidence.ts'
import { notify } from '../../delivery/notify.ts'
import type { InEveryLocale } from '../../language/locale.ts'
import { audit } from '../../organisations/audit.ts'
import { encodeBadgeChoice } from '../badge-choice.ts'
import { type Reply, reply, type Text, text } from '../reply.ts'
import type { TurnResult } from '../turn.ts'
import type { WorkerCommand } from './worker-command.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/**
 * `/evidence`: asks the learner whether the note with a badge may stand in it, for everybody who opens
 * it. Without an id, it is about the last badge that the worker gave with a note.
 */
export const evidenceCommand: WorkerCommand = {
  role: 'worker',
  async turn({ tx, deps, now, person }, { organisationId, organisationName }, rest) {
    const { personId: actorId } = person
    const given = z.uuid().safeParse(rest.trim())
    const awardId = given.success
      ? given.data
      : await lastAwardWithNote(tx, { givenById: actorId, organisationId })
    const offered =
      awardId === null ? null : await offerEvidence(tx, deps, { awardId, organisationId })
    if (awardId === null || offered?.kind !== 'offered')
      return answer(text('awarding.noNoteToOffer'))
    await audit(tx, deps, {
      actorId,
      organisationId,
      action: 'evidence.offered',
      subjectType: 'award',
      subjectId: awardId,
    })
    const { personId, note, badge } = offered
    const replies = [evidenceAsked(awardId, { organisation: organisationName, note, badge })]
    const told = await notify(tx, { personId, replies, now })
    return answer(text(told === 'enqueued' ? 'awarding.noteAsked' : 'worker.notTold'))
  },
}

function evidenceAsked(
  id: string,
  asked: { readonly organisation: string; readonly note: string; readonly badge: InEveryLocale },
): Reply {
  const { organisation, note, badge } = asked
  return reply({
    paragraphs: [
      text('evidence.asked', { organisation, badge: { kind: 'either', ...badge } }),
      text('evidence.words', { note }),
      text('evidence.choose'),
    ],
    choices: [
      {
        label: text('evidence.choice.agree'),
        value: encodeBadgeChoice({ kind: 'agreeEvidence', id }),
      },
      {
        label: text('evidence.choice.refuse'),
        value: encodeBadgeChoice({ kind: 'refuseEvidence', id }),
      },
    ],
  })
}
