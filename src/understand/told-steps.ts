import enWords from '../../locales/en/told-steps.json' with { type: 'json' }
import nlWords from '../../locales/nl/told-steps.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import { type Locale, locales } from '../language/locale.ts'

/** The kinds of steps that are told of and answered by name; of equals the earlier one is meant. */
export const stepKinds = [
  'helped',
  'brought',
  'alone',
  'back',
  'cooked',
  'met',
  'arranged',
  'words',
  'made',
  'moved',
  'tidied',
  'outside',
] as const
export type StepKind = (typeof stepKinds)[number]

/** A step that is none of the known kinds is `other`. */
export const toldSteps = [...stepKinds, 'other'] as const
export type ToldStep = (typeof toldSteps)[number]

type WordLists = Readonly<Record<StepKind, readonly string[]>>

const lists: Readonly<Record<Locale, WordLists>> = { nl: nlWords, en: enWords }

/** What may stand between the words of an entry: "meegenomen met" is also "meegenomen naar met". */
const mostWordsBetween = 4

interface Entry {
  readonly kind: StepKind
  readonly words: readonly string[]
}

const entries: readonly Entry[] = stepKinds.flatMap((kind) =>
  locales.flatMap((locale) =>
    lists[locale][kind].map((phrase) => ({ kind, words: wordsOf(phrase) })),
  ),
)

/**
 * Reads what kind of step somebody tells of, in either language: "ik heb mijn cv gemaakt" is
 * `made`. The entry with most words wins, then the order of {@link stepKinds}. Pure.
 */
export function readToldStep(text: string): ToldStep {
  const said = wordsOf(foldWords(text))
  let best: Entry | null = null
  for (const entry of entries) {
    if (entry.words.length > (best?.words.length ?? 0) && isSaid(entry.words, said)) best = entry
  }
  return best?.kind ?? 'other'
}

/** Whether the words of an entry are said in their order, with few others in between. */
function isSaid(wanted: readonly string[], said: readonly string[]): boolean {
  const [first = '', ...rest] = wanted
  return said.some((word, start) => {
    if (!matches(first, word)) return false
    let at = start
    return rest.every((next) => {
      const found = said.findIndex((other, index) => index > at && matches(next, other))
      const isNear = found !== -1 && found - at <= mostWordsBetween
      at = found
      return isNear
    })
  })
}

/** An entry that ends in `*` is the beginning of a word. */
const matches = (wanted: string, word: string): boolean =>
  wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted

function wordsOf(phrase: string): readonly string[] {
  return phrase.split(' ').filter((word) => word !== '')
}
