import { comingMonth, type Day, dayOf, monthOf, type Span } from './calendar.ts'
import { past, type Reading } from './phrase.ts'
import { has, type Term } from './term.ts'

/** How a day or period is pointed at: "deze", "volgende", "komende", "vorige". */
export type Pointer = 'this' | 'next' | 'coming' | 'previous' | 'rest' | 'afterNext'

const pointers: readonly Pointer[] = ['rest', 'afterNext', 'previous', 'next', 'coming', 'this']

/** "Deze komende" is two; more are no language. */
const mostPointers = 6

export function readPointer(terms: readonly Term[], at: number): readonly [Pointer | null, number] {
  let index = past(terms, at)
  const found = new Set<Pointer>()
  while (index < at + mostPointers) {
    const role = pointers.find((pointer) => has(terms, index, pointer))
    if (role === undefined) break
    found.add(role)
    index = past(terms, index + 1, ...(role === 'rest' ? ['of'] : []))
  }
  return [pointers.find((pointer) => found.has(pointer)) ?? null, found.size === 0 ? at : index]
}

/** A day's number in its month, in figures or words: "15", "15e", "de vijftiende". */
export function readDayNumber({ terms, notADate }: Reading, at: number) {
  const index = past(terms, at)
  const term = terms[index]
  if (term === undefined || notADate.has(index)) return null
  const day = term.ordinal ?? term.number
  if (day === null || day < 1 || day > 31 || term.digits > 2) return null
  const suffixed = term.number !== null && has(terms, index + 1, 'ordinalEnding')
  const ordinal = term.ordinal !== null || suffixed
  if (!ordinal && has(terms, index + 1, 'unit')) return null
  const to = suffixed ? index + 2 : index + 1
  return { day, ordinal, inFigures: term.digits > 0, to, article: index > at }
}

/** Two day numbers: "4-23", "van 13 tot 15", "3 en 12". */
export function numberRange(reading: Reading, at: number) {
  const { terms } = reading
  const first = readDayNumber(reading, past(terms, at, 'from', 'between'))
  if (first === null) return null
  if (!has(terms, first.to, 'to', 'dash', 'and', 'or')) return null
  const last = readDayNumber(reading, first.to + 1)
  if (last === null || last.day < first.day) return null
  return { first: first.day, last: last.day, to: last.to }
}

export function readMonth(terms: readonly Term[], at: number) {
  const index = past(terms, at, 'of', 'in')
  const month = terms[index]?.month ?? null
  if (month === null) return null
  const to = terms[index + 1]?.text === '.' ? index + 2 : index + 1
  return { month, to }
}

export function readYear({ terms }: Reading, at: number) {
  const index = past(terms, at, 'in', 'dash')
  const term = terms[index]
  const year = term?.digits === 4 ? term.number : null
  return year !== null && year !== undefined && year >= 1990 && year < 2100
    ? { year, to: index + 1 }
    : null
}

/** This month, the next or the one before. */
export const monthAround = (today: Day, pointer: Pointer | null): Span =>
  monthOf(today, pointer === 'next' || pointer === 'coming' ? 1 : pointer === 'previous' ? -1 : 0)

/** A month by name with its year, or as "volgende maand". */
export function readMonthSpan(
  reading: Reading,
  at: number,
): (Span & { readonly to: number }) | null {
  const { terms, today } = reading
  const named = readMonth(terms, at)
  if (named !== null) {
    const year = readYear(reading, named.to)
    const first = year === null ? null : dayOf(year.year, named.month, 1)
    if (year !== null && first !== null) return { ...monthOf(first), to: year.to }
    return { ...comingMonth(today, named.month), to: named.to }
  }
  const [pointer, to] = readPointer(terms, past(terms, at, 'of', 'in'))
  if (pointer === null || !has(terms, to, 'month')) return null
  return { ...monthAround(today, pointer), to: to + 1 }
}
