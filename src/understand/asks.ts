import enWords from '../../locales/en/follow-ups.json' with { type: 'json' }
import nlWords from '../../locales/nl/follow-ups.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'

const lists = [nlWords, enWords]

/**
 * What is asked or said in a few set words. `arrived` is "ik ben er", without the code of a session; `whyForMe`
 * asks why something was recommended.
 */
const asks = ['pathways', 'sharing', 'story', 'arrived', 'forMe', 'whyForMe'] as const
export type Ask = (typeof asks)[number]

/** Reads "waar ben ik?", "who can see my data?" and "I am here", in either language; null for anything else. */
export function readAsk(text: string): Ask | null {
  const folded = foldWords(text)
  return asks.find((ask) => lists.some((words) => words[ask].includes(folded))) ?? null
}

/** How far somebody is with something. */
export const levels = ['beginner', 'some', 'advanced'] as const
export type Level = (typeof levels)[number]

/** Reads a level in what was typed; null when none is named. */
export function readLevel(text: string): Level | null {
  const words = foldWords(text).split(' ')
  return (
    levels.find((level) =>
      lists.some((list) => list.levels[level].some((known) => words.includes(known))),
    ) ?? null
  )
}
