import { z } from 'zod'
import { locales } from '../../src/language/locale.ts'
import { holidayNames, schoolRegions } from '../../src/understand/days/school-holidays.ts'
import { topics } from '../../src/understand/understood.ts'
import { findBrokenReferences } from './city-references.ts'

/** What the files of a city hold. A new city is a folder of such files: no code. */

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words joined by -')
export const oneLine = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/, 'must be one line')
/** A text in every language of the service: leaving one out is an error. */
const inEveryLocale = z.record(z.enum(locales), oneLine)
export const latitude = z.number().min(-90).max(90)
export const longitude = z.number().min(-180).max(180)
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 13:00')
/** Clocks change at night: by staying out of it, a slot exists once and only once on every day. */
const daytime = clockTime.refine((time) => time >= '06:00', 'must not be before 06:00')
export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be a time zone such as Europe/Amsterdam')
/** A slug of an achievement is unique within its organisation, so both are needed. */
const achievementReference = z.strictObject({ organisation: slug, achievement: slug })

export const helpLine = z.strictObject({
  slug,
  name: oneLine,
  phone: oneLine,
  website: z.url({ protocol: /^https$/ }).nullable(),
})

export const ownHoliday = z
  .strictObject({ name: z.enum(holidayNames), start: z.iso.date(), end: z.iso.date() })
  .refine(({ start, end }) => start <= end, 'must end on the day it begins or later')

const city = z.strictObject({
  slug,
  name: inEveryLocale,
  about: inEveryLocale,
  timeZone,
  defaultLocale: z.enum(locales),
  latitude,
  longitude,
  quietFrom: clockTime,
  quietUntil: clockTime,
  privacyContact: z.email(),
  routeLinkTemplate: z
    .url({ protocol: /^https$/ })
    .refine((link) => link.includes('{latitude}') && link.includes('{longitude}'), {
      error: 'must hold {latitude} and {longitude}',
    }),
  helpLines: z.array(helpLine).min(1),
  /** Whose school holidays count here; null for only its own. */
  schoolRegion: z.enum(schoolRegions).nullable().default(null),
  holidays: z.array(ownHoliday).default([]),
})

export const neighbourhood = z.strictObject({
  slug,
  name: oneLine,
  aliases: z.array(oneLine),
  postcodes: z.array(z.string().regex(/^\d{4}$/, 'must be four figures')),
  latitude,
  longitude,
})

const organisation = z.strictObject({
  slug,
  name: oneLine,
  website: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
  isCity: z.boolean().default(false),
  about: inEveryLocale,
})

const slot = z
  .strictObject({
    weekday: z.int().min(1).max(7),
    from: daytime,
    until: daytime,
    everyWeeks: z.union([z.literal(1), z.literal(2)]).default(1),
    weekOffset: z.union([z.literal(0), z.literal(1)]).default(0),
  })
  .refine((slot) => slot.from < slot.until, 'must end after it begins')
  .refine((slot) => slot.weekOffset < slot.everyWeeks, 'a weekOffset needs everyWeeks 2')

const activity = z
  .strictObject({
    slug,
    topic: z.enum(topics),
    organisation: slug,
    /** None for what is only online. */
    neighbourhood: slug.nullable(),
    placeName: oneLine,
    address: z.string().trim(),
    priceCents: z.int().min(0),
    isOnline: z.boolean().default(false),
    isForChildren: z.boolean().default(false),
    minimumAge: z.int().min(0).max(120).nullable().default(null),
    maximumAge: z.int().min(0).max(120).nullable().default(null),
    wheelchairAccessible: z.boolean().default(false),
    spokenLanguages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
    capacity: z.int().min(1),
    title: inEveryLocale,
    summary: inEveryLocale,
    slots: z.array(slot).min(1),
  })
  .refine((activity) => activity.isOnline === (activity.neighbourhood === null), {
    error: 'needs a neighbourhood, or isOnline',
    path: ['neighbourhood'],
  })

const achievement = z.strictObject({
  slug,
  organisation: slug,
  kind: z.enum(['encouragement', 'skill', 'pathway']),
  topic: z.enum(topics).nullable().default(null),
  /** The rule in the milestones registry that gives it. */
  milestone: slug.nullable().default(null),
  name: inEveryLocale,
  description: inEveryLocale,
  criteria: inEveryLocale,
  alignments: z
    .array(
      z.strictObject({
        name: oneLine,
        url: z.string().regex(/^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f-]{36}$/),
      }),
    )
    .default([]),
})

const pathway = z.strictObject({
  slug,
  organisation: slug,
  /** The badge that is earned; of the same organisation. */
  achievement: slug,
  stepsNeeded: z.int().min(1),
  steps: z.array(achievementReference).min(1),
})

const cityData = z
  .strictObject({
    city,
    neighbourhoods: z.array(neighbourhood),
    organisations: z.array(organisation).min(1),
    activities: z.array(activity),
    achievements: z.array(achievement),
    pathways: z.array(pathway),
  })
  .superRefine((data, context) => {
    for (const { path, problem } of findBrokenReferences(data)) {
      context.addIssue({ code: 'custom', path: [...path], message: problem })
    }
  })

/** Everything of one city, checked. */
export type CityData = z.infer<typeof cityData>
/** A city's files as they come from JSON, not yet checked. */
export type RawCityData = Readonly<Record<keyof CityData, unknown>>

/** Thrown when a city's files do not hold what they should; the message says where, line by line. */
export class CityDataError extends Error {
  readonly code = 'city-data-invalid'

  constructor(cause: z.ZodError) {
    super(`The city's data is not right:\n${z.prettifyError(cause)}`, { cause })
  }
}

/**
 * Checks a city's files: their form, and that what they name is there.
 *
 * @throws CityDataError that names every fault and its place
 */
export function parseCityData(raw: RawCityData): CityData {
  const result = cityData.safeParse(raw)
  if (!result.success) throw new CityDataError(result.error)
  return result.data
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
