import { tokenize } from '../token.ts'

/** What one step of a pattern asks of the next word of a message. */
export type Step =
  | {
      readonly kind: 'word'
      readonly words: ReadonlySet<string>
      /** Beginnings ("kook*") and endings ("*les") that do as well. */
      readonly beginnings: readonly string[]
      readonly endings: readonly string[]
      /** What other readers have found there: a day, a topic, a place, a number. */
      readonly marks: readonly Mark[]
      readonly optional: boolean
    }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'edge'; readonly edge: 'first' | 'last' }

/** What a word can be besides itself, written `@day` in a pattern. */
export const marks = ['day', 'part', 'place', 'number', 'topic'] as const
export type Mark = (typeof marks)[number]

export type Pattern = readonly Step[]

const gaps: Readonly<Record<string, number>> = { '..': 3, '...': 7 }

const isMark = (name: string): name is Mark => marks.some((mark) => mark === name)

/** Folds a word as messages are folded: "foto's" is `fotos`, "e-mail" two words. */
const folded = (word: string): readonly string[] =>
  tokenize(word)
    .filter(({ kind }) => kind !== 'sign')
    .map(({ text }) => text)

/**
 * Reads a pattern of words:
 *
 * - `word`, `een|de`, `kook*`, `*les`, `word?` (may be left out), `@class` (a list of words)
 * - `@day`, `@part`, `@place`, `@number`, `@topic`: what was found there
 * - `..` up to three words between, `...` up to seven; `<` the first word, `>` the last
 *
 * Every gap is bounded, so matching takes time linear in the length of a message.
 *
 * @throws {RangeError} for a class that the list does not have
 */
export function readPattern(
  pattern: string,
  classes: Readonly<Record<string, readonly string[]>>,
): Pattern {
  return pattern
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => readPart(part, classes))
}

function readPart(part: string, classes: Readonly<Record<string, readonly string[]>>): Step[] {
  if (part === '<') return [{ kind: 'edge', edge: 'first' }]
  if (part === '>') return [{ kind: 'edge', edge: 'last' }]
  const most = gaps[part]
  if (most !== undefined) return [{ kind: 'gap', most }]
  const optional = part.endsWith('?')
  const options = alternatives(optional ? part.slice(0, -1) : part, classes)
  const [only] = options
  const plain = options.length === 1 && only !== undefined && !/[*@]/.test(only)
  const spread = plain ? folded(only) : []
  if (spread.length > 1) return spread.map((word) => wordStep([word], optional))
  return [wordStep(options, optional)]
}

/** The words that a part allows, with classes (which may name classes) written out. */
function alternatives(
  part: string,
  classes: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return part.split('|').flatMap((option) => {
    if (!option.startsWith('@') || isMark(option.slice(1))) return [option]
    const members = classes[option.slice(1)]
    if (members === undefined) throw new RangeError(`No class of words is called ${option}`)
    return members.flatMap((member) => alternatives(member, classes))
  })
}

function wordStep(options: readonly string[], optional: boolean): Step {
  const words = options
    .filter((option) => !/[*@]/.test(option))
    .map((word) => folded(word).join(''))
  const clean = (stem: string) => folded(stem.replace('*', '')).join('')
  return {
    kind: 'word',
    words: new Set(words),
    beginnings: options.filter((option) => option.endsWith('*')).map(clean),
    endings: options.filter((option) => option.startsWith('*')).map(clean),
    marks: options.map((option) => option.slice(1)).filter(isMark),
    optional,
  }
}
