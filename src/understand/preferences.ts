import enWords from '../../locales/en/preferences.json' with { type: 'json' }
import nlWords from '../../locales/nl/preferences.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import { type Locale, locales } from '../language/locale.ts'

/** What somebody wants to get by itself, or no more. */
export interface Preference {
  readonly kind: 'compliments' | 'weeklyTip' | 'recommendations'
  readonly wanted: boolean
}

const lists: Readonly<Record<Locale, typeof nlWords>> = { nl: nlWords, en: enWords }

/** Longer than this, words say something else. */
const mostWords = 14

/** Compliments and recommendations are switched by few words: "kreeg vandaag geen compliment van mijn baas" is not it. */
const mostWordsOfSwitch = 5

/**
 * Reads "geen complimenten meer", "weer complimenten", "stuur me elke week wat er is" and "geen
 * weektip", in either language; null for anything else. Pure. Words of the same language are needed,
 * so that "no" does not switch off what Dutch words ask for.
 */
export function readPreference(text: string): Preference | null {
  const folded = foldWords(text)
  const count = folded.split(' ').length
  if (folded === '' || count > mostWords) return null
  for (const locale of locales) {
    const words = lists[locale]
    const says = (list: readonly string[]) =>
      list.some((phrase) => ` ${folded} `.includes(` ${phrase} `))
    const isOff = says(words.off)
    if (says(words.compliments) && count <= mostWordsOfSwitch && (isOff || says(words.on))) {
      return { kind: 'compliments', wanted: !isOff }
    }
    if (says(words.recommendations) && count <= mostWordsOfSwitch && (isOff || says(words.on))) {
      return { kind: 'recommendations', wanted: !isOff }
    }
    if (says(words.weekly) && (isOff || says(words.message))) {
      return { kind: 'weeklyTip', wanted: !isOff }
    }
  }
  return null
}
