import type { Found } from './patterns/matcher.ts'
import type { Intent } from './understood.ts'
import type { Meaning } from './words/lexicon.ts'
import type { Level } from './words/word-list.ts'

type IntentFound = Found<Extract<Meaning, { kind: 'intent' }>>

/** What was found in a message besides the words that say an intent. */
export interface Slots {
  readonly topic: boolean
  readonly days: boolean
  readonly partOfDay: boolean
  readonly place: boolean
  readonly wish: boolean
}

/** Of intents said equally surely, the first in this order: what must not be missed comes first. */
const order: readonly Intent[] = [
  'delete_my_data',
  'export_my_data',
  'stop',
  'disconnect',
  'connect',
  'human',
  'language',
  'cancel_signup',
  'share_badge',
  'my_badges',
  'referral',
  'signup',
  'checkin',
  'start',
  'help',
  'find',
  'thanks',
  'greet',
  'unknown',
]

const weights: Readonly<Record<Level, number>> = { hint: 10, likely: 20, sure: 30 }

/** A message with no words of an intent, but with something to look for, is a search. */
const searches: Readonly<Record<keyof Slots, number>> = {
  topic: 16,
  days: 15,
  place: 14,
  wish: 14,
  partOfDay: 13,
}

/**
 * Chooses what somebody wants: the intent said most surely; of equals by the longest pattern.
 *
 * @param found patterns of intents, distress already dealt with
 */
export function chooseIntent(found: readonly IntentFound[], slots: Slots): Intent {
  const scores = new Map<Intent, number>()
  const raise = (intent: Intent, score: number) =>
    scores.set(intent, Math.max(scores.get(intent) ?? 0, score))
  const never = new Set<Intent>()
  for (const { meaning, words } of found) {
    if (meaning.level === 'never') never.add(meaning.intent)
    else raise(meaning.intent, weights[meaning.level] + Math.min(words, 9))
  }
  for (const slot of slotNames) if (slots[slot]) raise('find', searches[slot])
  let best: Intent = 'unknown'
  let highest = 0
  for (const intent of order) {
    const score = scores.get(intent) ?? 0
    if (score > highest && !never.has(intent)) {
      best = intent
      highest = score
    }
  }
  return best
}

const slotNames = ['topic', 'days', 'place', 'wish', 'partOfDay'] as const
