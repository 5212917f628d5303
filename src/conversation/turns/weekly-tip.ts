import { endWeeklyTip, startWeeklyTip } from '../../reminders/weekly-tip.ts'
import { encodeChoice } from '../choice.ts'
import { type Choice, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** Starts or ends "this Saturday near you". */
export const weeklyTipChoice = (wanted: boolean): Choice => ({
  label: text(wanted ? 'weekly.choice.on' : 'weekly.choice.off'),
  value: encodeChoice({ kind: 'weeklyTip', wanted }),
})

/**
 * Answers who asks for a tip every week, or for no more of them.
 *
 * @param named a neighbourhood in the same words; left out, that of the last search.
 */
export async function weeklyTipTurn(
  turn: Turn,
  wanted: boolean,
  named: string | null = null,
): Promise<TurnResult> {
  const { tx, now, city, person, state } = turn
  if (!wanted) {
    const ended = await endWeeklyTip(tx, person.personId, now)
    return { replies: [reply({ paragraphs: [text(ended ? 'weekly.off' : 'weekly.notOn')] })] }
  }
  const neighbourhoodSlug = named ?? state.search?.neighbourhood ?? null
  await startWeeklyTip(tx, {
    personId: person.personId,
    neighbourhoodSlug,
    channel: person.channel,
    now,
  })
  const place = city.places.find(({ slug }) => slug === neighbourhoodSlug)
  return {
    replies: [
      reply({
        paragraphs: [
          place === undefined ? text('weekly.on') : text('weekly.onNear', { name: place.name }),
        ],
        choices: [weeklyTipChoice(false)],
      }),
    ],
  }
}
