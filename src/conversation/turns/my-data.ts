import { dataLinkMinutes, makeDataLink } from '../../learners/held/data-link.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** Answers "mijn gegevens" with a link, for an hour, to a file of everything that is held. */
export async function myDataTurn(turn: Turn): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const link = await makeDataLink(tx, deps, { personId: person.personId, now })
  return {
    replies: [
      reply({
        paragraphs: [
          text('data.link'),
          text('share.link', { link }),
          text('data.term', { minutes: dataLinkMinutes }),
        ],
      }),
    ],
  }
}
