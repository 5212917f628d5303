import en from '../../../locales/en/words.json' with { type: 'json' }
import nl from '../../../locales/nl/words.json' with { type: 'json' }
import type { Locale } from '../../language/locale.ts'
import { type WordLists, wordList } from './word-list.ts'

/** The word lists of the languages that Stapje speaks, checked when they are loaded. */
export const ourWords: WordLists<Locale> = { nl: wordList.parse(nl), en: wordList.parse(en) }
