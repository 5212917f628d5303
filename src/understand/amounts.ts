import en from '../../locales/en/search-words.json' with { type: 'json' }
import nl from '../../locales/nl/search-words.json' with { type: 'json' }

const oneOf = (words: readonly string[]): string =>
  words.map((word) => word.replaceAll(' ', '\\s+')).join('|')

const upTo = oneOf([...nl.upTo, ...en.upTo])
const currency = oneOf([...nl.currency, ...en.currency])
const amount = '(\\d{1,4})(?:[.,](\\d{1,2}))?'

/** An amount of money has its currency before it or after it: "tot 5 euro", "under €10". */
const maximumPrice = new RegExp(
  `(?:^|\\s)(?:${upTo})\\s*(?:€\\s*${amount}|${amount}\\s*(?:€|(?:${currency})(?![a-z])))`,
  'i',
)

/**
 * Reads the most that something may cost: "max 5 euro", "under €10", "niet meer dan 7,50 euro".
 *
 * @returns cents of a euro; null when no such amount is said
 */
export function readMaximumPrice(text: string): number | null {
  const [, before, beforeCents, after, afterCents] = maximumPrice.exec(text.slice(0, longest)) ?? []
  const euros = before ?? after
  if (euros === undefined) return null
  return Number(euros) * 100 + Number((beforeCents ?? afterCents ?? '').padEnd(2, '0'))
}

const people = oneOf([...nl.people, ...en.people])
const forPeople = oneOf([...nl.forPeople, ...en.forPeople])
const groups: ReadonlyMap<string, number> = new Map(
  [...nl.groups, ...en.groups].flatMap((words, index) =>
    words.map((word): [string, number] => [word, (index % nl.groups.length) + 2]),
  ),
)
const placesNeeded = new RegExp(`(?:^|\\s)(?:${forPeople})\\s+(\\d)\\s+(?:${people})(?![a-z])`, 'i')
const group = new RegExp(`(?:^|\\s)(${oneOf([...groups.keys()])})(?![a-z])`, 'i')

/** Reads for how many there must be a place, 2 to 9: "voor 4 personen", "met zijn drieën", "the two of us". */
export function readPlacesNeeded(text: string): number | null {
  const said = text.slice(0, longest)
  const figure = Number(placesNeeded.exec(said)?.[1] ?? 0)
  if (figure >= 2) return figure
  const word = group.exec(said)?.[1]?.toLowerCase().replace(/\s+/g, ' ')
  return word === undefined ? null : (groups.get(word) ?? null)
}

/** Longer than this is a story; a wish stands in what comes before. */
const longest = 500
