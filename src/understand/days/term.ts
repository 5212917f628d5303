import type { Word } from '../patterns/matcher.ts'
import type { Token } from '../token.ts'
import type { PartOfDay } from '../understood.ts'

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

/** What a listed phrase adds to a term. */
export type Sense = Partial<
  Pick<Term, 'weekday' | 'month' | 'number' | 'ordinal' | 'offset' | 'part' | 'feast'>
> & { readonly role?: Role }

interface Phrase {
  readonly rest: readonly string[]
  readonly sense: Sense
}

/** Phrases by their first word. */
export type Phrases = ReadonlyMap<string, readonly Phrase[]>

const nothing = {
  weekday: null,
  month: null,
  number: null,
  digits: 0,
  ordinal: null,
  offset: null,
  part: null,
  feast: null,
}

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
    const [length, senses] = longest(phrases, formsAt, index)
    const end = index + Math.max(length, 1)
    terms.push(termOf(token, senses, wordAt[index] ?? 0, (wordAt[end] ?? 0) - (wordAt[index] ?? 0)))
    index = end
  }
  return terms
}

/** The longest phrase that begins there, with each sense it has. */
function longest(
  phrases: Phrases,
  formsAt: (index: number) => readonly string[],
  start: number,
): readonly [length: number, senses: readonly Sense[]] {
  let length = 0
  let senses: Sense[] = []
  for (const form of formsAt(start)) {
    for (const { rest, sense } of phrases.get(form) ?? []) {
      if (rest.length + 1 < length) continue
      if (!rest.every((word, offset) => formsAt(start + 1 + offset).includes(word))) continue
      if (rest.length + 1 > length) senses = []
      length = rest.length + 1
      senses.push(sense)
    }
    // The word as typed comes first; what it may be a misspelling of counts only if it says nothing.
    if (length > 0) break
  }
  return [length, senses]
}

function termOf(token: Token, senses: readonly Sense[], wordAt: number, wordCount: number): Term {
  const isNumber = token.kind === 'number' && token.text.length <= 4
  return {
    ...nothing,
    text: token.text,
    apart: token.apart,
    wordAt,
    wordCount,
    ...(isNumber && senses.length === 0
      ? { number: Number(token.text), digits: token.text.length }
      : {}),
    ...Object.assign({}, ...senses),
    roles: new Set(senses.flatMap(({ role }) => (role === undefined ? [] : [role]))),
  }
}
