import { inWeekOf, oneDay, weekdayOf, weekendOf, weekOf } from './calendar.ts'
import { fullDate } from './full-date.ts'
import { monthAround, numberRange, type Pointer, readPointer } from './parts-of-a-date.ts'
import { type DayPhrase, past, phrase, type Reading, type Rule } from './phrase.ts'
import { has, type Term } from './term.ts'

/** "deze week", "volgende week maandag", "rest van de week", "het weekend", "next month". */
export const period: Rule = (reading, at) => {
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
    const inWeek = weekdayOf(today) <= 5 && pointer !== 'next'
    const week = inWeek ? today : today + 7
    const start = inWeek ? today : inWeekOf(week, 1)
    return phrase({ start, end: inWeekOf(week, 5) }, unit + 1, 'period')
  }
  if (!term.roles.has('month') || pointer === null) return null
  const month = monthAround(today, pointer)
  const span = pointer === 'this' || pointer === 'rest' ? { ...month, start: today } : month
  const numbers = numberRange(reading, unit + 1)
  if (numbers !== null) {
    const [start, end] = [month.start + numbers.first - 1, month.start + numbers.last - 1]
    if (end <= month.end) return phrase({ start, end }, numbers.to, 'date')
  }
  return phrase(span, unit + 1, 'period')
}

function weekend(reading: Reading, pointer: Pointer | null, to: number): DayPhrase {
  const { terms, today } = reading
  const thisWeekend = weekendOf(today)
  const nextWeekend = weekendOf(today + 7)
  const afterNext = afterTheNext(terms, to)
  if (pointer === 'afterNext' || afterNext !== null) {
    return phrase(weekendOf(today + 14), afterNext ?? to, 'period')
  }
  if (pointer === 'next') {
    return phrase(nextWeekend, to, 'period', { other: thisWeekend })
  }
  if (pointer === 'previous') return phrase(weekendOf(today - 7), to, 'period')
  const of = past(terms, to, 'of')
  const date = of > to ? fullDate(reading, of) : null
  if (date !== null) return phrase(weekendOf(date.start), date.to, 'period')
  const start = thisWeekend.start < today ? today : thisWeekend.start
  if (pointer === 'coming' && weekdayOf(today) >= 6) return phrase(nextWeekend, to, 'period')
  return phrase({ start, end: thisWeekend.end }, to, 'period')
}

function week(reading: Reading, pointer: Pointer | null, to: number): DayPhrase | null {
  const { terms, today } = reading
  const afterNext = afterTheNext(terms, to)
  if (pointer === 'afterNext' || afterNext !== null) {
    return phrase(weekOf(today + 14), afterNext ?? to, 'period')
  }
  const of = has(terms, to, 'of') ? fullDate(reading, past(terms, to, 'of')) : null
  if (of !== null) return phrase(weekOf(of.start), of.to, 'period')
  if (pointer === null) return null
  const days = pointer === 'next' || pointer === 'coming' ? 7 : pointer === 'previous' ? -7 : 0
  const named = past(terms, to)
  const number = terms[named]?.weekday ?? null
  if (number !== null && pointer !== 'rest') {
    return phrase(oneDay(inWeekOf(today + days, number)), named + 1, 'date')
  }
  const whole = weekOf(today + days)
  return phrase(days === 0 ? { ...whole, start: today } : whole, to, 'period')
}

/** "na de volgende", "after next". */
function afterTheNext(terms: readonly Term[], at: number): number | null {
  if (has(terms, at, 'afterNext')) return at + 1
  if (!has(terms, at, 'after')) return null
  const [pointer, to] = readPointer(terms, at + 1)
  return pointer === 'next' ? to : null
}
