import { z } from 'zod'
import { inEveryLocale } from '../../src/language/in-every-locale.ts'
import { locales } from '../../src/language/locale.ts'
import { translator } from '../../src/language/translate.ts'
import { schoolRegions } from '../../src/understand/days/school-holidays.ts'
import {
  type CityData,
  clockTime,
  helpLine,
  latitude,
  longitude,
  neighbourhood,
  oneLine,
  ownHoliday,
  parseCityData,
  slug,
  timeZone,
} from './city-data.ts'
import { rotterdam } from './demo-city.ts'
import { nationalHelpLines } from './national-help-lines.ts'

/** Where our own pages are: a city's page would be hidden behind them. */
const pagesOfOurs = [
  ...['admin', 'achievements', 'api', 'assets', 'b', 'check-in', 'data', 'employers'],
  ...['endorsements', 'files', 'health', 'issuers', 'keys', 'metrics', 'pathways', 'privacy'],
  ...['sessions', 'simulator', 'slack', 'status', 'v', 'verify', 'webhooks'],
]

const cityFile = z.strictObject({
  slug: slug.refine((name) => !pagesOfOurs.includes(name), 'is the name of a page of ours'),
  name: oneLine,
  municipality: oneLine,
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capitals, such as NL'),
  timeZone,
  /** The first is spoken to who tells no language. */
  languages: z
    .array(z.enum(locales, `must be of ${locales.join(', ')}`))
    .nonempty('must name at least one language'),
  centre: z.strictObject({ latitude, longitude }),
  privacyContact: z.email('must be an e-mail address').nullable().default(null),
  quietHours: z
    .strictObject({ from: clockTime, until: clockTime })
    .default({ from: '21:00', until: '08:00' }),
  holidays: z
    .strictObject({
      region: z.enum(schoolRegions, `must be one of ${schoolRegions.join(', ')}`).nullable(),
      own: z.array(ownHoliday).default([]),
    })
    .default({ region: null, own: [] }),
  /** Left out: the national ones of the country. */
  helpLines: z.array(helpLine).nonempty().optional(),
  neighbourhoods: z.array(neighbourhood).default([]),
  /** Left out: made of the city's name. */
  issuer: z.strictObject({ slug, name: oneLine }).optional(),
})
type CityFile = z.infer<typeof cityFile>

/** What came of a city's file: the city, or each fault with the field it is in. */
export type ReadCityFile =
  | { readonly kind: 'read'; readonly data: CityData }
  | { readonly kind: 'faults'; readonly faults: readonly string[] }

/**
 * Reads a city of one file, as `npm run city -- add` takes it: what every city needs, and no more. It
 * begins without activities, with an organisation of its own that gives the badges for first steps.
 *
 * @param privacyContact for a file that names none: who is asked is up to whoever hosts the city.
 */
export function readCityFile(raw: unknown, privacyContact: string | null): ReadCityFile {
  const parsed = cityFile.safeParse(raw)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
    )
    return { kind: 'faults', faults }
  }
  const file = parsed.data
  const contact = z.email().safeParse(file.privacyContact ?? privacyContact)
  const helpLines = file.helpLines ?? nationalHelpLines(file.country)
  const faults = [
    ...(contact.success
      ? []
      : [
          'privacyContact: must be an e-mail address; put it in, or say --privacy-contact <address>',
        ]),
    ...(helpLines === null
      ? [`helpLines: are not known for ${file.country}; put in whom to call in need`]
      : []),
  ]
  if (!contact.success || helpLines === null) return { kind: 'faults', faults }
  return { kind: 'read', data: cityOf(file, contact.data, helpLines) }
}

function cityOf(
  file: CityFile,
  privacyContact: string,
  helpLines: CityData['city']['helpLines'],
): CityData {
  const { name, municipality } = file
  const issuer = file.issuer ?? { slug: `stapje-${file.slug}`, name: `Stapje ${name}` }
  const say = (key: 'added.about' | 'added.issuer') =>
    inEveryLocale(spoken, ({ locale }) =>
      translator(locale, 'city')(key, { city: name, municipality }),
    )
  return parseCityData({
    city: {
      slug: file.slug,
      name: inEveryLocale(spoken, () => name),
      about: say('added.about'),
      timeZone: file.timeZone,
      defaultLocale: file.languages[0],
      ...file.centre,
      quietFrom: file.quietHours.from,
      quietUntil: file.quietHours.until,
      privacyContact,
      routeLinkTemplate: rotterdam.city.routeLinkTemplate,
      helpLines,
      schoolRegion: file.holidays.region,
      holidays: file.holidays.own,
    },
    neighbourhoods: file.neighbourhoods,
    organisations: [{ ...issuer, isCity: true, about: say('added.issuer') }],
    activities: [],
    achievements: firstSteps.map((achievement) => ({ ...achievement, organisation: issuer.slug })),
    pathways: [],
  })
}

const spoken = locales.map((locale) => ({ locale }))

/** The badges that the service gives by itself, which say nothing of any city. */
const firstSteps = rotterdam.achievements.filter(({ milestone }) => milestone !== null)
