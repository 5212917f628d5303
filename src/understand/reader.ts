import { readMaximumPrice, readPlacesNeeded } from './amounts.ts'
import { contentWords } from './content-words.ts'
import { readDay, type Span, writeDay } from './days/calendar.ts'
import { readClockSpan } from './days/clock-span.ts'
import { readDays } from './days/read-days.ts'
import { readTerms } from './days/term.ts'
import { chooseIntent } from './intent.ts'
import { languageReader } from './language.ts'
import type { Found } from './patterns/matcher.ts'
import type { Mark } from './patterns/pattern.ts'
import { findPlace } from './places.ts'
import { wordReader } from './spelling/read-words.ts'
import { tokenize } from './token.ts'
import { chooseTopic, topicFor } from './topics.ts'
import type { DayRange, UnderstandingContext, Understood } from './understood.ts'
import type { Word } from './word.ts'
import { lexiconOf, type Meaning, type WishName } from './words/lexicon.ts'
import type { WordLists } from './words/word-list.ts'

/** What is understood when the languages are those of the word lists given. */
export type UnderstoodIn<Language extends string> = Omit<Understood, 'locale' | 'languageAsked'> & {
  readonly locale: Language | null
  readonly languageAsked: Language | null
}

/** Reads messages with one set of word lists. */
export type Reader<Language extends string> = (
  text: string,
  context: UnderstandingContext,
) => UnderstoodIn<Language>

/**
 * Makes the reader of messages in the languages of the word lists, first the default one.
 *
 * Each message is read in one pass per question (words, days, place, patterns), so the time it takes
 * grows with its length and no faster.
 *
 * @throws {RangeError} for a word list with a fault
 */
export function readerOf<Language extends string>(
  lists: WordLists<Language>,
  languages: readonly Language[],
): Reader<Language> {
  const lexicon = lexiconOf(lists, languages)
  const readWords = wordReader(lexicon)
  const readLanguage = languageReader(lexicon)
  const isOurs = (tag: string): tag is Language => languages.some((language) => language === tag)
  return (text, { now, places, holidays = [] }) => {
    const tokens = tokenize(text)
    const plain = readWords(tokens)
    const today = readDay(now)
    const terms = readTerms(tokens, plain, lexicon.phrases)
    const days = readDays(terms, today, holidays)
    const place = findPlace(plain, places, (word) => lexicon.known.has(word))
    const inPlace = (index: number) => place !== null && index >= place.start && index < place.end
    const words = plain.map((word, index) => withMarks(word, days.words.has(index), inPlace(index)))
    const found = lexicon.matcher.find(words)
    const wished = found.filter(isOfKind('wish'))
    const spoken = found.filter(isOfKind('spoken'))
    const wishesSaid = wished.filter(({ meaning }) => meaning.says !== 'cancel')
    const taken = [...days.parts, ...wishesSaid, ...spoken]
    const topics = found.filter(isOfKind('topic'))
    const wishes = readWishes(wished)
    const maximumPriceCents = readMaximumPrice(text)
    const placesNeeded = readPlacesNeeded(text)
    const names = found.filter(isOfKind('languageName'))
    const named = new Map<number, Language>()
    for (const { meaning, start } of names) {
      if (isOurs(meaning.language)) named.set(start, meaning.language)
    }
    const intent = isDistress(found.filter(isOfKind('distress')))
      ? 'crisis'
      : chooseIntent(found.filter(isOfKind('intent')), {
          topic: chooseTopic(topics, taken) !== null,
          days: days.days !== null,
          partOfDay: days.part !== null,
          place: place !== null,
          wish: [...Object.values(wishes), maximumPriceCents, placesNeeded].some(
            (wish) => wish !== null,
          ),
        })
    const asked = names.find(({ meaning }) => isOurs(meaning.language))?.meaning.language ?? null
    return {
      locale: readLanguage(words, { names: named, isPlace: inPlace }),
      intent,
      when: {
        days: rangeOf(days.days),
        partOfDay: days.part,
        otherReading: rangeOf(days.other),
        clock: readClockSpan(terms),
      },
      where: { neighbourhood: place?.slug ?? null, online: wishes.online },
      what: {
        topic: topicFor(intent, topics, taken),
        free: wishes.free,
        children: wishes.children,
        wheelchair: wishes.wheelchair,
        maximumPriceCents,
        spokenLanguage: spoken[0]?.meaning.language ?? null,
        placesNeeded,
        words: contentWords(words, found, lexicon.known),
      },
      languageAsked: intent === 'language' && asked !== null && isOurs(asked) ? asked : null,
    }
  }
}

type OfKind<Kind extends Meaning['kind']> = Found<Extract<Meaning, { kind: Kind }>>

const isOfKind =
  <Kind extends Meaning['kind']>(kind: Kind) =>
  (found: Found<Meaning>): found is OfKind<Kind> =>
    found.meaning.kind === kind

function withMarks(word: Word, isDay: boolean, isPlace: boolean): Word {
  if (!isDay && !isPlace) return word
  const marks = new Set<Mark>(word.marks)
  if (isDay) marks.add('day')
  if (isPlace) marks.add('place')
  return { ...word, marks }
}

/** Distress that is not said in an idiom: of "ik lach me dood" nothing is left. */
function isDistress(found: readonly OfKind<'distress'>[]): boolean {
  const idioms = found.filter(({ meaning }) => meaning.idiom)
  return found.some(
    ({ meaning, start, end }) =>
      !meaning.idiom && !idioms.some((idiom) => idiom.start < end && start < idiom.end),
  )
}

function readWishes(found: readonly OfKind<'wish'>[]): Record<WishName, boolean | null> {
  const said = (name: WishName, wanted: 'yes' | 'no' | 'cancel') =>
    found.filter(({ meaning: { wish, says } }) => wish === name && says === wanted)
  const wishOf = (name: WishName): boolean | null => {
    if (said(name, 'no').length > 0) return false
    const cancelled = said(name, 'cancel')
    const yes = said(name, 'yes').some(
      ({ start, end }) => !cancelled.some((other) => other.start < end && start < other.end),
    )
    return yes ? true : null
  }
  return {
    free: wishOf('free'),
    online: wishOf('online'),
    children: wishOf('children'),
    wheelchair: wishOf('wheelchair'),
  }
}

function rangeOf(span: Span | null): DayRange | null {
  if (span === null) return null
  const [start, end] = [writeDay(span.start), writeDay(span.end)]
  return start === null || end === null ? null : { start, end }
}
