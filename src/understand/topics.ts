import type { Found } from './patterns/matcher.ts'
import type { Topic } from './understood.ts'
import type { Meaning } from './words/lexicon.ts'

type TopicFound = Found<Extract<Meaning, { kind: 'topic' }>>

/** What is said weakly ("telefoon") gives way to what is said strongly ("repareren"). */
const weights = { strong: 2, weak: 1 } as const

/**
 * Chooses the topic: by the words that say most of one (a phrase more than a word, a strong word
 * more than a weak one), and of equals the one named first.
 */
export function chooseTopic(found: readonly TopicFound[]): Topic | null {
  let best: TopicFound | null = null
  for (const candidate of found) {
    if (best === null || score(candidate) > score(best)) best = candidate
  }
  return best?.meaning.topic ?? null
}

const score = ({ meaning, words }: TopicFound): number => weights[meaning.weight] + 2 * (words - 1)
