import type { Cities } from '../cities/cities.ts'
import type { City } from '../cities/city.ts'
import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'
import type { MetPerson } from '../learners/meet.ts'
import type { Understood } from '../understand/understood.ts'
import type { Reply } from './reply.ts'
import type { ConversationState, Question, Search } from './state.ts'

/** Everything one turn of a conversation may know, inside its one transaction. */
export interface Turn {
  readonly tx: Transaction
  readonly deps: Deps
  readonly now: Date
  readonly cities: Cities
  /** The person's own. */
  readonly city: City
  readonly person: MetPerson
  /** The language to answer in. */
  readonly locale: Locale
  readonly state: ConversationState
}

/** A turn of typed words, with what was understood of them. */
export interface TypedTurn extends Turn {
  readonly text: string
  readonly understood: Understood
}

/** What a turn answers, and what it leaves open for the next message. */
export interface TurnResult {
  readonly replies: readonly Reply[]
  /** A question that the next words may answer; left out, none is open. */
  readonly question?: Question
  /** The search that "another day" goes on with; left out, the earlier one stays. */
  readonly search?: Search
  /** The form that came to its end: what is kept of it is let go. */
  readonly formDone?: string
  /** The language to answer in from now on, when the turn changed it. */
  readonly locale?: Locale
  /** For which city the word on privacy is, when it is not the turn's: null while none is known. */
  readonly privacyOf?: City | null
  /** Who writes from now on, when the turn joined two people or parted them. */
  readonly personId?: string
}
