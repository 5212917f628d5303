import { type Day, dateOf, dayOf, type Span } from './calendar.ts'

/** The days of a feast that is named in a word list. */
export type FeastRule =
  | { readonly kind: 'school'; readonly name: string }
  | { readonly kind: 'days'; readonly first: YearDay; readonly last: YearDay }

type YearDay = (year: number) => Day | null

const yearDay = /^(?:(\d{2})-(\d{2})|easter([+-]\d{1,2}))$/

/**
 * Days of a feast, from today on: the one under way or the next.
 *
 * Names are `12-25` (a day of the year), `easter+39` (days after Easter Sunday), two of these with
 * `..` between, or `school:summer` (a school holiday of the city); null when it is not known.
 */
export function feastDays(
  name: string,
  today: Day,
  holidays: readonly (Span & { readonly name: string })[],
): Span | null {
  if (name.startsWith('school:')) {
    const wanted = name.slice('school:'.length)
    return holidays.find((holiday) => holiday.name === wanted && holiday.end >= today) ?? null
  }
  const [first = '', last = first] = name.split('..')
  const { year: thisYear } = dateOf(today)
  for (let year = thisYear - 1; year <= thisYear + 2; year += 1) {
    const start = readYearDay(first, year)
    let end = readYearDay(last, year)
    if (start === null || end === null) return null
    // Old and New Year's: the last day is in the next year.
    if (end < start) end = readYearDay(last, year + 1) ?? end
    if (end >= today) return { start, end }
  }
  return null
}

function readYearDay(text: string, year: number): Day | null {
  const [, month, day, afterEaster] = yearDay.exec(text) ?? []
  if (afterEaster !== undefined) return easterSunday(year) + Number(afterEaster)
  return month === undefined ? null : dayOf(year, Number(month), Number(day))
}

/** Easter Sunday by the Gregorian rule, in the form of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonCorrection = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  const easter = dayOf(year, Math.floor(days / 31), (days % 31) + 1)
  if (easter === null) throw new RangeError(`No Easter in ${year}`)
  return easter
}
