import { type InEveryLocale, type Locale, locales } from './locale.ts'

/** Puts the texts of each language side by side; a missing one takes the words of another. */
export function inEveryLocale<Row extends { readonly locale: Locale }>(
  rows: readonly Row[],
  read: (row: Row) => string,
): InEveryLocale {
  const say = (locale: Locale) => {
    const row = rows.find((candidate) => candidate.locale === locale) ?? rows[0]
    return row === undefined ? '' : read(row)
  }
  const [nl, en] = locales
  return { nl: say(nl), en: say(en) }
}
