import enWords from '../../locales/en/follow-ups.json' with { type: 'json' }
import nlWords from '../../locales/nl/follow-ups.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import { type Locale, locales } from '../language/locale.ts'

/** Words that mean something only after what was said before. */
export type FollowUp =
  | { readonly kind: 'more' | 'cheaper' | 'closer' | 'yes' | 'no' }
  /** One of a list by its place, from 1. */
  | { readonly kind: 'pick'; readonly position: number }
  | { readonly kind: 'pickLast' }

const lists: Readonly<Record<Locale, typeof nlWords>> = { nl: nlWords, en: enWords }
const kinds = ['more', 'cheaper', 'closer', 'yes', 'no'] as const

const phrases: ReadonlyMap<string, FollowUp> = new Map(
  locales.flatMap((locale) =>
    kinds.flatMap((kind) => lists[locale][kind].map((phrase) => [foldWords(phrase), { kind }])),
  ),
)
const places: ReadonlyMap<string, FollowUp> = new Map(
  locales.flatMap((locale) => [
    ...lists[locale].positions.flatMap((words, index) =>
      words.map((word): [string, FollowUp] => [word, { kind: 'pick', position: index + 1 }]),
    ),
    ...lists[locale].last.map((word): [string, FollowUp] => [word, { kind: 'pickLast' }]),
  ]),
)
const fillers = new Set(locales.flatMap((locale) => lists[locale].fillers))

/** Longer than this, words say something of their own. */
const mostWords = 7

/**
 * Reads "meer", "iets goedkopers", "de tweede", "nee" and the like, in either language; null for
 * anything else. Pure: what it means depends on what was on the screen, and is the caller's.
 */
export function readFollowUp(text: string): FollowUp | null {
  const folded = foldWords(text)
  const words = folded.split(' ')
  if (folded === '' || words.length > mostWords) return null
  const phrase = phrases.get(folded)
  if (phrase !== undefined) return phrase
  // "Ik neem de tweede", "the second one": one word for a place, and the rest says nothing.
  const placed = words.filter((word) => places.has(word))
  const [place] = placed.length > 1 ? placed.filter((word) => !fillers.has(word)) : placed
  const rest = words.filter((word) => word !== place && !fillers.has(word))
  return place !== undefined && rest.length === 0 ? (places.get(place) ?? null) : null
}

const connectives = locales.flatMap((locale) => lists[locale].connectives.map(foldWords))
const nearMe = locales.flatMap((locale) => lists[locale].nearMe.map(foldWords))

/**
 * Words that go on with the last search rather than begin a new one: "en zondag?", "zondag".
 *
 * @param isWhole whether they say both what and when, as "zondag koken" does: that begins a new one.
 */
export function goesOn(text: string, isWhole = false): boolean {
  const folded = foldWords(text)
  const count = folded.split(' ').length
  if (count <= 6 && connectives.some((words) => folded.startsWith(`${words} `))) return true
  return count <= 2 && !isWhole
}

/** Tells whether somebody asks for what is near them, without saying where that is. */
export function asksNearby(text: string): boolean {
  const folded = ` ${foldWords(text)} `
  return nearMe.some((words) => folded.includes(` ${words} `))
}
