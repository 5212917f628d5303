import {
  comingDayNumber,
  type Day,
  inWeekOf,
  oneDay,
  plusMonths,
  weekdayAfter,
  weekdayBefore,
  weekdayOf,
  weekendOf,
} from './calendar.ts'
import { fullDate } from './full-date.ts'
import { readDayNumber, readPointer } from './parts-of-a-date.ts'
import { past, phrase, type Reading, type Rule } from './phrase.ts'
import { has, type Term } from './term.ts'

/** "vandaag", "overmorgen". */
export const relativeDay: Rule = ({ terms, today }, at) => {
  // "deze namiddag", "this coming evening".
  if (has(terms, at, 'this') && terms[at + 1]?.part != null && terms[at + 1]?.weekday == null) {
    return phrase(oneDay(today), at + 2, 'date')
  }
  const offset = terms[at]?.offset ?? null
  return offset === null ? null : phrase(oneDay(today + offset), at + 1, 'date')
}

/** "zaterdag", "volgende week vrijdag", "friday the 26th", "this coming Saturday". */
export const weekday: Rule = (reading, at) => {
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
    if (dayNumber !== null && (dayNumber.ordinal || dayNumber.inFigures)) {
      const exact = comingDayNumber(today, dayNumber.day, number)
      if (exact !== null) return phrase(oneDay(exact), dayNumber.to, 'date')
    }
  }
  if (pointer === 'previous') {
    return phrase(oneDay(weekdayBefore(today, number)), dotted, 'date')
  }
  const coming = weekdayAfter(today, number)
  const nextWeek = inWeekOf(today + 7, number)
  const different = coming !== nextWeek
  if (pointer === 'next' || pointer === 'afterNext') {
    const other = different ? oneDay(coming) : null
    return phrase(oneDay(nextWeek), dotted, 'date', { other })
  }
  const other = weekdayOf(today) === number && pointer === 'this' ? oneDay(today) : null
  return phrase(oneDay(coming), dotted, 'day', { weekday: number, other })
}

/** A short form that is also another word counts beside a number, a part of the day or alone. */
function besideADay({ terms }: Reading, at: number): boolean {
  const [before, after] = [terms[at - 1], terms[at + 1]]
  if (terms.length === 1 || (after?.text === '.' && after.apart === false)) return true
  const said = (term: Term | undefined) =>
    term !== undefined && (term.month !== null || term.weekday !== null)
  const followed =
    after?.month != null || after?.part != null || (after?.number != null && after.digits > 0)
  const pointed = said(before) || has(terms, at - 1, 'on', 'this', 'next', 'coming')
  const endsRange = has(terms, at - 1, 'to') && terms[at - 2]?.weekday != null
  const joined = has(terms, at + 1, 'or', 'dash', 'slash') && terms[at + 2]?.weekday != null
  const joinedBefore = has(terms, at - 1, 'or', 'dash', 'slash') && terms[at - 2]?.weekday != null
  return pointed || followed || endsRange || joined || joinedBefore
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
    return { day: today + days, to: to + 1 }
  }
  const later = offset(reading, past(terms, at))
  return later === null || later.precision !== 'date' ? null : { day: later.start, to: later.to }
}

/** "over 3 dagen", "in two weeks", "2 weken na 15 januari", "komende drie dagen", "2 sundays from now". */
export const offset: Rule = (reading, at) => {
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
    isMonths ? plusMonths(from, count) : from + count * (isDays ? 1 : 7)
  const direction = between ?? pointer
  if (within > 0) return phrase({ start: today, end: later(today) }, index + 1, 'period')
  if (direction === 'next' || direction === 'coming') {
    if (unit.weekday !== null) return null
    return phrase({ start: today + 1, end: later(today) }, index + 1, 'period')
  }
  if (direction !== null) return null
  if (has(terms, index + 1, 'ago')) {
    const then = isDays ? today - count : today - 7 * count
    return phrase(oneDay(then), index + 2, 'date')
  }
  const starting = has(terms, index + 1, 'starting') ? baseAt(reading, index + 2) : null
  if (starting !== null) {
    const end = later(starting.day) - 1
    return phrase({ start: starting.day, end }, starting.to, 'period')
  }
  const base = baseOf(reading, index + 1)
  if (base === null && prefix === 0) return null
  const from = base?.day ?? today
  const to = base?.to ?? index + 1
  if (unit.weekday !== null) {
    const day = weekdayAfter(from, unit.weekday) + 7 * (count - 1)
    return phrase(oneDay(day), to, 'date')
  }
  if (isWeekends) return phrase(weekendOf(later(from)), to, 'period')
  // "Over twee weken op maandag": the Monday of that week.
  const named = past(terms, to)
  const weekdayThen = isDays || isMonths ? null : (terms[named]?.weekday ?? null)
  if (weekdayThen !== null) {
    return phrase(oneDay(inWeekOf(later(from), weekdayThen)), named + 1, 'date')
  }
  return phrase(oneDay(later(from)), to, 'date')
}

/** What an offset is counted from: "from now", "na morgen", "vanaf 15 januari". */
function baseOf(reading: Reading, at: number): { readonly day: Day; readonly to: number } | null {
  const { terms, today } = reading
  if (has(terms, at, 'now')) return { day: today, to: at + 1 }
  return has(terms, at, 'from', 'after') ? baseAt(reading, at + 1) : null
}

export function baseAt(
  reading: Reading,
  at: number,
): { readonly day: Day; readonly to: number } | null {
  const { terms, today } = reading
  const index = past(terms, at)
  if (has(terms, index, 'now')) return { day: today, to: index + 1 }
  for (const rule of [relativeDay, fullDate, weekday]) {
    const found = rule(reading, index)
    if (found !== null) return { day: found.start, to: found.to }
  }
  return null
}
