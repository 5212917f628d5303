import { eld } from 'eld/extrasmall'
import { remember } from './remember.ts'
import type { Word } from './word.ts'
import type { Lexicon, Stems } from './words/lexicon.ts'

/** Evidence that one word gives: a function word is not borrowed, other words are. */
const functionWord = 3
const listedWord = 2
const correctedWord = 1
const languageName = 0.5

/** With fewer letters than this, letters alone tell too little; more than the last tell no more. */
const lettersNeeded = 5
const lettersRead = 200

const wordsKept = 10_000

/** The language that a word shows and how surely; null when no list has it or several have. */
interface Evidence<Language> {
  readonly language: Language | null
  readonly weight: number
}

const unknown: Evidence<never> = { language: null, weight: 0 }
const shared: Evidence<never> = { language: null, weight: 1 }

/** What a message's words say of its language besides their letters. */
export interface LanguageHints<Language> {
  /** Words that name a language, by their place. */
  readonly names: ReadonlyMap<number, Language>
  /** Tells whether a word names a place, and so says nothing. */
  readonly isPlace: (index: number) => boolean
}

/**
 * Makes the reader of a message's language: by its function words and listed words, and when these
 * are no help by its letters (`eld`). Place names say nothing, and the name of a language hardly
 * anything. It gives null when a message gives no evidence ("2", "ok", "yoga").
 */
export function languageReader<Language extends string>(
  lexicon: Pick<Lexicon<Language>, 'languages' | 'languagesOf' | 'functionWordsOf' | 'stems'>,
): (words: readonly Word[], hints: LanguageHints<Language>) => Language | null {
  const listed = remember(wordsKept, (text) => evidenceOf(text, lexicon))
  const evidence = ({ text, forms }: Word): Evidence<Language> => {
    const typed = listed(text)
    if (typed !== unknown) return typed
    for (const form of forms) {
      const { language } = listed(form)
      if (language !== null) return { language, weight: correctedWord }
    }
    return unknown
  }
  return (words, { names, isPlace }) => {
    const scores = new Map<Language, number>()
    let strange = ''
    for (const [index, word] of words.entries()) {
      if (word.isNumber || isPlace(index)) continue
      const named = names.get(index)
      const { language, weight } =
        named === undefined ? evidence(word) : { language: named, weight: languageName }
      if (language !== null) scores.set(language, (scores.get(language) ?? 0) + weight)
      else if (weight === 0 && strange.length < lettersRead) strange += `${word.text} `
    }
    return most(scores) ?? byLetters(strange, lexicon.languages)
  }
}

function evidenceOf<Language extends string>(
  text: string,
  {
    languagesOf,
    functionWordsOf,
    stems,
  }: Pick<Lexicon<Language>, 'languagesOf' | 'functionWordsOf' | 'stems'>,
): Evidence<Language> {
  const functional = functionWordsOf.get(text)
  if (functional !== undefined) return only(functional, functionWord)
  const languages = languagesOf.get(text) ?? languagesByStem(text, stems)
  return languages === undefined ? unknown : only(languages, listedWord)
}

function only<Language>(languages: ReadonlySet<Language>, weight: number): Evidence<Language> {
  const [language, ...more] = languages
  return language === undefined || more.length > 0 ? shared : { language, weight }
}

/** No beginning or ending in the lists is near this long; a word without end must not take time without end. */
const longestStemCharacters = 40

/** "timmercursus" is Dutch by "timmer*", and by "*cursus". */
function languagesByStem<Language>(
  text: string,
  { beginnings, endings }: Stems<Language>,
): ReadonlySet<Language> | undefined {
  for (let length = Math.min(text.length, longestStemCharacters); length >= 4; length -= 1) {
    const found = beginnings.get(text.slice(0, length)) ?? endings.get(text.slice(-length))
    if (found !== undefined) return found
  }
  return undefined
}

function most<Language>(scores: ReadonlyMap<Language, number>): Language | null {
  let best: Language | null = null
  let highest = 0
  for (const [language, score] of scores) {
    if (score === highest) best = null
    if (score <= highest) continue
    best = language
    highest = score
  }
  return best
}

function byLetters<Language extends string>(
  text: string,
  languages: readonly Language[],
): Language | null {
  if (text.length <= lettersNeeded) return null
  const detected = eld.detect(text).getScores()
  return most(new Map(languages.map((language) => [language, detected[language] ?? 0])))
}
