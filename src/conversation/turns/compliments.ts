import { wantCompliments } from '../../badges/milestones/compliments.ts'
import { encodeChoice } from '../choice.ts'
import { type Choice, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** Switches compliments that come by themselves on or off: it stands under each of them. */
export const complimentsChoice = (wanted: boolean): Choice => ({
  label: text(wanted ? 'compliments.choice.on' : 'compliments.choice.off'),
  value: encodeChoice({ kind: 'compliments', wanted }),
})

/** Answers "geen complimenten meer" and "weer complimenten". */
export async function complimentsTurn(turn: Turn, wanted: boolean): Promise<TurnResult> {
  await wantCompliments(turn.tx, turn.person.personId, wanted)
  return {
    replies: [
      reply({
        paragraphs: [text(wanted ? 'compliments.on' : 'compliments.off')],
        choices: [complimentsChoice(!wanted)],
      }),
    ],
  }
}
