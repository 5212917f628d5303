import {
  comingDate,
  comingDayNumber,
  comingMonth,
  type Day,
  dayOf,
  fullYear,
  inWeekOf,
  isBefore,
  monthOf,
  oneDay,
  plusDays,
  type Span,
  weekdayAfter,
  weekdayBefore,
  weekendOf,
  weekOf,
} from './calendar.ts'
import { feastDays } from './feasts.ts'
import type { Term } from './term.ts'

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

type Rule = (reading: Reading, at: number) => DayPhrase | null

/** The longest day expression that begins at a term. */
export function readPhrase(reading: Reading, at: number): DayPhrase | null {
  let best: DayPhrase | null = null
  for (const rule of rules) {
    const found = rule(reading, at)
    if (found !== null && (best === null || found.to > best.to)) best = found
  }
  return best
}

const has = (terms: readonly Term[], at: number, ...roles: readonly string[]): boolean =>
  roles.some((role) => terms[at]?.roles.has(role) === true)

/** Goes past articles, "op" and commas. */
function past(terms: readonly Term[], at: number, ...roles: readonly string[]): number {
  let index = at
  while (
    (has(terms, index, 'glue', ...roles) || terms[index]?.text === ',') &&
    terms[index]?.offset == null
  ) {
    index += 1
  }
  return index
}

function phrase(
  span: Span,
  to: number,
  precision: DayPhrase['precision'],
  more: { other?: Span | null; weekday?: number } = {},
): DayPhrase {
  return { ...span, to, precision, other: more.other ?? null, weekday: more.weekday ?? null }
}

/** How a day or period is pointed at: "deze", "volgende", "komende", "vorige". */
type Pointer = 'this' | 'next' | 'coming' | 'previous' | 'rest' | 'afterNext'

const pointers: readonly Pointer[] = ['rest', 'afterNext', 'previous', 'next', 'coming', 'this']

function readPointer(terms: readonly Term[], at: number): readonly [Pointer | null, number] {
  let index = past(terms, at)
  const found = new Set<Pointer>()
  for (;;) {
    const role = pointers.find((pointer) => has(terms, index, pointer))
    if (role === undefined) break
    found.add(role)
    index = past(terms, index + 1, ...(role === 'rest' ? ['of'] : []))
  }
  return [pointers.find((pointer) => found.has(pointer)) ?? null, found.size === 0 ? at : index]
}

/** A day's number in its month, in figures or words: "15", "15e", "de vijftiende". */
function readDayNumber({ terms, notADate }: Reading, at: number) {
  const index = past(terms, at)
  const term = terms[index]
  if (term === undefined || notADate.has(index)) return null
  const day = term.ordinal ?? term.number
  if (day === null || day < 1 || day > 31 || term.digits > 2) return null
  const suffixed = term.number !== null && has(terms, index + 1, 'ordinalEnding')
  const ordinal = term.ordinal !== null || suffixed
  if (!ordinal && has(terms, index + 1, 'unit')) return null
  return { day, ordinal, to: suffixed ? index + 2 : index + 1, article: index > at }
}

function readMonth(terms: readonly Term[], at: number) {
  const index = past(terms, at, 'of', 'in')
  const month = terms[index]?.month ?? null
  if (month === null) return null
  const to = terms[index + 1]?.text === '.' ? index + 2 : index + 1
  return { month, to }
}

function readYear({ terms }: Reading, at: number) {
  const index = past(terms, at, 'in', 'dash')
  const term = terms[index]
  const year = term?.digits === 4 ? term.number : null
  return year !== null && year !== undefined && year >= 1990 && year < 2100
    ? { year, to: index + 1 }
    : null
}

const monthAround = (today: Day, pointer: Pointer | null): Day =>
  pointer === 'next' || pointer === 'coming'
    ? today.with({ day: 1 }).add({ months: 1 })
    : pointer === 'previous'
      ? today.with({ day: 1 }).subtract({ months: 1 })
      : today

/** A month by name with its year, or as "volgende maand". */
function readMonthSpan(reading: Reading, at: number): (Span & { readonly to: number }) | null {
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
  return { ...monthOf(monthAround(today, pointer)), to: to + 1 }
}

/** "vandaag", "overmorgen". */
const relativeDay: Rule = ({ terms, today }, at) => {
  // "deze namiddag", "this coming evening".
  if (has(terms, at, 'this') && terms[at + 1]?.part != null && terms[at + 1]?.weekday == null) {
    return phrase(oneDay(today), at + 2, 'date')
  }
  const offset = terms[at]?.offset ?? null
  return offset === null ? null : phrase(oneDay(plusDays(today, offset)), at + 1, 'date')
}

/** "zaterdag", "volgende week vrijdag", "friday the 26th", "this coming Saturday". */
const weekday: Rule = (reading, at) => {
  const { terms, today } = reading
  const [pointer, named] = readPointer(terms, at)
  const term = terms[named]
  const number = term?.weekday ?? null
  if (term === undefined || number === null) return null
  if (pointer === null && named !== at) return null
  if (term.roles.has('weak') && pointer === null && !besideADay(reading, at)) return null
  const dotted = terms[named + 1]?.text === '.' ? named + 2 : named + 1
  if (pointer === null || pointer === 'this') {
    const date = fullDate(reading, dotted)
    if (date !== null) return date
    const within = weekAfter(reading, dotted)
    if (within !== null) {
      return phrase(oneDay(inWeekOf(within.day, number)), within.to, 'date')
    }
    const dayNumber = readDayNumber(reading, past(terms, dotted, 'part'))
    if (dayNumber !== null) {
      const exact = comingDayNumber(today, dayNumber.day, number)
      if (exact !== null) return phrase(oneDay(exact), dayNumber.to, 'date')
    }
  }
  if (pointer === 'previous') {
    return phrase(oneDay(weekdayBefore(today, number)), dotted, 'date')
  }
  const coming = weekdayAfter(today, number)
  const nextWeek = inWeekOf(plusDays(today, 7), number)
  const different = !coming.equals(nextWeek)
  if (pointer === 'next' || pointer === 'afterNext') {
    const other = different ? oneDay(coming) : null
    return phrase(oneDay(nextWeek), dotted, 'date', { other })
  }
  const other = today.dayOfWeek === number && pointer === 'this' ? oneDay(today) : null
  return phrase(oneDay(coming), dotted, 'day', { weekday: number, other })
}

/** A short form that is also another word counts beside a number, a part of the day or alone. */
function besideADay({ terms }: Reading, at: number): boolean {
  const [before, after] = [terms[at - 1], terms[at + 1]]
  if (terms.length === 1 || (after?.text === '.' && after.apart === false)) return true
  const tells = (term: Term | undefined) =>
    term !== undefined &&
    (term.part !== null ||
      term.month !== null ||
      term.weekday !== null ||
      (term.number !== null && term.digits > 0) ||
      ['to', 'on', 'this', 'next', 'coming'].some((role) => term.roles.has(role)))
  const joined = has(terms, at + 1, 'or', 'dash', 'slash') && terms[at + 2]?.weekday != null
  const joinedBefore = has(terms, at - 1, 'or', 'dash', 'slash') && terms[at - 2]?.weekday != null
  return tells(before) || (tells(after) && !has(terms, at + 1, 'on')) || joined || joinedBefore
}

/** The week meant after a weekday: "of next week", "over twee weken", "two weeks from now". */
function weekAfter(
  reading: Reading,
  at: number,
): { readonly day: Day; readonly to: number } | null {
  const { terms, today } = reading
  const start = past(terms, at, 'of', 'in', 'part')
  const [pointer, to] = readPointer(terms, start)
  if (
    has(terms, to, 'week') &&
    (pointer === 'this' || pointer === 'next' || pointer === 'coming')
  ) {
    const days = pointer === 'this' ? 0 : 7
    return { day: plusDays(today, days), to: to + 1 }
  }
  const later = offset(reading, past(terms, at))
  return later === null || later.precision !== 'date' ? null : { day: later.start, to: later.to }
}

/** "deze week", "volgende week maandag", "rest van de week", "het weekend", "next month". */
const period: Rule = (reading, at) => {
  const { terms, today } = reading
  if (at > 0 && has(terms, at, 'glue') && !has(terms, past(terms, at), 'weekend', 'week')) {
    return null
  }
  const [pointer, to] = readPointer(terms, at)
  const unit = pointer === null ? past(terms, at) : to
  const term = terms[unit]
  if (term === undefined) return null
  if (term.roles.has('weekend')) return weekend(reading, pointer, unit + 1)
  if (term.roles.has('week')) return week(reading, pointer, unit + 1)
  if (term.roles.has('workweek')) {
    const inWeek = today.dayOfWeek <= 5 && pointer !== 'next'
    const week = inWeek ? today : plusDays(today, 7)
    const start = inWeek ? today : inWeekOf(week, 1)
    return phrase({ start, end: inWeekOf(week, 5) }, unit + 1, 'period')
  }
  if (!term.roles.has('month') || pointer === null) return null
  const month = monthOf(monthAround(today, pointer))
  const span = pointer === 'this' || pointer === 'rest' ? { ...month, start: today } : month
  const numbers = numberRange(reading, unit + 1)
  if (numbers !== null) {
    const start = dayOf(month.start.year, month.start.month, numbers.first)
    const end = dayOf(month.start.year, month.start.month, numbers.last)
    if (start !== null && end !== null) return phrase({ start, end }, numbers.to, 'date')
  }
  return phrase(span, unit + 1, 'period')
}

function weekend(reading: Reading, pointer: Pointer | null, to: number): DayPhrase {
  const { terms, today } = reading
  const thisWeekend = weekendOf(today)
  const nextWeekend = weekendOf(plusDays(today, 7))
  const afterNext = afterTheNext(terms, to)
  if (pointer === 'afterNext' || afterNext !== null) {
    return phrase(weekendOf(plusDays(today, 14)), afterNext ?? to, 'period')
  }
  if (pointer === 'next') {
    return phrase(nextWeekend, to, 'period', { other: thisWeekend })
  }
  if (pointer === 'previous') return phrase(weekendOf(plusDays(today, -7)), to, 'period')
  const of = past(terms, to, 'of')
  const date = of > to ? fullDate(reading, of) : null
  if (date !== null) return phrase(weekendOf(date.start), date.to, 'period')
  const start = isBefore(thisWeekend.start, today) ? today : thisWeekend.start
  if (pointer === 'coming' && today.dayOfWeek >= 6) return phrase(nextWeekend, to, 'period')
  return phrase({ start, end: thisWeekend.end }, to, 'period')
}

function week(reading: Reading, pointer: Pointer | null, to: number): DayPhrase | null {
  const { terms, today } = reading
  const afterNext = afterTheNext(terms, to)
  if (pointer === 'afterNext' || afterNext !== null) {
    return phrase(weekOf(plusDays(today, 14)), afterNext ?? to, 'period')
  }
  const of = has(terms, to, 'of') ? fullDate(reading, past(terms, to, 'of')) : null
  if (of !== null) return phrase(weekOf(of.start), of.to, 'period')
  if (pointer === null) return null
  const days = pointer === 'next' || pointer === 'coming' ? 7 : pointer === 'previous' ? -7 : 0
  const named = past(terms, to)
  const number = terms[named]?.weekday ?? null
  if (number !== null && pointer !== 'rest') {
    return phrase(oneDay(inWeekOf(plusDays(today, days), number)), named + 1, 'date')
  }
  const whole = weekOf(plusDays(today, days))
  return phrase(days === 0 ? { ...whole, start: today } : whole, to, 'period')
}

/** "na de volgende", "after next". */
function afterTheNext(terms: readonly Term[], at: number): number | null {
  if (has(terms, at, 'afterNext')) return at + 1
  if (!has(terms, at, 'after')) return null
  const [pointer, to] = readPointer(terms, at + 1)
  return pointer === 'next' ? to : null
}

/** "over 3 dagen", "in two weeks", "2 weken na 15 januari", "komende drie dagen", "2 sundays from now". */
const offset: Rule = (reading, at) => {
  const { terms, today } = reading
  const prefix = has(terms, at, 'in') ? 1 : 0
  const within = has(terms, at, 'within') ? 1 : 0
  const [pointer, pointed] = readPointer(terms, at + prefix + within)
  let index = pointer === null ? at + prefix + within : pointed
  const term = terms[index]
  if (term === undefined) return null
  let count = term.number ?? (term.roles.has('one') ? 1 : term.roles.has('few') ? 2 : null)
  if (count === null) return null
  if (term.roles.has('one') && has(terms, index + 1, 'few')) {
    count = 2
    index += 1
  }
  index = has(terms, index + 1, 'of') ? index + 2 : index + 1
  const [between, afterPointer] = readPointer(terms, index)
  if (between !== null) index = afterPointer
  const unit = terms[index]
  if (unit === undefined || count > 400) return null
  // "with only 3 next week" counts no weeks.
  if (between !== null && unit.roles.has('week')) return null
  const isDays = unit.roles.has('days')
  const isWeeks = unit.roles.has('week') || unit.roles.has('weeks')
  const isMonths = unit.roles.has('month')
  const isWeekends = unit.roles.has('weekend')
  if (!isDays && !isWeeks && !isMonths && !isWeekends && unit.weekday === null) return null
  const later = (from: Day): Day =>
    isMonths ? from.add({ months: count }) : plusDays(from, count * (isDays ? 1 : 7))
  const direction = between ?? pointer
  if (within > 0) return phrase({ start: today, end: later(today) }, index + 1, 'period')
  if (direction === 'next' || direction === 'coming') {
    if (unit.weekday !== null) return null
    return phrase({ start: plusDays(today, 1), end: later(today) }, index + 1, 'period')
  }
  if (direction !== null) return null
  if (has(terms, index + 1, 'ago')) {
    const then = isDays ? plusDays(today, -count) : plusDays(today, -7 * count)
    return phrase(oneDay(then), index + 2, 'date')
  }
  const starting = has(terms, index + 1, 'starting') ? baseAt(reading, index + 2) : null
  if (starting !== null) {
    const end = plusDays(later(starting.day), -1)
    return phrase({ start: starting.day, end }, starting.to, 'period')
  }
  const base = baseOf(reading, index + 1)
  if (base === null && prefix === 0) return null
  const from = base?.day ?? today
  const to = base?.to ?? index + 1
  if (unit.weekday !== null) {
    const day = plusDays(weekdayAfter(from, unit.weekday), 7 * (count - 1))
    return phrase(oneDay(day), to, 'date')
  }
  if (isWeekends) return phrase(weekendOf(later(from)), to, 'period')
  return phrase(oneDay(later(from)), to, 'date')
}

/** What an offset is counted from: "from now", "na morgen", "vanaf 15 januari". */
function baseOf(reading: Reading, at: number): { readonly day: Day; readonly to: number } | null {
  const { terms, today } = reading
  if (has(terms, at, 'now')) return { day: today, to: at + 1 }
  return has(terms, at, 'from', 'after') ? baseAt(reading, at + 1) : null
}

function baseAt(reading: Reading, at: number): { readonly day: Day; readonly to: number } | null {
  const { terms, today } = reading
  const index = past(terms, at)
  if (has(terms, index, 'now')) return { day: today, to: index + 1 }
  for (const rule of [relativeDay, fullDateRule, weekday]) {
    const found = rule(reading, index)
    if (found !== null) return { day: found.start, to: found.to }
  }
  return null
}

/** Two day numbers: "4-23", "van 13 tot 15", "3 en 12". */
function numberRange(reading: Reading, at: number) {
  const { terms } = reading
  const first = readDayNumber(reading, past(terms, at, 'from', 'between'))
  if (first === null) return null
  if (!has(terms, first.to, 'to', 'dash', 'and', 'or')) return null
  const last = readDayNumber(reading, first.to + 1)
  if (last === null || last.day < first.day) return null
  return { first: first.day, last: last.day, to: last.to }
}

/** "3 maart 2027", "de 15e van volgende maand", "Feb 18", "23-sep-2020", "18/07/14", "2026-12-03". */
function fullDate(reading: Reading, at: number): DayPhrase | null {
  const start = past(reading.terms, at)
  // "1-8 september" begins like the date "1-8".
  return longer(figures(reading, start), dayAndMonth(reading, at) ?? monthAndDay(reading, at))
}

const fullDateRule: Rule = (reading, at) => fullDate(reading, at)

const longer = (a: DayPhrase | null, b: DayPhrase | null): DayPhrase | null =>
  a === null || (b !== null && b.to > a.to) ? b : a

function dated(reading: Reading, day: number, month: number, at: number): DayPhrase | null {
  const year = readYear(reading, at)
  const exact = year === null ? null : dayOf(year.year, month, day)
  if (year !== null && exact !== null) return phrase(oneDay(exact), year.to, 'date')
  const coming = comingDate(reading.today, month, day)
  return coming === null ? null : phrase(oneDay(coming), at, 'date')
}

function dayAndMonth(reading: Reading, at: number): DayPhrase | null {
  const { terms } = reading
  const range = numberRange(reading, at)
  if (range !== null) {
    const month = readMonth(terms, range.to)
    if (month !== null) return datedRange(reading, range.first, range.last, month.month, month.to)
  }
  const number = readDayNumber(reading, at)
  if (number === null) return null
  const day = has(terms, number.to, 'days') && number.ordinal ? number.to + 1 : number.to
  const dash = has(terms, day, 'dash', 'slash') && terms[day + 1]?.apart === false ? day + 1 : day
  const month = readMonth(terms, dash)
  if (month !== null) return dated(reading, number.day, month.month, month.to)
  const pointed = readMonthSpan(reading, day)
  if (pointed === null || (!number.ordinal && !has(terms, day, 'of'))) return null
  const date = dayOf(pointed.start.year, pointed.start.month, number.day)
  return date === null ? null : phrase(oneDay(date), pointed.to, 'date')
}

function datedRange(reading: Reading, first: number, last: number, month: number, at: number) {
  const end = dated(reading, last, month, at)
  const start = end === null ? null : dayOf(end.start.year, month, first)
  return end === null || start === null ? null : phrase({ start, end: end.end }, end.to, 'date')
}

function monthAndDay(reading: Reading, at: number): DayPhrase | null {
  const { terms } = reading
  const month = readMonth(terms, at)
  if (month === null || has(terms, at, 'of', 'in')) return null
  const range = numberRange(reading, month.to)
  if (range !== null && terms[range.to]?.month == null) {
    return datedRange(reading, range.first, range.last, month.month, range.to)
  }
  const number = readDayNumber(reading, month.to)
  return number === null ? null : dated(reading, number.day, month.month, number.to)
}

/** Figures only, day first: "22/04", "10.10", "18-07-14", or a year first. */
function figures(reading: Reading, at: number): DayPhrase | null {
  const { terms, today, notADate } = reading
  const [a, sign, b, sign2, c] = [0, 1, 2, 3, 4].map((step) => terms[at + step])
  if (a?.number == null || b?.number == null || notADate.has(at) || notADate.has(at + 2))
    return null
  if (!has(terms, at + 1, 'dash', 'slash') && sign?.text !== '.') return null
  if (a.digits === 0 || b.digits === 0 || sign?.apart === true || b.apart) return null
  const more = sign2?.text === sign?.text && c?.number != null && !c.apart && c.digits > 0
  if (a.digits === 4 && more) {
    const date = dayOf(a.number, b.number, c?.number ?? 0)
    return date === null ? null : phrase(oneDay(date), at + 5, 'date')
  }
  if (a.digits > 2 || b.digits > 2) return null
  if (more && c !== undefined && c.number !== null) {
    const date = dayOf(fullYear(c.number, c.digits), b.number, a.number)
    return date === null ? null : phrase(oneDay(date), at + 5, 'date')
  }
  const date = b.number > 12 ? null : comingDate(today, b.number, a.number)
  return date === null ? null : phrase(oneDay(date), at + 3, 'date')
}

/** "eerste vrijdag van juli", "last week of this month", "the second weekend of December". */
const ordinalOfMonth: Rule = (reading, at) => {
  const { terms } = reading
  const index = past(terms, at)
  const last = has(terms, index, 'last')
  const rank = last ? -1 : (terms[index]?.ordinal ?? null)
  const suffix = has(terms, index + 1, 'ordinalEnding') ? 1 : 0
  const number = rank ?? (suffix > 0 ? (terms[index]?.number ?? null) : null)
  if (number === null || number > 5) return null
  const unit = terms[index + 1 + suffix]
  if (unit === undefined || !has(terms, index + 2 + suffix, 'of', 'in')) return null
  const month = readMonthSpan(reading, index + 2 + suffix)
  if (month === null) return null
  const weekdayNumber = unit.roles.has('weekend') ? 6 : unit.roles.has('week') ? 1 : unit.weekday
  if (weekdayNumber === null) return null
  const days = unit.roles.has('weekend') ? 1 : unit.roles.has('week') ? 6 : 0
  const first =
    number === -1
      ? weekdayBefore(plusDays(month.end, 1 - days), weekdayNumber)
      : plusDays(weekdayAfter(plusDays(month.start, -1), weekdayNumber), 7 * (number - 1))
  return phrase(
    { start: first, end: plusDays(first, days) },
    month.to,
    days > 0 ? 'period' : 'date',
  )
}

/** "begin december", "halverwege maart", "eind van de maand", "end of next week". */
const partOfPeriod: Rule = (reading, at) => {
  const { terms, today } = reading
  const index = past(terms, at)
  const which = (['begin', 'middle', 'end'] as const).find((role) => has(terms, index, role))
  if (which === undefined) return null
  const from = past(terms, index + 1, 'of')
  const month = readMonthSpan(reading, index + 1) ?? bareMonth(reading, from)
  if (month !== null) {
    const { start, end } = month
    const tenth = plusDays(start, 9)
    const span = {
      begin: { start, end: tenth },
      middle: { start: plusDays(tenth, 1), end: plusDays(tenth, 10) },
      end: { start: plusDays(tenth, 11), end },
    }[which]
    return phrase(span, month.to, 'period')
  }
  const [pointer, to] = readPointer(terms, from)
  const unit = pointer === null ? from : to
  if (!has(terms, unit, 'week')) return null
  const { start, end } = weekOf(plusDays(today, pointer === 'next' || pointer === 'coming' ? 7 : 0))
  const span = {
    begin: { start, end: plusDays(start, 1) },
    middle: { start: plusDays(start, 2), end: plusDays(start, 2) },
    end: { start: plusDays(start, 3), end },
  }[which]
  const notPast = isBefore(span.start, today) ? { ...span, start: today } : span
  return isBefore(notPast.end, today) ? null : phrase(notPast, unit + 1, 'period')
}

const bareMonth = ({ terms, today }: Reading, at: number) =>
  has(terms, at, 'month') ? { ...monthOf(today), to: at + 1 } : null

/** A month by itself: "in maart", "December 2027". */
const wholeMonth: Rule = (reading, at) => {
  const { terms } = reading
  const term = terms[at]
  if (term?.month == null) return null
  if (term.roles.has('weak') && !has(terms, at - 1, 'in', 'this', 'next') && terms.length > 1) {
    return null
  }
  const span = readMonthSpan(reading, at)
  return span === null ? null : phrase(span, span.to, 'period')
}

/** A day's number alone: "op de 15e", "the 24", "on 24th", "op 15". */
const dayNumber: Rule = (reading, at) => {
  const { terms, today } = reading
  const number = readDayNumber(reading, at)
  if (number === null || !number.article) return null
  const index = past(terms, at)
  const written = terms[index]
  const last = terms[number.to]
  const followed = last !== undefined && !last.roles.has('end') && last.part === null
  if (number.ordinal && has(terms, number.to, 'noDate')) return null
  // "the second one", "de eerste keer": small ordinals in words are mostly not dates.
  if (written?.ordinal != null && number.day <= 10 && followed) return null
  if (!number.ordinal && (written?.digits === 0 || has(terms, number.to, 'noDate', 'unit')))
    return null
  if (!number.ordinal && !has(terms, at, 'on') && followed && number.day < 13) return null
  const date = comingDayNumber(today, number.day, null)
  return date === null ? null : phrase(oneDay(date), number.to, 'number')
}

/** "kerstvakantie", "Koningsdag", "pasen". */
const feast: Rule = ({ terms, today, holidays }, at) => {
  const name = terms[at]?.feast ?? null
  if (name === null) return null
  const span = feastDays(name, today, holidays)
  return span === null ? null : phrase(span, at + 1, 'date')
}

const rules: readonly Rule[] = [
  fullDateRule,
  weekday,
  relativeDay,
  period,
  offset,
  ordinalOfMonth,
  partOfPeriod,
  wholeMonth,
  dayNumber,
  feast,
]
