import { eld } from 'eld/extrasmall'
import type { Word } from './word.ts'
import type { Lexicon } from './words/lexicon.ts'

/** Evidence that one word gives: a function word is not borrowed, other words are. */
const functionWord = 3
const listedWord = 2
const correctedWord = 1
const languageName = 0.5

/** With fewer letters than this, letters alone tell too little. */
const lettersNeeded = 9

/**
 * Tells the language of a message: by its function words and listed words, and when these are no
 * help by its letters (`eld`). Place names say nothing, and the name of a language hardly anything.
 *
 * @returns null when a message gives no evidence ("2", "ok", "yoga")
 */
export function languageOf<Language extends string>(
  words: readonly Word[],
  names: ReadonlyMap<number, Language>,
  ignored: ReadonlySet<number>,
  lexicon: Lexicon<Language>,
): Language | null {
  const scores = new Map<Language, number>()
  const unknown: string[] = []
  const add = (languages: ReadonlySet<Language> | undefined, evidence: number): boolean => {
    const [only, ...more] = languages ?? []
    if (only === undefined) return false
    if (more.length === 0) scores.set(only, (scores.get(only) ?? 0) + evidence)
    return true
  }
  for (const [index, { text, forms, isNumber }] of words.entries()) {
    if (isNumber || ignored.has(index)) continue
    const named = names.get(index)
    if (named !== undefined) {
      add(new Set([named]), languageName)
      continue
    }
    if (add(lexicon.functionWordsOf.get(text), functionWord)) continue
    if (add(lexicon.languagesOf.get(text), listedWord)) continue
    const corrected = forms
      .slice(1)
      .some((form) => add(lexicon.languagesOf.get(form), correctedWord))
    if (!corrected) unknown.push(text)
  }
  return best(scores) ?? byLetters(unknown.join(' '), lexicon.languages)
}

function best<Language extends string>(scores: ReadonlyMap<Language, number>): Language | null {
  const [first, second] = [...scores].sort(([, a], [, b]) => b - a)
  if (first === undefined) return null
  return second !== undefined && second[1] === first[1] ? null : first[0]
}

function byLetters<Language extends string>(
  text: string,
  languages: readonly Language[],
): Language | null {
  if (text.length < lettersNeeded) return null
  const detected = eld.detect(text).getScores()
  const ranked = [...languages].sort((a, b) => (detected[b] ?? 0) - (detected[a] ?? 0))
  const [likeliest] = ranked
  return likeliest === undefined || detected[likeliest] === undefined ? null : likeliest
}
