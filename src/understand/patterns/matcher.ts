import { type Anchor, anchorOf, commonness } from './anchor.ts'
import type { Mark, Pattern, WordTest } from './pattern.ts'

/** What the patterns say of a word by its letters: found once, and kept. */
export interface Fit<Meaning> {
  readonly tests: ReadonlySet<WordTest>
  /** The patterns that are looked for at this word. */
  readonly entries: readonly Entry<Meaning>[]
}

/** A word of a message as patterns see it. */
export interface Matchable<Meaning> {
  readonly fit: Fit<Meaning>
  readonly marks: ReadonlySet<Mark>
  /** Whether a sentence ends before it. */
  readonly startsSentence: boolean
}

/** A pattern found in a message, from the word at `start` up to, not including, that at `end`. */
export interface Found<Meaning> {
  readonly meaning: Meaning
  readonly start: number
  readonly end: number
  /** How many words the pattern asks for: more is surer. */
  readonly words: number
}

/** A pattern, what it means, and the word by which it is looked for. */
export interface Entry<Meaning> {
  readonly meaning: Meaning
  readonly pattern: Pattern
  readonly anchor: Anchor
  readonly words: number
}

/** Finds many patterns in one walk over a message. */
export interface Matcher<Meaning> {
  /** What the patterns say of a word that may be one of these forms. */
  readonly fitOf: (forms: readonly string[]) => Fit<Meaning>
  readonly find: (words: readonly Matchable<Meaning>[]) => readonly Found<Meaning>[]
}

const shortestStem = 2
const longestStem = 16

/** Prepares patterns, indexed by the least common word of each. */
export function matcherOf<Meaning>(
  said: readonly (readonly [meaning: Meaning, pattern: Pattern])[],
): Matcher<Meaning> {
  const common = commonness(said.map(([, pattern]) => pattern))
  const byTest = new Map<WordTest, Entry<Meaning>[]>()
  const byMark = new Map<Mark, Entry<Meaning>[]>()
  const tests = new Set<WordTest>()
  for (const [meaning, pattern] of said) {
    const steps = pattern.filter((step) => step.kind === 'word')
    for (const { test } of steps) tests.add(test)
    const anchor = anchorOf(pattern, common)
    const words = steps.filter(({ optional }) => !optional).length
    const entry = { meaning, pattern, anchor, words }
    add(byTest, anchor.test, entry)
    for (const mark of anchor.test.marks) add(byMark, mark, entry)
  }
  const index = indexOf(tests)
  const fitOf = (forms: readonly string[]): Fit<Meaning> => {
    const fitting = new Set(forms.flatMap(index))
    return { tests: fitting, entries: [...fitting].flatMap((test) => byTest.get(test) ?? []) }
  }
  const find = (words: readonly Matchable<Meaning>[]): readonly Found<Meaning>[] => {
    const found: Found<Meaning>[] = []
    for (const [at, word] of words.entries()) {
      for (const entry of word.fit.entries) findAround(words, at, entry, found)
      for (const mark of word.marks) {
        for (const entry of byMark.get(mark) ?? []) findAround(words, at, entry, found)
      }
    }
    return found
  }
  return { fitOf, find }
}

function add<Key, Value>(index: Map<Key, Value[]>, key: Key, value: Value): void {
  const listed = index.get(key)
  if (listed === undefined) index.set(key, [value])
  else listed.push(value)
}

/** Finds the tests that a form of a word stands, by the word, its beginnings and its endings. */
function indexOf(tests: Iterable<WordTest>): (form: string) => readonly WordTest[] {
  const byWord = new Map<string, WordTest[]>()
  const byBeginning = new Map<string, WordTest[]>()
  const byEnding = new Map<string, WordTest[]>()
  for (const test of tests) {
    for (const word of test.words) add(byWord, word, test)
    for (const stem of test.beginnings) add(byBeginning, stem, test)
    for (const ending of test.endings) add(byEnding, ending, test)
  }
  return (form) => {
    const found = [...(byWord.get(form) ?? [])]
    for (let length = shortestStem; length <= form.length && length <= longestStem; length += 1) {
      found.push(...(byBeginning.get(form.slice(0, length)) ?? []))
      found.push(...(byEnding.get(form.slice(-length)) ?? []))
    }
    return found
  }
}

/** Tries a pattern from each word at which it can begin when its anchor is the word at `at`. */
function findAround<Meaning>(
  words: readonly Matchable<Meaning>[],
  at: number,
  { meaning, pattern, anchor, words: asked }: Entry<Meaning>,
  found: Found<Meaning>[],
): void {
  const first = Math.max(0, at - anchor.most)
  for (let start = at - anchor.least; start >= first; start -= 1) {
    const end = matchFrom(words, start, pattern, 0)
    if (end !== null) found.push({ meaning, start, end, words: asked })
  }
}

/** Where the pattern's steps from `next` on end when they match from the word at `at`; null if not. */
function matchFrom(
  words: readonly Matchable<unknown>[],
  at: number,
  pattern: Pattern,
  next: number,
): number | null {
  const step = pattern[next]
  if (step === undefined) return at
  switch (step.kind) {
    case 'edge': {
      const there = step.edge === 'first' ? at === 0 : at === words.length
      return there ? matchFrom(words, at, pattern, next + 1) : null
    }
    case 'gap': {
      for (let skipped = 0; skipped <= step.most; skipped += 1) {
        if (words[at + skipped]?.startsSentence === true) return null
        const end = matchFrom(words, at + skipped, pattern, next + 1)
        if (end !== null) return end
        if (at + skipped >= words.length) return null
      }
      return null
    }
    case 'word': {
      const word = words[at]
      const taken =
        word !== undefined && fits(word, step.test)
          ? matchFrom(words, at + 1, pattern, next + 1)
          : null
      if (taken !== null) return taken
      return step.optional ? matchFrom(words, at, pattern, next + 1) : null
    }
  }
}

function fits({ fit, marks }: Matchable<unknown>, test: WordTest): boolean {
  if (fit.tests.has(test)) return true
  for (const mark of test.marks) if (marks.has(mark)) return true
  return false
}
