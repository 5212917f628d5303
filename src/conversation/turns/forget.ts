import { myBadges } from '../../badges/my-badges.ts'
import type { BadgesAfter } from '../../learners/erase/erase-person.ts'
import { forget } from '../../learners/erase/forget.ts'
import { onlyAdminOf } from '../../organisations/end-membership.ts'
import { membershipsOf } from '../../organisations/membership.ts'
import { encodeChoice } from '../choice.ts'
import { commandChoice } from '../commands/command-choice.ts'
import { type Choice, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

const yes = (key: 'erase' | 'keep' | 'revoke', badges: BadgesAfter): Choice => ({
  label: text(`forget.choice.${key}`),
  value: encodeChoice({ kind: 'forget', badges }),
})

const no: Choice = {
  label: text('forget.choice.no'),
  value: encodeChoice({ kind: 'forgetNot' }),
}

/** Answers "vergeet mij": asks once, and what is to become of the badges; warns the last admin. */
export async function askForgetTurn(turn: Turn): Promise<TurnResult> {
  const { tx, person } = turn
  const { length } = await myBadges(tx, person.personId)
  const left = await onlyAdminOf(tx, person.personId)
  const isWorker = (await membershipsOf(tx, person.personId)).length > 0
  return {
    replies: [
      reply({
        paragraphs: [
          text('forget.ask'),
          ...(length > 0 ? [text('forget.badges', { count: length }), text('forget.why')] : []),
          ...(isWorker ? [text('forget.given')] : []),
          ...left.map((organisation) => text('leave.last', { organisation })),
          ...(left.length > 0 ? [text('leave.lastThen')] : []),
        ],
        choices: [
          ...(left.length > 0 ? [commandChoice(text('leave.invite'), 'invite', 'admin')] : []),
          ...(length > 0 ? [yes('keep', 'keep'), yes('revoke', 'revoke')] : [yes('erase', 'keep')]),
          no,
        ],
      }),
    ],
  }
}

/** Forgets the person: says what stays and why, as the last thing that is ever sent to them. */
export async function forgetTurn(turn: Turn, badges: BadgesAfter): Promise<TurnResult> {
  const { tx, now, person } = turn
  const { identityId, personId } = person
  const { length } = await myBadges(tx, personId)
  await forget(tx, { personId, identityId, badges, now })
  const about =
    badges === 'keep' ? [text('forget.kept'), text('forget.why')] : [text('forget.revoked')]
  return {
    replies: [
      reply({
        paragraphs: [text('forget.done'), ...(length > 0 ? about : []), text('forget.goodbye')],
      }),
    ],
  }
}

/** Erases nothing. */
export const forgetNotTurn = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('forget.not')], choices: [...suggestions] })],
})

/** Answers who writes while they are being forgotten. */
export const stillForgetting = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('forget.busy')] })],
})
