import { inEveryLocale } from '../../language/in-every-locale.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { actionWord, commandWord } from '../commands.ts'
import { pathwayForm } from '../forms/pathway-form.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/pathway`: the organisation's pathways, and making one. */
export const pathwayCommand: WorkerCommand = {
  role: 'worker',
  turn: listTurn,
  actions: {
    new: {
      role: 'admin',
      turn: (turn, actingFor) => pathwayForm.beginOrResume({ turn, actingFor }),
    },
    list: { role: 'worker', turn: listTurn },
  },
}

async function listTurn(turn: Turn, actingFor: ActingFor): Promise<TurnResult> {
  const { tx, locale } = turn
  const { organisationId, organisationName: organisation } = actingFor
  const names = { select: { texts: { select: { locale: true, name: true } } } } as const
  const pathways = await tx.pathway.findMany({
    where: { organisationId, endedAt: null },
    orderBy: { slug: 'asc' },
    select: {
      stepsNeeded: true,
      achievement: names,
      steps: { orderBy: { position: 'asc' }, select: { achievement: names } },
    },
  })
  if (pathways.length === 0) {
    const command = `/${commandWord(locale, 'pathway').name} ${actionWord(locale, 'pathway', 'new')}`
    const none = text('pathway.listNone', { organisation, command })
    return { replies: [reply({ paragraphs: [none] })] }
  }
  return {
    replies: [
      reply({
        paragraphs: [text('pathway.list', { organisation })],
        cards: pathways.map(({ stepsNeeded, achievement, steps }) => ({
          title: { kind: 'either', ...inEveryLocale(achievement.texts, (row) => row.name) },
          lines: [
            text('pathway.listLine', {
              needed: stepsNeeded,
              count: steps.length,
              names: {
                kind: 'list',
                items: steps.map(
                  (step) => inEveryLocale(step.achievement.texts, (row) => row.name)[locale],
                ),
              },
            }),
          ],
          choices: [],
        })),
      }),
    ],
  }
}
