import enWords from '../../locales/en/city-words.json' with { type: 'json' }
import nlWords from '../../locales/nl/city-words.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import { type Locale, locales } from '../language/locale.ts'
import { spellingOf } from '../understand/spelling/spelling.ts'
import type { City } from './city.ts'

const lists: Readonly<Record<Locale, typeof nlWords>> = { nl: nlWords, en: enWords }
const others = new Set(locales.flatMap((locale) => lists[locale].other))
const beginnings = locales
  .flatMap((locale) => lists[locale].named)
  .toSorted((one, other) => other.length - one.length)

/** Whether words ask for another city: "andere stad", "other city". */
export const asksForOtherCity = (typed: string): boolean => others.has(foldWords(typed))

type NamedCity = Pick<City, 'slug' | 'name'>

const squeezed = (words: string) => foldWords(words).replaceAll(' ', '')
const namesOf = ({ slug, name }: NamedCity) => [
  ...new Set([...locales.map((locale) => squeezed(name[locale])), squeezed(slug)]),
]

/** The city that an answer to "which city?" is, also misspelt: "Utrect", "ik woon in utrecht"; null for none. */
export function cityTyped<C extends NamedCity>(typed: string, cities: readonly C[]): C | null {
  const folded = foldWords(typed)
  const beginning = beginnings.find((words) => folded.startsWith(`${words} `)) ?? ''
  const word = squeezed(folded.slice(beginning.length))
  if (word === '') return null
  const exact = cities.find((city) => namesOf(city).includes(word))
  if (exact !== undefined) return exact
  const [near = '', another] = spellingOf(cities.flatMap(namesOf)).near(word)
  return another === undefined
    ? (cities.find((city) => namesOf(city).includes(near)) ?? null)
    : null
}

/** The city that is meant by "stad Utrecht", "andere stad: Breda", "city Tilburg"; null for other words. */
export function citySaid<C extends NamedCity>(typed: string, cities: readonly C[]): C | null {
  const folded = foldWords(typed)
  const isSaid = locales.some((locale) =>
    [...lists[locale].other, lists[locale].word].some((words) => folded.startsWith(`${words} `)),
  )
  return isSaid ? cityTyped(folded, cities) : null
}

/** The one city whose name stands in a message as it is written; null for none, and for several. */
export function cityMentioned<C extends NamedCity>(typed: string, cities: readonly C[]): C | null {
  const folded = ` ${foldWords(typed)} `
  const [only = null, another] = cities.filter(({ name }) =>
    locales.some((locale) => folded.includes(` ${foldWords(name[locale])} `)),
  )
  return another === undefined ? only : null
}
