import type { Mark, Pattern, Step } from './pattern.ts'

/** A word of a message as patterns see it. */
export interface Word {
  readonly text: string
  /** The word itself, and the listed words that it may be a misspelling of. */
  readonly forms: readonly string[]
  readonly marks: ReadonlySet<Mark>
  /** Whether a sentence ends before it. */
  readonly startsSentence: boolean
  readonly isNumber: boolean
}

/** A pattern found in a message, from the word at `start` up to, not including, that at `end`. */
export interface Found<Meaning> {
  readonly meaning: Meaning
  readonly start: number
  readonly end: number
  /** How many words the pattern asks for: more is surer. */
  readonly words: number
}

interface Entry<Meaning> {
  readonly meaning: Meaning
  readonly pattern: Pattern
  readonly words: number
}

/** Finds many patterns in one walk over a message. */
export interface Matcher<Meaning> {
  readonly find: (words: readonly Word[]) => readonly Found<Meaning>[]
}

const shortestStem = 2

/** Prepares patterns, indexed by what they begin with. */
export function matcherOf<Meaning>(
  entries: Iterable<readonly [meaning: Meaning, pattern: Pattern]>,
): Matcher<Meaning> {
  const byWord = new Map<string, Entry<Meaning>[]>()
  const byBeginning = new Map<string, Entry<Meaning>[]>()
  const byEnding = new Map<string, Entry<Meaning>[]>()
  const byMark = new Map<string, Entry<Meaning>[]>()
  const add = (index: Map<string, Entry<Meaning>[]>, key: string, entry: Entry<Meaning>) => {
    const listed = index.get(key)
    if (listed === undefined) index.set(key, [entry])
    else if (!listed.includes(entry)) listed.push(entry)
  }
  for (const [meaning, pattern] of entries) {
    const words = pattern.filter((step) => step.kind === 'word' && !step.optional).length
    const entry = { meaning, pattern, words }
    for (const step of firstSteps(pattern)) {
      for (const word of step.words) add(byWord, word, entry)
      for (const stem of step.beginnings) add(byBeginning, stem, entry)
      for (const ending of step.endings) add(byEnding, ending, entry)
      for (const mark of step.marks) add(byMark, mark, entry)
    }
  }
  const beginningWith = (word: Word): readonly Entry<Meaning>[] => {
    const found: Entry<Meaning>[] = []
    const take = (listed: readonly Entry<Meaning>[] | undefined) => {
      for (const entry of listed ?? []) if (!found.includes(entry)) found.push(entry)
    }
    for (const form of word.forms) {
      take(byWord.get(form))
      for (let length = shortestStem; length <= form.length && length < 14; length += 1) {
        take(byBeginning.get(form.slice(0, length)))
        take(byEnding.get(form.slice(-length)))
      }
    }
    for (const mark of word.marks) take(byMark.get(mark))
    return found
  }
  return {
    find: (words) =>
      words.flatMap((word, start) =>
        beginningWith(word).flatMap(({ meaning, pattern, words: asked }) => {
          const end = matchFrom(words, start, pattern, 0)
          return end === null ? [] : [{ meaning, start, end, words: asked }]
        }),
      ),
  }
}

/** The word steps that a match can begin at: the first that must be there, and those before it. */
function firstSteps(pattern: Pattern): readonly Extract<Step, { kind: 'word' }>[] {
  const steps: Extract<Step, { kind: 'word' }>[] = []
  for (const step of pattern) {
    if (step.kind !== 'word') continue
    steps.push(step)
    if (!step.optional) return steps
  }
  return steps
}

/** Where the pattern's steps from `next` on end when they match from the word at `at`; null if not. */
function matchFrom(
  words: readonly Word[],
  at: number,
  pattern: Pattern,
  next: number,
): number | null {
  const step = pattern[next]
  if (step === undefined) return at
  const word = words[at]
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
      const taken =
        word !== undefined && fits(word, step) ? matchFrom(words, at + 1, pattern, next + 1) : null
      if (taken !== null) return taken
      return step.optional ? matchFrom(words, at, pattern, next + 1) : null
    }
  }
}

function fits(word: Word, step: Extract<Step, { kind: 'word' }>): boolean {
  for (const mark of step.marks) if (word.marks.has(mark)) return true
  for (const form of word.forms) {
    if (step.words.has(form)) return true
    for (const stem of step.beginnings) if (form.startsWith(stem)) return true
    for (const ending of step.endings) if (form.endsWith(ending)) return true
  }
  return false
}
