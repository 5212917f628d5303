import { monthOf, weekdayAfter, weekdayBefore, weekOf } from './calendar.ts'
import { readMonthSpan, readPointer } from './parts-of-a-date.ts'
import { past, phrase, type Reading, type Rule } from './phrase.ts'
import { has } from './term.ts'

/** "eerste vrijdag van juli", "last week of this month", "the second weekend of December". */
export const ordinalOfMonth: Rule = (reading, at) => {
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
      ? weekdayBefore(month.end + (1 - days), weekdayNumber)
      : weekdayAfter(month.start - 1, weekdayNumber) + 7 * (number - 1)
  return phrase({ start: first, end: first + days }, month.to, days > 0 ? 'period' : 'date')
}

/** "begin december", "halverwege maart", "eind van de maand", "end of next week". */
export const partOfPeriod: Rule = (reading, at) => {
  const { terms, today } = reading
  const index = past(terms, at)
  const which = (['begin', 'middle', 'end'] as const).find((role) => has(terms, index, role))
  if (which === undefined) return null
  const from = past(terms, index + 1, 'of')
  const month = readMonthSpan(reading, index + 1) ?? bareMonth(reading, from)
  if (month !== null) {
    const { start, end } = month
    const tenth = start + 9
    const span = {
      begin: { start, end: tenth },
      middle: { start: tenth + 1, end: tenth + 10 },
      end: { start: tenth + 11, end },
    }[which]
    return phrase(span, month.to, 'period')
  }
  const [pointer, to] = readPointer(terms, from)
  const unit = pointer === null ? from : to
  if (!has(terms, unit, 'week')) return null
  const { start, end } = weekOf(today + (pointer === 'next' || pointer === 'coming' ? 7 : 0))
  const span = {
    begin: { start, end: start + 1 },
    middle: { start: start + 2, end: start + 2 },
    end: { start: start + 3, end },
  }[which]
  const notPast = span.start < today ? { ...span, start: today } : span
  return notPast.end < today ? null : phrase(notPast, unit + 1, 'period')
}

const bareMonth = ({ terms, today }: Reading, at: number) =>
  has(terms, at, 'month') ? { ...monthOf(today), to: at + 1 } : null

/** A month by itself: "in maart", "December 2027". */
export const wholeMonth: Rule = (reading, at) => {
  const { terms } = reading
  const term = terms[at]
  if (term?.month == null) return null
  if (term.roles.has('weak') && !has(terms, at - 1, 'in', 'this', 'next') && terms.length > 1) {
    return null
  }
  const span = readMonthSpan(reading, at)
  return span === null ? null : phrase(span, span.to, 'period')
}
