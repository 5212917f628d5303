/** The languages Stapje speaks. Adding one starts here and in `locales/<language>/`. */
export const locales = ['nl', 'en'] as const

/** A language of the service, as a BCP 47 primary tag. */
export type Locale = (typeof locales)[number]

/** A text in every language of the service. */
export type InEveryLocale = Readonly<Record<Locale, string>>

/** Tells whether a string from outside names one of our languages. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}
