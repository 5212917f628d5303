import { spareComplimentsToday } from '../../learners/hard-day.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** The help line for immediate danger, by its slug in the city's data. */
const emergency = '112'

/**
 * Answers distress before anything else: warmly, with the city's help lines, and nothing to buy or earn.
 * The words follow the advice of 113 for a first talk: glad that it is said, asked openly, no judgement,
 * no promise. Nothing of the message is kept.
 */
export async function crisisTurn(turn: Turn): Promise<TurnResult> {
  const { tx, now, city, person } = turn
  await spareComplimentsToday(tx, { personId: person.personId, now, timeZone: city.timeZone })
  const danger = city.helpLines.filter(({ slug }) => slug === emergency)
  const toTalk = city.helpLines.filter(({ slug }) => slug !== emergency)
  const lines: Text[] = [
    ...toTalk.map(({ name, phone, website }) =>
      website === null
        ? text('crisis.line', { name, phone })
        : text('crisis.lineWithSite', { name, phone, website }),
    ),
    ...danger.map(({ phone }) => text('crisis.danger', { phone })),
  ]
  return {
    replies: [
      reply({
        paragraphs: [
          text('crisis.heard'),
          text('crisis.ask'),
          ...lines,
          text('crisis.truth'),
          text('crisis.person'),
        ],
      }),
    ],
  }
}
