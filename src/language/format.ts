import type { Locale } from './locale.ts'
import { translator } from './translate.ts'

/** Regional conventions by which each language writes numbers and dates. */
const conventions: Readonly<Record<Locale, string>> = { nl: 'nl-NL', en: 'en-GB' }

/** How a date or a time is written; each is one object, by which its formatters are kept. */
type DateStyle = Readonly<Intl.DateTimeFormatOptions>

const wholeDay: DateStyle = { weekday: 'long', day: 'numeric', month: 'long' }
const clockHour: DateStyle = { hour: '2-digit', minute: '2-digit', hour12: false }
const wholeDate: DateStyle = { day: 'numeric', month: 'long', year: 'numeric' }
const shortMonth: DateStyle = { month: 'short' }
const wholeMonth: DateStyle = { month: 'long', year: 'numeric' }

// Making a formatter costs far more than using it.
const dateFormatters = new Map<DateStyle, Map<string, Intl.DateTimeFormat>>()

function formatter(locale: Locale, timeZone: string, style: DateStyle): Intl.DateTimeFormat {
  const ofStyle = dateFormatters.get(style) ?? new Map<string, Intl.DateTimeFormat>()
  dateFormatters.set(style, ofStyle)
  const key = `${locale} ${timeZone}`
  const known = ofStyle.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(conventions[locale], { ...style, timeZone })
  ofStyle.set(key, made)
  return made
}

const inEuros: Readonly<Record<Locale, Intl.NumberFormat>> = {
  nl: new Intl.NumberFormat(conventions.nl, { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat(conventions.en, { style: 'currency', currency: 'EUR' }),
}

const inAList: Readonly<Record<Locale, Intl.ListFormat>> = {
  nl: new Intl.ListFormat(conventions.nl, { type: 'conjunction' }),
  en: new Intl.ListFormat(conventions.en, { type: 'conjunction' }),
}

/** Says a calendar day `YYYY-MM-DD`: "zaterdag 28 november", "Saturday 28 November". */
export function sayDay(locale: Locale, day: string): string {
  return formatter(locale, 'UTC', wholeDay)
    .format(new Date(`${day}T12:00:00Z`))
    .replace(',', '')
}

/** Says the days from `start` to `end`: one day by its name, more as "van … tot en met …". */
export function sayDays(locale: Locale, start: string, end: string): string {
  if (start === end) return sayDay(locale, start)
  return translator(locale, 'formats')('days', {
    start: sayDay(locale, start),
    end: sayDay(locale, end),
  })
}

function clockTime(locale: Locale, at: Date, timeZone: string): string {
  const time = formatter(locale, timeZone, clockHour).format(at)
  return time.replace(':', translator(locale, 'formats')('hourSeparator'))
}

/** Says the day of a moment in its time zone. */
export function sayDayOf(locale: Locale, at: Date, timeZone: string): string {
  return formatter(locale, timeZone, wholeDay).format(at).replace(',', '')
}

/** Says a moment: "zaterdag 28 november, 13.00 uur", "Saturday 28 November, 13:00". */
export function sayMoment(locale: Locale, at: Date, timeZone: string): string {
  return translator(locale, 'formats')('moment', {
    day: sayDayOf(locale, at, timeZone),
    time: clockTime(locale, at, timeZone),
  })
}

/** Says from when until when: "13.00 tot 15.00 uur", "13:00 to 15:00". */
export function sayClock(locale: Locale, from: Date, until: Date, timeZone: string): string {
  return translator(locale, 'formats')('clock', {
    from: clockTime(locale, from, timeZone),
    until: clockTime(locale, until, timeZone),
  })
}

/** Says a price: nothing is "gratis" or "free", other amounts as "€ 2,50" or "€2.50". */
export function sayPrice(locale: Locale, cents: number): string {
  if (cents === 0) return translator(locale, 'formats')('free')
  return inEuros[locale].format(cents / 100).replace(/\u00a0/g, ' ')
}

/** Says names with commas and "en" or "and" before the last. */
export function sayList(locale: Locale, items: readonly string[]): string {
  return inAList[locale].format(items)
}

/** Says a calendar day with its year, as on a document: "28 november 2026", "28 November 2026". */
export function sayDate(locale: Locale, day: string): string {
  return formatter(locale, 'UTC', wholeDate).format(new Date(`${day}T12:00:00Z`))
}

/** Says a month `YYYY-MM` in a few letters, as under a plot: "nov", "Nov". */
export function sayShortMonth(locale: Locale, month: string): string {
  return formatter(locale, 'UTC', shortMonth).format(new Date(`${month}-15T12:00:00Z`))
}

/** Says a month `YYYY-MM` with its year: "november 2026", "November 2026". */
export function sayMonth(locale: Locale, month: string): string {
  return formatter(locale, 'UTC', wholeMonth).format(new Date(`${month}-15T12:00:00Z`))
}
