import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'
import type { KnownPlace } from '../understand/understood.ts'
import type { Point } from './nearest-place.ts'

/** What every turn needs to know of the city. It changes rarely, so it is read once and kept. */
export interface City {
  readonly id: string
  readonly slug: string
  readonly timeZone: string
  /** Local times `HH:MM` between which nothing is sent unasked. */
  readonly quietFrom: string
  readonly quietUntil: string
  readonly defaultLocale: Locale
  readonly name: InEveryLocale
  readonly about: InEveryLocale
  readonly privacyContact: string
  readonly routeLinkTemplate: string
  readonly helpLines: readonly {
    readonly slug: string
    readonly name: string
    readonly phone: string
    readonly website: string | null
  }[]
  readonly places: readonly (KnownPlace & Point & { readonly name: string })[]
}

/**
 * Reads a city; without a slug the one that the bot speaks for: the first by slug. Null when there is
 * none, or none is loaded yet.
 */
export async function readCity(db: DatabaseOrTransaction, slug?: string): Promise<City | null> {
  const city = await db.city.findFirst({
    ...(slug !== undefined && { where: { slug } }),
    orderBy: { slug: 'asc' },
    include: {
      texts: true,
      helpLines: { orderBy: { position: 'asc' } },
      neighbourhoods: { orderBy: { slug: 'asc' } },
    },
  })
  if (city === null) return null
  return {
    id: city.id,
    slug: city.slug,
    timeZone: city.timeZone,
    quietFrom: city.quietFrom,
    quietUntil: city.quietUntil,
    defaultLocale: city.defaultLocale,
    name: inEveryLocale(city.texts, (row) => row.name),
    about: inEveryLocale(city.texts, (row) => row.about),
    privacyContact: city.privacyContact,
    routeLinkTemplate: city.routeLinkTemplate,
    helpLines: city.helpLines,
    places: city.neighbourhoods.map(({ slug, name, aliases, postcodes, latitude, longitude }) => ({
      latitude,
      longitude,
      slug,
      name,
      names: [name, ...aliases],
      postcodes,
    })),
  }
}
