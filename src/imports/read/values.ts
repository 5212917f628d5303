import { Temporal } from 'temporal-polyfill'
import { foldWords } from '../../language/fold-words.ts'
import { remember } from './remember.ts'

/** Reading what people type in cells. Each gives null for what it cannot read. */

/** A longer cell is no day, time or price; looking for one in it could take long. */
const mostCharacters = 60

const months = [
  ['jan', 'januari', 'january'],
  ['feb', 'februari', 'february'],
  ['mrt', 'maart', 'mar', 'march'],
  ['apr', 'april'],
  ['mei', 'may'],
  ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'],
  ['aug', 'augustus', 'august'],
  ['sep', 'sept', 'september'],
  ['okt', 'oktober', 'oct', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
] as const

/** Reads 2026-11-28, 28-11-2026, 28/11/2026, 28.11.2026 or "28 november 2026"; the day comes first, as in Dutch. */
export const readDay = remember((typed: string): Temporal.PlainDate | null => {
  const text = foldWords(typed)
  const iso = /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(text)
  const european = /^(?:\p{L}+ )?(\d{1,2}) (\d{1,2}) (\d{4})$/u.exec(text)
  const named = /^(?:\p{L}+ )?(\d{1,2}) (\p{L}+) (\d{4})$/u.exec(text)
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3])
  if (european !== null) return dateOf(european[3], european[2], european[1])
  if (named === null) return null
  const month = months.findIndex((names) => names.some((name) => name === named[2])) + 1
  return month === 0 ? null : dateOf(named[3], String(month), named[1])
})

function dateOf(year?: string, month?: string, day?: string): Temporal.PlainDate | null {
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(fields, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** Reads 10:00, 10.00, 10u30, "10:00 uur", "10 uur", 7pm. */
export const readTime = remember((typed: string): Temporal.PlainTime | null => {
  if (typed.length > mostCharacters) return null
  const match =
    /^\s*(\d{1,2})(?:\s*[:.hu]\s*(\d{2})(?::\d{2})?)?\s*(?:u(?:ur)?|h)?\s*(am|pm)?\s*$/i.exec(typed)
  if (match === null) return null
  const [, hours = '', minutes = '0', half] = match
  const isAfternoon = half?.toLowerCase() === 'pm'
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0)
  return hour > 23 || Number(minutes) > 59
    ? null
    : Temporal.PlainTime.from({ hour, minute: Number(minutes) })
})

const currency = /^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$/g
/** "per person", for one time or one lesson: the price is the same. */
const eachPays = /\s*(?:p\.?\s?p\.?|per (?:persoon|person|keer|les|deelnemer)|each)$/

/** Reads "€ 2,50", "2.50", "€ 1.250,00", "7,50 p.p.", "3 euro", "gratis" or "free" as cents. */
export function readCents(typed: string): number | null {
  if (typed.length > mostCharacters) return null
  const text = typed.trim().toLowerCase().replace(eachPays, '').replace(currency, '')
  if (/^(gratis|free|geen|none|-|0)$/.test(text)) return 0
  // Of two signs the last one stands before the cents; one with three figures behind it parts the thousands.
  const match = /^(\d{1,6}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}|-{1,2}))?$/.exec(text)
  if (match === null) return null
  const euros = Number(match[1]?.replace(/[.,]/g, ''))
  return euros * 100 + Number((match[2] ?? '').replace(/-/g, '').padEnd(2, '0'))
}

/** Reads ja, yes, x, 1, waar, true, and their contraries; an empty cell is no. */
export function readYesOrNo(typed: string): boolean {
  return /^(j|ja|y|yes|x|1|waar|true|v|✓)$/i.test(typed.trim())
}

/** Reads a whole number, "12" or "12 plaatsen". */
export function readWholeNumber(typed: string): number | null {
  const match = /^\s*(\d{1,6})(?:\s+\p{L}+)?\s*$/u.exec(typed)
  return match === null ? null : Number(match[1])
}

/** Reads "51,92" or "51.92". */
export function readDegrees(typed: string): number | null {
  return /^\s*-?\d{1,3}(?:[.,]\d+)?\s*$/.test(typed) ? Number(typed.trim().replace(',', '.')) : null
}

const languages: Readonly<Record<string, string>> = {
  nederlands: 'nl',
  dutch: 'nl',
  nl: 'nl',
  engels: 'en',
  english: 'en',
  en: 'en',
  duits: 'de',
  german: 'de',
  frans: 'fr',
  french: 'fr',
  spaans: 'es',
  spanish: 'es',
  turks: 'tr',
  turkish: 'tr',
  arabisch: 'ar',
  arabic: 'ar',
  pools: 'pl',
  polish: 'pl',
  oekraiens: 'uk',
  ukrainian: 'uk',
  portugees: 'pt',
  portuguese: 'pt',
  papiaments: 'pap',
}

/** Reads names or tags of languages, "Nederlands, Engels" or "tr-TR", as BCP 47; what is unknown is left out. */
export function readLanguages(typed: string): readonly string[] {
  const tags = typed
    .split(/[,;/&+]| en | and /i)
    .map((part) => languages[foldWords(part)] ?? languageOfTag(part.trim()))
    .filter((tag) => tag !== null)
  return [...new Set(tags)]
}

const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** The language of a tag such as `ar`, `tr-TR` or `zh-Hans`; null for what is no language. */
function languageOfTag(tag: string): string | null {
  const language = /^([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,3}$/i.exec(tag)?.[1]?.toLowerCase()
  return language === undefined || english.of(language) === undefined ? null : language
}

/**
 * The moment of a local day and time. In the hour that a clock skips in spring it is the hour after; of the
 * hour that comes twice in autumn it is the first.
 */
export function momentIn(
  day: Temporal.PlainDate,
  time: Temporal.PlainTime,
  timeZone: string,
): Date {
  return new Date(readLocal(`${day}T${time}[${timeZone}]`))
}

const readLocal = remember((typed) => Temporal.ZonedDateTime.from(typed).epochMilliseconds)
