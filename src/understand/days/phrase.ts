import type { Day, Span } from './calendar.ts'
import { has, type Term } from './term.ts'

/** What a message is read with. */
export interface Reading {
  readonly terms: readonly Term[]
  readonly today: Day
  readonly notADate: ReadonlySet<number>
  readonly holidays: readonly NamedSpan[]
}

/** A school holiday of the city. */
export interface NamedSpan extends Span {
  readonly name: string
}

/** A day expression: its days, how precise it is, and the terms that say it. */
export interface DayPhrase extends Span {
  readonly start: Day
  readonly end: Day
  readonly other: Span | null
  readonly precision: 'number' | 'period' | 'day' | 'date'
  /** The weekday, for combining it with a period said elsewhere. */
  readonly weekday: number | null
  readonly to: number
}

export type Rule = (reading: Reading, at: number) => DayPhrase | null

/** No phrase has more little words in a row, so a message full of them takes no longer. */
export const mostLittleWords = 5

/** Goes past articles, "op" and commas. */
export function past(terms: readonly Term[], at: number, ...roles: readonly string[]): number {
  let index = at
  while (
    index < at + mostLittleWords &&
    (has(terms, index, 'glue', ...roles) || terms[index]?.text === ',') &&
    terms[index]?.offset == null
  ) {
    index += 1
  }
  return index
}

export function phrase(
  span: Span,
  to: number,
  precision: DayPhrase['precision'],
  more: { other?: Span | null; weekday?: number } = {},
): DayPhrase {
  return { ...span, to, precision, other: more.other ?? null, weekday: more.weekday ?? null }
}
