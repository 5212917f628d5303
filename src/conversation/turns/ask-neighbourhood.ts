import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** Asks once where somebody is who wants something near; the answer goes on with the last search. */
export function askNeighbourhood(turn: Turn): TurnResult {
  return {
    replies: [
      reply({
        paragraphs: [
          text('find.askNeighbourhood', {
            names: { kind: 'list', items: turn.city.places.slice(0, 3).map(({ name }) => name) },
          }),
        ],
      }),
    ],
    question: { kind: 'neighbourhood' },
  }
}
