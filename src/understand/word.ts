import type { Matchable } from './patterns/matcher.ts'
import type { Meaning } from './words/lexicon.ts'

/** A word of a message, with what is known of it. */
export interface Word extends Matchable<Meaning> {
  readonly text: string
  /** The word itself, and the listed words that it may be a misspelling of. */
  readonly forms: readonly string[]
  readonly isNumber: boolean
}
