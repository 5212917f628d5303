import type { Found } from './patterns/matcher.ts'
import type { Intent, Topic } from './understood.ts'
import type { Meaning } from './words/lexicon.ts'

type TopicFound = Found<Extract<Meaning, { kind: 'topic' }>>

/** Words that say something else than a topic: "na het werk", "geen geld", "online". */
export interface Taken {
  readonly start: number
  readonly end: number
}

/** What is said weakly ("telefoon") gives way to what is said strongly ("repareren"). */
const weights = { strong: 2, weak: 1 } as const

/** A phrase says more than a word, but not as much as a strong word more than a weak one. */
const wordWeight = 0.2

/** What one can learn about matters in these; "kan ik een mens spreken" asks for no language. */
const aboutActivities: ReadonlySet<Intent> = new Set([
  'find',
  'signup',
  'cancel_signup',
  'checkin',
  'referral',
])

/** In these, weak words mostly say something else: "boek een plek", "ik moet werken". */
const strongOnly: ReadonlySet<Intent> = new Set(['signup', 'cancel_signup', 'referral'])

/**
 * Chooses the topic: by the words that say most of one (a strong word more than a weak one, a phrase
 * more than a word), and of equals the one named first.
 */
export function chooseTopic(found: readonly TopicFound[], taken: readonly Taken[]): Topic | null {
  return best(found.filter((topic) => !taken.some((other) => covers(other, topic))))
}

/** The topic of a message in which that is wanted. */
export function topicFor(intent: Intent, found: readonly TopicFound[], taken: readonly Taken[]) {
  if (!aboutActivities.has(intent)) return null
  const strong = found.filter(({ meaning }) => meaning.weight === 'strong')
  return chooseTopic(strongOnly.has(intent) ? strong : found, taken)
}

function best(found: readonly TopicFound[]): Topic | null {
  let chosen: TopicFound | null = null
  for (const candidate of found) {
    if (chosen === null || score(candidate) > score(chosen)) chosen = candidate
  }
  return chosen?.meaning.topic ?? null
}

const score = ({ meaning, words }: TopicFound): number =>
  weights[meaning.weight] + wordWeight * Math.min(words - 1, 4)

/** Of the same words a topic is left when it is a strong word: "kinderkookles". */
function covers(other: Taken, { start, end, meaning }: TopicFound): boolean {
  const length = other.end - other.start
  return (
    other.start <= start && end <= other.end && (length > end - start || meaning.weight === 'weak')
  )
}
