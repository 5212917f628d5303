import { phrasesOf } from '../days/day-words.ts'
import type { Phrases } from '../days/term.ts'
import { type Matcher, matcherOf } from '../patterns/matcher.ts'
import { type Pattern, patternReader } from '../patterns/pattern.ts'
import { type Spelling, spellingOf } from '../spelling/spelling.ts'
import { tokenize } from '../token.ts'
import type { Intent, Topic } from '../understood.ts'
import { type Level, levels, type WordList, type WordLists } from './word-list.ts'

/** The wishes that are said or not. */
export const wishNames = ['free', 'online', 'children', 'wheelchair'] as const
export type WishName = (typeof wishNames)[number]

/** What a pattern that was found says. */
export type Meaning =
  | { readonly kind: 'distress'; readonly idiom: boolean }
  | { readonly kind: 'intent'; readonly intent: Intent; readonly level: Level | 'never' }
  | { readonly kind: 'topic'; readonly topic: Topic; readonly weight: 'strong' | 'weak' }
  | { readonly kind: 'wish'; readonly wish: WishName; readonly says: 'yes' | 'no' | 'cancel' }
  | { readonly kind: 'languageName'; readonly language: string }
  | { readonly kind: 'spoken'; readonly language: string }

type Index<Language> = ReadonlyMap<string, ReadonlySet<Language>>

/** The languages of the beginnings ("kook*") and endings ("*les") of words. */
export interface Stems<Language> {
  readonly beginnings: Index<Language>
  readonly endings: Index<Language>
}

/** Every word list, prepared for reading messages. */
export interface Lexicon<Language extends string> {
  readonly languages: readonly Language[]
  readonly phrases: Phrases
  readonly matcher: Matcher<Meaning>
  readonly spelling: Spelling
  /** The languages in which a listed word is one; more than one is no evidence. */
  readonly languagesOf: Index<Language>
  readonly functionWordsOf: Index<Language>
  /** The languages in which a pattern asks for words that begin or end like that. */
  readonly stems: Stems<Language>
  /** The words that a hasty spelling stands for. */
  readonly variants: ReadonlyMap<string, readonly string[]>
  /** Words that are spelt well, so that no correction is looked for. */
  readonly known: ReadonlySet<string>
}

/**
 * Prepares word lists.
 *
 * @throws {RangeError} for a pattern that names a class that is not there
 */
export function lexiconOf<Language extends string>(
  lists: WordLists<Language>,
  languages: readonly Language[],
): Lexicon<Language> {
  const languagesOf = new Map<string, Set<Language>>()
  const functionWordsOf = new Map<string, Set<Language>>()
  const stems = {
    beginnings: new Map<string, Set<Language>>(),
    endings: new Map<string, Set<Language>>(),
  }
  const variants = new Map<string, string[]>()
  const known = new Set<string>()
  const correctable = new Set<string>()
  const entries: [Meaning, Pattern][] = []
  for (const language of languages) {
    const list = lists[language]
    const read = patternReader(list.classes)
    const own = [...patternsOf(list)].map(([meaning, text]): [Meaning, Pattern] => [
      meaning,
      read(text),
    ])
    entries.push(...own)
    // Names of languages stand in every language's lists.
    const isName = ({ kind }: Meaning) => kind === 'languageName' || kind === 'spoken'
    const listed = own.flatMap(([meaning, pattern]) => (isName(meaning) ? [] : wordsOf(pattern)))
    const dayWords = [...phrasesOf([list])].flatMap(([first, phrases]) => [
      first,
      ...phrases.flatMap(({ rest }) => rest),
    ])
    for (const word of [...listed, ...dayWords]) {
      addTo(languagesOf, word, language)
      known.add(word)
      if (word.length >= 4) correctable.add(word)
    }
    for (const [, pattern] of own) for (const word of wordsOf(pattern)) known.add(word)
    for (const word of list.functionWords.flatMap(plainWords)) {
      addTo(functionWordsOf, word, language)
      known.add(word)
    }
    for (const [meant, typed] of Object.entries(list.variants)) {
      for (const word of typed.flatMap(plainWords)) {
        variants.set(word, [...(variants.get(word) ?? []), meant])
        addTo(functionWordsOf, word, language)
        known.add(word)
      }
    }
    for (const word of list.ordinaryWords.flatMap(plainWords)) {
      addTo(languagesOf, word, language)
      known.add(word)
    }
    for (const [meaning, pattern] of own) {
      for (const step of pattern) {
        if (step.kind !== 'word' || isName(meaning)) continue
        for (const stem of step.test.beginnings) addTo(stems.beginnings, stem, language)
        for (const ending of step.test.endings) addTo(stems.endings, ending, language)
      }
    }
  }
  return {
    languages,
    phrases: phrasesOf(languages.map((language) => lists[language])),
    matcher: matcherOf(entries),
    spelling: spellingOf(correctable),
    languagesOf,
    functionWordsOf,
    stems,
    variants,
    known,
  }
}

function addTo<Language>(index: Map<string, Set<Language>>, word: string, language: Language) {
  const there = index.get(word)
  if (there === undefined) index.set(word, new Set([language]))
  else there.add(language)
}

const plainWords = (entry: string): readonly string[] =>
  tokenize(entry)
    .filter(({ kind }) => kind === 'word')
    .map(({ text }) => text)

const wordsOf = (pattern: Pattern): readonly string[] =>
  pattern.flatMap((step) => (step.kind === 'word' ? step.test.words : []))

function* patternsOf(list: WordList): Iterable<[Meaning, string]> {
  const { said, idiom } = list.distress
  for (const text of said) yield [{ kind: 'distress', idiom: false }, text]
  for (const text of idiom) yield [{ kind: 'distress', idiom: true }, text]
  for (const [intent, sayings] of typedEntries(list.intents)) {
    for (const level of [...levels, 'never'] as const) {
      for (const text of sayings?.[level] ?? []) yield [{ kind: 'intent', intent, level }, text]
    }
  }
  for (const [topic, words] of typedEntries(list.topics)) {
    for (const weight of ['strong', 'weak'] as const) {
      for (const text of words?.[weight] ?? []) yield [{ kind: 'topic', topic, weight }, text]
    }
  }
  for (const wish of wishNames) {
    for (const says of ['yes', 'no', 'cancel'] as const) {
      for (const text of list.wishes[wish][says]) yield [{ kind: 'wish', wish, says }, text]
    }
  }
  for (const [language, names] of Object.entries(list.languageNames)) {
    for (const text of names) yield [{ kind: 'languageName', language }, text]
  }
  for (const [language, sayings] of Object.entries(list.spokenLanguages)) {
    for (const text of sayings) yield [{ kind: 'spoken', language }, text]
  }
}

/** Entries of a record, with its keys as they are typed. */
function typedEntries<Key extends string, Value>(
  record: Readonly<Partial<Record<Key, Value>>>,
): [Key, Value | undefined][] {
  // Object.entries gives string keys; zod has checked that the record has no others.
  return Object.entries(record) as [Key, Value | undefined][]
}
