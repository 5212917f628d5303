import { comingDate, comingDayNumber, dayOf, fullYear, oneDay } from './calendar.ts'
import {
  numberRange,
  readDayNumber,
  readMonth,
  readMonthSpan,
  readYear,
} from './parts-of-a-date.ts'
import { type DayPhrase, past, phrase, type Reading, type Rule } from './phrase.ts'
import { has } from './term.ts'

/** "3 maart 2027", "de 15e van volgende maand", "Feb 18", "23-sep-2020", "18/07/14", "2026-12-03". */
export function fullDate(reading: Reading, at: number): DayPhrase | null {
  const start = past(reading.terms, at)
  // "1-8 september" begins like the date "1-8".
  return longer(figures(reading, start), dayAndMonth(reading, at) ?? monthAndDay(reading, at))
}

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
  const date = pointed.start + number.day - 1
  return date > pointed.end ? null : phrase(oneDay(date), pointed.to, 'date')
}

function datedRange(reading: Reading, first: number, last: number, month: number, at: number) {
  const end = dated(reading, last, month, at)
  const start = end === null ? null : end.start - last + first
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

/** A day's number alone: "op de 15e", "the 24", "on 24th", "op 15". */
export const dayNumber: Rule = (reading, at) => {
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
