import { holdCompliments } from '../../badges/milestones/compliments.ts'
import { encodeChoice } from '../choice.ts'
import { type Choice, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { currentHandOver, relayTurn, whoAnswersTurn } from './hand-over.ts'

/** The help line for immediate danger, by its slug in the city's data. */
const emergency = '112'

/**
 * Answers distress before anything else: warmly, with the city's help lines, and nothing to buy or earn.
 * The words follow the advice of 113 for a first talk: glad that it is said, asked openly, no judgement,
 * no promise. Nothing of the message is kept. A person is offered only when one can be asked now; whoever talks with the learner reads it too.
 */
export async function crisisTurn(turn: Turn, said: string): Promise<TurnResult> {
  const { tx, now, city } = turn
  const { personId } = turn.person
  await holdCompliments(tx, { personId, now, timeZone: city.timeZone })
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
  const { line, choices } = await person(turn, said)
  const paragraphs = [
    text('crisis.heard'),
    text('crisis.ask'),
    ...lines,
    text('crisis.truth'),
    ...line,
  ]
  return { replies: [reply({ paragraphs, choices })] }
}

/** What is true at this moment of a person to talk with here. */
async function person(
  turn: Turn,
  said: string,
): Promise<{ readonly line: readonly Text[]; readonly choices: Choice[] }> {
  // Who said stop is sent nothing by anybody: the help lines above are there for them.
  if (turn.person.stoppedAt !== null) return { line: [], choices: [] }
  const current = await currentHandOver(turn)
  if (current !== null) {
    await relayTurn({ ...turn, text: said }, current)
    const { organisationName: organisation } = current
    const isLearner = current.personId === turn.person.personId
    return { line: isLearner ? [text('crisis.personReads', { organisation })] : [], choices: [] }
  }
  const who = await whoAnswersTurn(turn)
  if (who.kind !== 'open') return { line: [text('crisis.nobodyNow')], choices: [] }
  return {
    line: [text('crisis.personNow', { organisation: who.organisationName })],
    choices: [{ label: text('crisis.choice'), value: encodeChoice({ kind: 'talkToPerson' }) }],
  }
}
