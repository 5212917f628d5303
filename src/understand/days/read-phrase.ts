import { feastDays } from './feasts.ts'
import { offset, relativeDay, weekday } from './from-today.ts'
import { dayNumber, fullDate } from './full-date.ts'
import { ordinalOfMonth, partOfPeriod, wholeMonth } from './of-a-month.ts'
import { period } from './periods.ts'
import { type DayPhrase, phrase, type Reading, type Rule } from './phrase.ts'

/** The longest day expression that begins at a term. */
export function readPhrase(reading: Reading, at: number): DayPhrase | null {
  let best: DayPhrase | null = null
  for (const rule of rules) {
    const found = rule(reading, at)
    if (found !== null && (best === null || found.to > best.to)) best = found
  }
  return best
}

/** "kerstvakantie", "Koningsdag", "pasen". */
const feast: Rule = ({ terms, today, holidays }, at) => {
  const name = terms[at]?.feast ?? null
  if (name === null) return null
  const span = feastDays(name, today, holidays)
  return span === null ? null : phrase(span, at + 1, 'date')
}

const rules: readonly Rule[] = [
  fullDate,
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
