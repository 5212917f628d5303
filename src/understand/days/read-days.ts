import type { PartOfDay } from '../understood.ts'
import { type Day, inWeekOf, type Span } from './calendar.ts'
import { readClock } from './clock.ts'
import { type DayPhrase, mostLittleWords, type NamedSpan, type Reading } from './phrase.ts'
import { readPhrase } from './read-phrase.ts'
import { has, saysNothing, type Term } from './term.ts'

/** The days and the part of the day that a message names. */
export interface DaysRead {
  readonly days: Span | null
  readonly other: Span | null
  readonly part: PartOfDay | null
  /** Words of the message that say a day, by their place. */
  readonly words: ReadonlySet<number>
  /** Words that say a part of the day: "na het werk". */
  readonly parts: readonly { readonly start: number; readonly end: number }[]
}

interface Placed extends DayPhrase {
  readonly from: number
  /** What stands before it: "vanaf", "tot", "na", "niet". */
  readonly prefix: Prefix | null
}

const prefixes = ['from', 'after', 'before', 'until', 'not', 'between'] as const
type Prefix = (typeof prefixes)[number]

/** Reads every day expression of a message and puts them together. */
export function readDays(
  terms: readonly Term[],
  today: Day,
  holidays: readonly NamedSpan[],
): DaysRead {
  const clock = readClock(terms)
  const reading: Reading = { terms, today, holidays, notADate: clock.notADate }
  const found = phrasesIn(reading)
  const words = new Set<number>()
  for (const { from, to } of found) {
    for (const { wordAt, wordCount } of terms.slice(from, to)) {
      for (let word = wordAt; word < wordAt + wordCount; word += 1) words.add(word)
    }
  }
  const said = combine(reading, found)
  const parts = terms
    .filter(({ part }) => part !== null)
    .map(({ wordAt, wordCount }) => ({ start: wordAt, end: wordAt + wordCount }))
  const part = partSaid(terms) ?? clock.part
  return { days: said, other: said?.other ?? null, part, words, parts }
}

/** A message with more days than this asks for no day. */
const mostDays = 24

/** Terms at which a day is looked for; a message of 4,000 characters has about 250 of them. */
const mostTries = 500

function phrasesIn(reading: Reading): readonly Placed[] {
  const { terms } = reading
  const found: Placed[] = []
  let index = 0
  let tries = 0
  while (index < terms.length && found.length < mostDays) {
    const term = terms[index]
    const tried = term !== undefined && !saysNothing(term) && tries < mostTries
    const first = tried ? readPhrase(reading, index) : null
    if (tried) tries += 1
    if (first === null) {
      index += 1
      continue
    }
    const prefix = prefixBefore(terms, index)
    const whole = rangeFrom(reading, first, prefix) ?? first
    found.push({ ...whole, from: index, prefix: whole === first ? prefix : null })
    index = Math.max(whole.to, index + 1)
  }
  return found
}

function prefixBefore(terms: readonly Term[], at: number): Prefix | null {
  let index = at - 1
  while (index > at - mostLittleWords && has(terms, index, 'glue')) index -= 1
  // "De les van zaterdag" is on Saturday; "vanaf zaterdag" begins there.
  if (has(terms, index, 'of') && !has(terms, index, 'between')) return null
  return prefixes.find((prefix) => has(terms, index, prefix)) ?? null
}

/** "X tot en met Y", "between X and Y", and "X - Y". */
function rangeFrom(reading: Reading, first: DayPhrase, prefix: Prefix | null): DayPhrase | null {
  const { terms } = reading
  const at = skipParts(terms, first.to)
  const joins = has(terms, at, 'to', 'dash') || (prefix === 'between' && has(terms, at, 'and'))
  if (!joins) return null
  let next = at + 1
  while (next < at + mostLittleWords && has(terms, next, 'glue', 'to')) next += 1
  const last = readPhrase(reading, next)
  if (last === null || last.precision === 'number') return null
  let { end } = last
  // "vrijdag tot maandag": the Monday after that Friday.
  if (end < first.start && last.weekday !== null) end += 7
  if (end < first.start) return null
  // Said on a Wednesday, "maandag t/m vrijdag" is one week, not the Friday before it.
  return { ...first, end, to: last.to, precision: 'date', other: null }
}

function skipParts(terms: readonly Term[], at: number): number {
  let index = at
  while (
    index < at + mostLittleWords &&
    (terms[index]?.part != null || has(terms, index, 'part', 'hour'))
  ) {
    index += 1
  }
  return index
}

type Said = Span & { readonly other: Span | null }

/** Puts the expressions of one message together. */
function combine(reading: Reading, found: readonly Placed[]): Said | null {
  const kept = found.filter(({ prefix }) => prefix !== 'not' || found.length === 1)
  const exact = kept.filter(({ precision }) => precision !== 'number')
  const candidates = exact.length > 0 ? exact : kept
  const [first, ...rest] = corrected(reading, candidates)
  if (first === undefined) return null
  let said: Placed = first
  for (const next of rest) {
    if (connected(reading.terms, said.to, next.from)) {
      const start = next.start < said.start ? next.start : said.start
      const end = said.end < next.end ? next.end : said.end
      said = { ...said, start, end, to: next.to, other: null, weekday: null }
    } else {
      const inPeriod = weekdayInPeriod(said, next) ?? weekdayInPeriod(next, said)
      if (inPeriod !== null) said = { ...said, ...inPeriod, other: null }
    }
  }
  if (oneAfter(reading.terms, said.to)) return { ...weekLater(said), other: null }
  const { start, end } = withPrefix(said, reading.today)
  return { start, end, other: said.prefix === null ? said.other : null }
}

/** "Niet dit weekend maar dat daarna": said within a few words. */
const oneAfter = (terms: readonly Term[], from: number): boolean =>
  [0, 1, 2].some((step) => has(terms, from + step, 'oneAfter'))

const weekLater = ({ start, end }: Span): Span => ({ start: start + 7, end: end + 7 })

/** "zaterdag, nee, ik bedoel zondag": what comes after the correction. */
function corrected(reading: Reading, found: readonly Placed[]): readonly Placed[] {
  const last = found.findLast(({ from }, index) => {
    const before = found[index - 1]
    if (before === undefined) return false
    for (let at = before.to; at < from; at += 1) if (has(reading.terms, at, 'instead')) return true
    return false
  })
  return last === undefined ? found : found.slice(found.indexOf(last))
}

/** With more terms between, two days are not said together. */
const mostBetween = 12

/** Whether only "of", "en", a comma and little words stand between two expressions. */
function connected(terms: readonly Term[], from: number, to: number): boolean {
  if (to - from > mostBetween) return false
  let joined = false
  let others = 0
  for (let index = from; index < to; index += 1) {
    const term = terms[index]
    if (term === undefined) continue
    if (has(terms, index, 'or', 'and', 'slash', 'dash', 'to') || term.text === ',') joined = true
    else if (has(terms, index, 'glue', 'part', 'or', 'coming', 'this', 'filler')) continue
    else if (term.part === null) others += 1
  }
  return joined && others <= 1
}

/** A weekday and, elsewhere, a week or weekend: "volgende week iets leren, liefst op dinsdag". */
function weekdayInPeriod(period: Placed, day: Placed): Span | null {
  if (period.precision !== 'period' || day.weekday === null) return null
  const inside = inWeekOf(period.start, day.weekday)
  const end = period.end
  if (inside < period.start || end < inside) return null
  return { start: inside, end: inside }
}

/** "vanaf X" runs to the end of its week, "tot X" from today, "na X" from the day after. */
function withPrefix(said: Placed, today: Day): Span {
  switch (said.prefix) {
    case 'from':
      return { start: said.start, end: later(said.end, endOfWeek(said.start)) }
    case 'after': {
      const start = said.end + 1
      return { start, end: endOfWeek(start) }
    }
    case 'until':
      return today < said.start || said.precision !== 'period'
        ? { start: earlier(today, said.end), end: said.end }
        : said
    case 'before':
      return today < said.start
        ? { start: today, end: said.start - 1 }
        : { start: said.start, end: said.end }
    default:
      return said
  }
}

const endOfWeek = (day: Day): Day => inWeekOf(day, 7)
const later = (a: Day, b: Day): Day => (a < b ? b : a)
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** The part of the day in words; nothing when two different ones are said. */
function partSaid(terms: readonly Term[]): PartOfDay | null {
  const parts = new Set(terms.flatMap(({ part }) => (part === null ? [] : [part])))
  const [only] = parts
  return parts.size === 1 && only !== undefined ? only : null
}
