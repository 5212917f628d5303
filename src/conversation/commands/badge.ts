import { listAchievements } from '../../badges/list-achievements.ts'
import { loadAchievement } from '../../badges/make/save-achievement.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { badgeForm } from '../forms/badge-form.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand } from './worker-command.ts'

/** How many badges one message lists. */
const shownAtOnce = 8

/** `/badge list`: the organisation's badges, with how often each was given. */
async function list(turn: Turn, actingFor: ActingFor, which: 'list' | 'edit'): Promise<TurnResult> {
  const { organisationId, organisationName: organisation, role } = actingFor
  const isAdmin = role === 'admin'
  const badges = await listAchievements(turn.tx, { organisationId, limit: shownAtOnce })
  const heading = which === 'edit' ? text('making_badge.which') : null
  return {
    replies: [
      reply({
        paragraphs: [
          badges.length === 0
            ? text('making_badge.none', { organisation })
            : (heading ?? text('making_badge.list', { organisation })),
        ],
        cards: badges.map(({ id, kind, name, given }, index) => ({
          title: { kind: 'either', ...name },
          lines: [text(`badges.kind.${kind}`), text('making_badge.given', { count: given })],
          choices: isAdmin
            ? [
                commandChoice(
                  text('making_badge.edit', { number: index + 1 }),
                  'badge',
                  `edit ${id}`,
                ),
              ]
            : [],
        })),
        choices:
          isAdmin && which === 'list'
            ? [commandChoice(text('making_badge.new'), 'badge', 'new')]
            : [],
      }),
    ],
  }
}

/** `/badge edit <badge>`: opens it at the preview; without one, asks which. */
async function edit(turn: Turn, actingFor: ActingFor, rest: string): Promise<TurnResult> {
  if (rest === '') return list(turn, actingFor, 'edit')
  const { organisationId } = actingFor
  const { tx, locale } = turn
  const draft = /^[0-9a-f-]{36}$/.test(rest)
    ? await loadAchievement(tx, { achievementId: rest, organisationId, locale })
    : null
  return draft === null
    ? { replies: [reply({ paragraphs: [text('making_badge.gone')] })] }
    : badgeForm.begin({ turn, actingFor }, draft)
}

/** `/badge new|list|edit`; without any of these, the list. */
export const badgeCommand: WorkerCommand = {
  role: 'worker',
  turn: (turn, actingFor) => list(turn, actingFor, 'list'),
  actions: {
    list: { role: 'worker', turn: (turn, actingFor) => list(turn, actingFor, 'list') },
    new: { role: 'admin', turn: (turn, actingFor) => badgeForm.beginOrResume({ turn, actingFor }) },
    edit: { role: 'admin', turn: edit },
  },
}
