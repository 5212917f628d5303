import { notify } from '../../delivery/notify.ts'
import { type LearnerView, learnerView } from '../../learners/learner-view.ts'
import { askSharing } from '../../learners/sharing.ts'
import { audit } from '../../organisations/audit.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { encodeChoice } from '../choice.ts'
import { type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { findLearner } from './find-learner.ts'
import type { WorkerCommand } from './worker-command.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/learner <code>`: what a learner shares with this organisation; the first time, the learner is asked. */
export const learnerCommand: WorkerCommand = { role: 'worker', turn: learnerTurn }

async function learnerTurn(turn: Turn, actingFor: ActingFor, rest: string): Promise<TurnResult> {
  const { tx, deps, now, city, person } = turn
  const { organisationId, organisationName: organisation } = actingFor
  const found = await findLearner(turn, rest)
  if (found.kind === 'missing') return answer(text('learner.form'))
  if (found.kind === 'unknown') return answer(found.why)
  const { personId, code } = found
  const outcome = await askSharing(tx, { personId, organisationId, now })
  if (outcome.kind === 'askedBefore') return answer(text('learner.notShared', { code }))
  if (outcome.kind === 'ask') {
    await notify(tx, { personId, replies: [question(outcome.sharingId, organisation)], now })
    return answer(text('learner.asked', { code }))
  }
  await audit(tx, deps, {
    actorId: person.personId,
    organisationId,
    action: 'learner.shown',
    subjectType: 'person',
    subjectId: personId,
  })
  const view = await learnerView(tx, { personId, organisationId, cityId: city.id, now })
  return answer(
    text('learner.shares', { code, organisation }),
    ...said(view, turn.locale, city.timeZone),
  )
}

function question(id: string, organisation: string): Reply {
  return reply({
    paragraphs: [
      text('sharing.ask', { organisation }),
      text('sharing.askWhat'),
      text('sharing.askFree'),
    ],
    choices: [
      { label: text('sharing.choice.yes'), value: encodeChoice({ kind: 'allowSharing', id }) },
      { label: text('sharing.choice.no'), value: encodeChoice({ kind: 'refuseSharing', id }) },
    ],
  })
}

function said(view: LearnerView, locale: Turn['locale'], timeZone: string): Text[] {
  const items = view.badges.map(({ name }) => name[locale])
  return [
    items.length === 0
      ? text('learner.noBadges')
      : text('learner.badges', { names: { kind: 'list', items } }),
    ...view.pathways.map(({ name, done, stepsNeeded }) =>
      text('learner.pathway', {
        name: { kind: 'either', ...name },
        done: done.length,
        needed: stepsNeeded,
      }),
    ),
    ...view.coming.map(({ title, startsAt }) =>
      text('learner.coming', {
        title: { kind: 'either', ...title },
        moment: { kind: 'moment', at: startsAt.toISOString(), timeZone },
      }),
    ),
  ]
}
