import { holdCompliments } from '../../badges/milestones/compliments.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** The help line for immediate danger, by its slug in the city's data. */
const emergency = '112'

/** Answers distress before anything else: warmly, with the city's help lines, and nothing to buy or earn. */
export async function crisisTurn(turn: Turn): Promise<TurnResult> {
  const { tx, now, city, person } = turn
  await holdCompliments(tx, { personId: person.personId, timeZone: city.timeZone, now })
  const danger = turn.city.helpLines.filter(({ slug }) => slug === emergency)
  const toTalk = turn.city.helpLines.filter(({ slug }) => slug !== emergency)
  const lines: Text[] = [
    ...toTalk.map(({ name, phone, website }) =>
      website === null
        ? text('crisis.line', { name, phone })
        : text('crisis.lineWithSite', { name, phone, website }),
    ),
    ...danger.map(({ phone }) => text('crisis.danger', { phone })),
  ]
  return {
    replies: [reply({ paragraphs: [text('crisis.heard'), ...lines, text('crisis.truth')] })],
  }
}
