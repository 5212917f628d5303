import {
  type ReinstateOutcome,
  type RevokeOutcome,
  reinstate,
  revoke,
  type StatusChange,
  type SuspendOutcome,
  suspend,
} from '../../badges/change-status.ts'
import type { ChangeableAward, StatusChangeName } from '../../badges/changeable-awards.ts'
import type { PathwayBadge } from '../../badges/resting-badges.ts'
import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import type { Deps } from '../../deps.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { commandWord } from '../commands.ts'
import { reply, type Text, text, texts } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { commandChoice } from './command-choice.ts'

type Outcome = RevokeOutcome | SuspendOutcome | ReinstateOutcome

const changes: Readonly<
  Record<StatusChangeName, (tx: Transaction, deps: Deps, change: StatusChange) => Promise<Outcome>>
> = { revoke, suspend, reinstate }

/** What is done to a badge, and why. */
export interface BadgeChange {
  readonly change: StatusChangeName
  readonly award: ChangeableAward
  readonly reason: string
}

const named = ({ name }: Pick<ChangeableAward, 'name'>) => ({ kind: 'either', ...name }) as const

/** The badges of pathways that go with it, if there are any. */
export const sayAlso = (also: readonly PathwayBadge[]): readonly Text[] =>
  also.length === 0
    ? []
    : [
        text('badgeStatus.also', {
          badges: texts(...also.map((badge) => text('plain.text', { text: named(badge) }))),
        }),
      ]

/** What the learner reads of it. */
export const whatLearnerReads = (
  { change, award, reason }: BadgeChange,
  organisation: string,
): readonly Text[] => [
  text(`badgeStatus.${change}.told`, { organisation, badge: named(award) }),
  text('badgeStatus.reason', { reason }),
]

/** Changes a badge's status, notes it on the trail, and tells its learner and the worker. */
export async function changeBadge(
  { tx, deps, now, locale, person }: Turn,
  { organisationId, organisationName: organisation }: ActingFor,
  asked: BadgeChange,
): Promise<TurnResult> {
  const { change, award, reason } = asked
  const { awardId, personId, code } = award
  const byId = person.personId
  const outcome = await changes[change](tx, deps, { awardId, organisationId, byId, reason })
  if (!('also' in outcome) && outcome.kind !== 'suspended' && outcome.kind !== 'reinstated') {
    return { replies: [reply({ paragraphs: [text('badgeStatus.gone')] })] }
  }
  const also = 'also' in outcome ? sayAlso(outcome.also) : []
  const told = reply({
    paragraphs: [
      ...whatLearnerReads(asked, organisation),
      ...also,
      ...(change === 'reinstate' ? [] : [text('badgeStatus.talk', { organisation })]),
    ],
  })
  await notify(tx, { personId, replies: [told], now })
  const command = `/${commandWord(locale, 'reinstate').name} ${code}`
  const said = text(`badgeStatus.${change}.done`, { code, badge: named(award), command })
  const canUndo = change !== 'reinstate'
  return {
    replies: [
      reply({
        paragraphs: [said, ...also, ...(canUndo ? [text('awarding.canUndo')] : [])],
        choices: canUndo ? [commandChoice(text('awarding.undo'), 'undo')] : [],
      }),
    ],
  }
}
