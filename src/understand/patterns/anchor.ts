import type { Pattern, WordTest } from './pattern.ts'

/** The word of a pattern by which it is looked for, and how many words can stand before it. */
export interface Anchor {
  readonly test: WordTest
  readonly least: number
  readonly most: number
}

/** How often each word is asked for, as a guess of how often it is typed: "ik" is everywhere. */
export function commonness(patterns: Iterable<Pattern>): (test: WordTest) => number {
  const counts = new Map<string, number>()
  for (const pattern of patterns) {
    for (const step of pattern) {
      if (step.kind !== 'word') continue
      for (const key of keysOf(step.test)) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return (test) => keysOf(test).reduce((sum, key) => sum + (counts.get(key) ?? 0), 0)
}

const keysOf = ({ words, beginnings, endings, marks }: WordTest): readonly string[] => [
  ...words,
  ...beginnings.map((stem) => `${stem}*`),
  ...endings.map((ending) => `*${ending}`),
  ...marks.map((mark) => `@${mark}`),
]

/**
 * The least common word that a pattern cannot do without.
 *
 * @throws {RangeError} for a pattern that any message would fit
 */
export function anchorOf(pattern: Pattern, common: (test: WordTest) => number): Anchor {
  let best: Anchor | null = null
  let least = 0
  let most = 0
  for (const step of pattern) {
    if (step.kind === 'gap') most += step.most
    if (step.kind !== 'word') continue
    if (!step.optional && (best === null || common(step.test) < common(best.test))) {
      best = { test: step.test, least, most }
    }
    if (!step.optional) least += 1
    most += 1
  }
  if (best === null) throw new RangeError('A pattern asks for no word')
  return best
}
