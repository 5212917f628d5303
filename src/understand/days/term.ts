import type { Token } from '../token.ts'
import type { PartOfDay } from '../understood.ts'
import type { Word } from '../word.ts'

/** What a word does in the grammar of days; one word can do several things ("of", "over"). */
export type Role = string

/** A token, or a few that say one thing, with what they can mean in a day expression. */
export interface Term {
  readonly text: string
  readonly roles: ReadonlySet<Role>
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number | null
  /** 1 to 12. */
  readonly month: number | null
  readonly number: number | null
  /** How many digits the number was written in; 0 when in words. */
  readonly digits: number
  readonly ordinal: number | null
  /** Days from today: 0 "vandaag". */
  readonly offset: number | null
  readonly part: PartOfDay | null
  readonly feast: string | null
  /** The word's place in the message, and how many words it takes. */
  readonly wordAt: number
  readonly wordCount: number
  readonly apart: boolean
}

/** What a listed phrase says by itself. */
export type Sense = Pick<
  Term,
  'roles' | 'weekday' | 'month' | 'number' | 'ordinal' | 'offset' | 'part' | 'feast'
>

/** A listed phrase after its first word. */
export interface Phrase {
  readonly rest: readonly string[]
  readonly sense: Sense
}

/** Phrases by their first word, the longest first. */
export type Phrases = ReadonlyMap<string, readonly Phrase[]>

/** The sense of a word that no list has. */
export const noSense: Sense = {
  roles: new Set(),
  weekday: null,
  month: null,
  number: null,
  ordinal: null,
  offset: null,
  part: null,
  feast: null,
}

/** Whether there is a term at that place with one of these roles. */
export function has(terms: readonly Term[], at: number, ...roles: readonly Role[]): boolean {
  const term = terms[at]
  if (term === undefined || term.roles.size === 0) return false
  for (const role of roles) if (term.roles.has(role)) return true
  return false
}

/** Whether a day expression can have something to do with the term. */
export const saysNothing = (term: Term): boolean =>
  term.roles === noSense.roles && term.number === null

/**
 * Reads a message's tokens as terms; `words` are its words and numbers in the same order.
 */
export function readTerms(
  tokens: readonly Token[],
  words: readonly Word[],
  phrases: Phrases,
): readonly Term[] {
  const wordAt: number[] = []
  let count = 0
  for (const token of tokens) {
    wordAt.push(count)
    if (token.kind !== 'sign') count += 1
  }
  wordAt.push(count)
  const formsAt = (index: number): readonly string[] => {
    const token = tokens[index]
    if (token === undefined) return []
    return token.kind === 'sign' ? [token.text] : (words[wordAt[index] ?? 0]?.forms ?? [])
  }
  const terms: Term[] = []
  let index = 0
  while (index < tokens.length) {
    const token = tokens[index]
    if (token === undefined) break
    const phrase = longest(phrases, formsAt, index)
    const end = index + (phrase === null ? 1 : phrase.rest.length + 1)
    const first = wordAt[index] ?? 0
    terms.push(termOf(token, phrase?.sense ?? null, first, (wordAt[end] ?? 0) - first))
    index = end
  }
  return terms
}

/** The longest phrase that begins there. */
function longest(
  phrases: Phrases,
  formsAt: (index: number) => readonly string[],
  start: number,
): Phrase | null {
  // The word as typed comes first; what it may be a misspelling of counts only if it says nothing.
  for (const form of formsAt(start)) {
    for (const phrase of phrases.get(form) ?? []) {
      const { rest } = phrase
      if (rest.every((word, offset) => formsAt(start + 1 + offset).includes(word))) return phrase
    }
  }
  return null
}

function termOf(token: Token, sense: Sense | null, wordAt: number, wordCount: number): Term {
  const isNumber = sense === null && token.kind === 'number' && token.text.length <= 4
  const { roles, weekday, month, number, ordinal, offset, part, feast } = sense ?? noSense
  return {
    text: token.text,
    apart: token.apart,
    wordAt,
    wordCount,
    roles,
    weekday,
    month,
    number: isNumber ? Number(token.text) : number,
    digits: isNumber ? token.text.length : 0,
    ordinal,
    offset,
    part,
    feast,
  }
}
