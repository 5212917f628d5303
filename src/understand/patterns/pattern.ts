import { tokenize } from '../token.ts'

/** What a pattern asks of one word; the same words asked for twice are one object. */
export interface WordTest {
  readonly words: readonly string[]
  /** Beginnings ("kook*") and endings ("*les") that do as well. */
  readonly beginnings: readonly string[]
  readonly endings: readonly string[]
  /** What other readers have found there: a day, a place, a number. */
  readonly marks: readonly Mark[]
}

/** One step of a pattern. */
export type Step =
  | { readonly kind: 'word'; readonly test: WordTest; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'edge'; readonly edge: 'first' | 'last' }

/** What a word can be besides itself, written `@day` in a pattern. */
export const marks = ['day', 'place', 'number'] as const
export type Mark = (typeof marks)[number]

export type Pattern = readonly Step[]

const gaps: Readonly<Record<string, number>> = { '..': 3, '...': 7 }

const isMark = (name: string): name is Mark => marks.some((mark) => mark === name)

/** Folds a word as messages are folded: "foto's" is `fotos`, "e-mail" two words. */
const folded = (word: string): readonly string[] =>
  tokenize(word)
    .filter(({ kind }) => kind !== 'sign')
    .map(({ text }) => text)

type Classes = Readonly<Record<string, readonly string[]>>

/**
 * Makes the reader of patterns of words:
 *
 * - `word`, `een|de`, `kook*`, `*les`, `word?` (may be left out), `@class` (a list of words)
 * - `@day`, `@place`, `@number`: what was found there
 * - `..` up to three words between, `...` up to seven; `<` the first word, `>` the last
 *
 * Every gap is bounded, so matching takes time linear in the length of a message. The reader throws
 * a RangeError for a class that the list does not have.
 */
export function patternReader(classes: Classes): (pattern: string) => Pattern {
  const tests = new Map<string, readonly WordTest[]>()
  const testsOf = (part: string): readonly WordTest[] => {
    const known = tests.get(part)
    if (known !== undefined) return known
    const made = readTests(part, classes)
    tests.set(part, made)
    return made
  }
  const readPart = (part: string): readonly Step[] => {
    if (part === '<') return [{ kind: 'edge', edge: 'first' }]
    if (part === '>') return [{ kind: 'edge', edge: 'last' }]
    const most = gaps[part]
    if (most !== undefined) return [{ kind: 'gap', most }]
    const optional = part.endsWith('?')
    return testsOf(optional ? part.slice(0, -1) : part).map((test) => ({
      kind: 'word',
      test,
      optional,
    }))
  }
  return (pattern) =>
    pattern
      .split(' ')
      .filter((part) => part !== '')
      .flatMap(readPart)
}

function readTests(part: string, classes: Classes): readonly WordTest[] {
  const options = alternatives(part, classes)
  const [only] = options
  const plain = options.length === 1 && only !== undefined && !/[*@]/.test(only)
  const spread = plain ? folded(only) : []
  return spread.length > 1 ? spread.map((word) => wordTest([word])) : [wordTest(options)]
}

/** The words that a part allows, with classes (which may name classes) written out. */
function alternatives(part: string, classes: Classes): readonly string[] {
  return part.split('|').flatMap((option) => {
    if (!option.startsWith('@') || isMark(option.slice(1))) return [option]
    const members = classes[option.slice(1)]
    if (members === undefined) throw new RangeError(`No class of words is called ${option}`)
    return members.flatMap((member) => alternatives(member, classes))
  })
}

function wordTest(options: readonly string[]): WordTest {
  const clean = (stem: string) => folded(stem.replace('*', '')).join('')
  const words = options.filter((option) => !/[*@]/.test(option)).map(clean)
  return {
    words: [...new Set(words)],
    beginnings: options.filter((option) => option.endsWith('*')).map(clean),
    endings: options.filter((option) => option.startsWith('*')).map(clean),
    marks: options.map((option) => option.slice(1)).filter(isMark),
  }
}
