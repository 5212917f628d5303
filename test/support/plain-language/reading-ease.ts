import type { Locale } from '../../../src/language/locale.ts'
import { syllables } from './syllables.ts'

/** What stands for a value in a text: an everyday word of two syllables. Of a link nothing is read. */
const everydayWord: Readonly<Record<Locale, string>> = { nl: 'koken', en: 'cooking' }

/** The text as it is read aloud. */
export function readAloud(text: string, locale: Locale): string {
  return text
    .replaceAll('{{link}}', '')
    .replace(/\{\{\w+\}\}/g, everydayWord[locale])
    .replace(/\/\w+ .*$/, '')
}

/** The words of a text; figures are read at a glance and do not count. */
export const wordsOf = (text: string): readonly string[] =>
  text.match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? []

/** The sentences of a text; what is before a colon is read as one. */
export const sentencesOf = (text: string): readonly string[] =>
  text.split(/[.?!:;]+(?=\s|$|’)|\n/).filter((sentence) => wordsOf(sentence).length > 0)

/** By Flesch for English and by Douma's setting of it for Dutch; 65 is plain, 100 very easy. */
const formulas: Readonly<Record<Locale, (wordsPerSentence: number, perWord: number) => number>> = {
  nl: (wordsPerSentence, perWord) => 206.84 - 0.93 * wordsPerSentence - 77 * perWord,
  en: (wordsPerSentence, perWord) => 206.835 - 1.015 * wordsPerSentence - 84.6 * perWord,
}

/**
 * How easily texts read, together: Flesch-Douma (1960) for Dutch, Flesch (1948) for English.
 *
 * @param texts read aloud already, with at least one word among them.
 */
export function readingEase(texts: readonly string[], locale: Locale): number {
  const words = texts.flatMap(wordsOf)
  const sentences = texts.flatMap(sentencesOf)
  const total = words.reduce((sum, word) => sum + syllables(word, locale), 0)
  return formulas[locale](words.length / sentences.length, total / words.length)
}
