import type { Locale } from '../language/locale.ts'

const forEmployers: Readonly<Record<Locale, string>> = {
  nl: '/voor-werkgevers',
  en: '/for-employers',
}

/** Where employers read what a badge is, in a language. */
export const forEmployersPath = (locale: Locale): string => forEmployers[locale]

/** Where the poster for employers is. */
export const posterPath = (locale: Locale): string => `${forEmployers[locale]}/poster`

/** Where a city's page is. */
export const cityPath = (citySlug: string): string => `/${citySlug}`

/** Where an activity of a city is. */
export const activityPath = (citySlug: string, activitySlug: string): string =>
  `/${citySlug}/activities/${activitySlug}`

/** Where a city's figures are. */
export const impactPath = (citySlug: string): string => `/${citySlug}/impact`
