import { remember } from './remember.ts'
import { spellingOf } from './spelling/spelling.ts'
import { tokenize } from './token.ts'
import type { KnownPlace } from './understood.ts'
import type { Word } from './word.ts'

/** A neighbourhood found in a message and the words that name it. */
export interface PlaceFound {
  readonly slug: string
  readonly start: number
  readonly end: number
}

interface PlaceName {
  readonly slug: string
  readonly words: readonly string[]
}

interface PlaceIndex {
  readonly byFirstWord: ReadonlyMap<string, readonly PlaceName[]>
  readonly byPostcode: ReadonlyMap<string, string>
  /** The word, and the names that it may be a misspelling of. */
  readonly near: (word: string) => readonly string[]
}

/** A city's places do not change while it is loaded, so each list is prepared once. */
const indexes = new WeakMap<readonly KnownPlace[], PlaceIndex>()

/** Names of one short word are everyday words too ("Cool", "Noord"): those are never corrected. */
const correctedFrom = 6

const wordsKept = 5_000

/**
 * Finds the first neighbourhood that a message names, by one of its names, a misspelling or the
 * figures of a postcode.
 *
 * @param known tells whether a word is an everyday one, and so no misspelling of a place
 */
export function findPlace(
  words: readonly Word[],
  places: readonly KnownPlace[],
  known: (word: string) => boolean,
): PlaceFound | null {
  let index = indexes.get(places)
  if (index === undefined) {
    index = indexOf(places)
    indexes.set(places, index)
  }
  let found: PlaceFound | null = null
  for (let start = 0; start < words.length; start += 1) {
    const here = placeAt(words, start, index, known)
    // "Oude Noorden" says more than "Noord".
    if (here !== null && (found === null || here.end - here.start > found.end - found.start)) {
      found = here
    }
  }
  return found
}

function placeAt(
  words: readonly Word[],
  start: number,
  { byFirstWord, byPostcode, near }: PlaceIndex,
  known: (word: string) => boolean,
): PlaceFound | null {
  const word = words[start]
  if (word === undefined) return null
  if (word.isNumber) {
    const slug = byPostcode.get(word.text)
    return slug === undefined ? null : { slug, start, end: start + 1 }
  }
  const forms = (text: string) => (known(text) ? [text] : near(text))
  let best: PlaceFound | null = null
  for (const first of forms(word.text)) {
    for (const { slug, words: name } of byFirstWord.get(first) ?? []) {
      const end = start + name.length
      if (best !== null && end <= best.end) continue
      const all = name.every(
        (part, offset) => offset === 0 || forms(words[start + offset]?.text ?? '').includes(part),
      )
      if (all) best = { slug, start, end }
    }
  }
  return best
}

function indexOf(places: readonly KnownPlace[]): PlaceIndex {
  const byFirstWord = new Map<string, PlaceName[]>()
  const byPostcode = new Map<string, string>()
  const parts = new Set<string>()
  const add = (slug: string, words: readonly string[]) => {
    const [first] = words
    if (first === undefined) return
    for (const word of words) if (word.length >= correctedFrom) parts.add(word)
    const listed = byFirstWord.get(first)
    if (listed === undefined) byFirstWord.set(first, [{ slug, words }])
    else listed.push({ slug, words })
  }
  for (const { slug, names, postcodes } of places) {
    for (const name of names) {
      const words = tokenize(name)
        .filter(({ kind }) => kind !== 'sign')
        .map(({ text }) => text)
      add(slug, words)
      if (words.length > 1 && words.join('').length >= correctedFrom) add(slug, [words.join('')])
    }
    for (const postcode of postcodes) byPostcode.set(postcode, slug)
  }
  const spelling = spellingOf(parts)
  const near = remember(wordsKept, (word) =>
    word.length < correctedFrom ? [word] : [word, ...spelling.near(word)],
  )
  return { byFirstWord, byPostcode, near }
}
