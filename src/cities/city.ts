import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'
import type { NamedSpan } from '../understand/days/phrase.ts'
import { holiday, holidayNames, schoolHolidaysOf } from '../understand/days/school-holidays.ts'
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
  /** School holidays: those of its region and its own. */
  readonly holidays: readonly NamedSpan[]
}

const cityRow = {
  texts: true,
  holidays: true,
  helpLines: { orderBy: { position: 'asc' } },
  neighbourhoods: { orderBy: { slug: 'asc' } },
} as const satisfies Prisma.CityInclude

/** Reads a city by its slug; null when there is none. */
export async function readCity(db: DatabaseOrTransaction, slug: string): Promise<City | null> {
  const row = await db.city.findUnique({ where: { slug }, include: cityRow })
  return row === null ? null : cityOf(row)
}

/** Reads a city by its id; null when there is none. */
export async function readCityById(db: DatabaseOrTransaction, id: string): Promise<City | null> {
  const row = await db.city.findUnique({ where: { id }, include: cityRow })
  return row === null ? null : cityOf(row)
}

/** Reads all cities, the one that is served longest first. */
export async function readCities(db: DatabaseOrTransaction): Promise<readonly City[]> {
  const rows = await db.city.findMany({
    orderBy: [{ addedAt: 'asc' }, { slug: 'asc' }],
    include: cityRow,
  })
  return rows.map(cityOf)
}

function cityOf(city: Prisma.CityGetPayload<{ include: typeof cityRow }>): City {
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
    holidays: [
      ...schoolHolidaysOf(city.schoolRegion),
      ...city.holidays.flatMap(({ name, startDay, endDay }) => {
        const known = holidayNames.find((each) => each === name)
        return known === undefined ? [] : [holiday(known, startDay, endDay)]
      }),
    ],
  }
}
