import { locales } from '../../src/language/locale.ts'
import type { CityData } from './city-data.ts'
import { seedId } from './ids.ts'

/**
 * Turns a city's data into the rows of its tables, with ids that are the same every time. Pure: it
 * reads nothing from the database. Sessions are not among them: they depend on the day.
 */
export function cityRows(data: CityData, now: Date) {
  const cityId = cityIdOf(data)
  return {
    city: [
      {
        id: cityId,
        slug: data.city.slug,
        timeZone: data.city.timeZone,
        defaultLocale: data.city.defaultLocale,
        latitude: data.city.latitude,
        longitude: data.city.longitude,
        quietFrom: data.city.quietFrom,
        quietUntil: data.city.quietUntil,
        privacyContact: data.city.privacyContact,
        routeLinkTemplate: data.city.routeLinkTemplate,
        schoolRegion: data.city.schoolRegion,
      },
    ],
    cityTexts: locales.map((locale) => ({
      cityId,
      locale,
      name: data.city.name[locale],
      about: data.city.about[locale],
    })),
    holidays: data.city.holidays.map(({ name, start, end }) => ({
      cityId,
      name,
      startDay: start,
      endDay: end,
    })),
    helpLines: data.city.helpLines.map((line, position) => ({
      id: seedId('help-line', data.city.slug, line.slug),
      cityId,
      slug: line.slug,
      name: line.name,
      phone: line.phone,
      website: line.website,
      position,
    })),
    neighbourhoods: data.neighbourhoods.map((neighbourhood) => ({
      id: neighbourhoodId(data, neighbourhood.slug),
      cityId,
      ...neighbourhood,
    })),
    ...organisationRows(data, cityId, now),
    ...activityRows(data),
    ...achievementRows(data, now),
    ...pathwayRows(data),
  }
}

/** The id of the city itself. */
export function cityIdOf(data: CityData): string {
  return seedId('city', data.city.slug)
}

/** Its ids were made before there were several cities. They stand in signed badges, so they stay. */
const firstCity = 'rotterdam'

/** What is put before names that another city may use as well: the city's own. */
export const cityScope = (data: CityData): readonly string[] =>
  data.city.slug === firstCity ? [] : [data.city.slug]

/** The id of an activity, by its slug in the city. */
export function activityId(data: CityData, slug: string): string {
  return seedId('activity', ...cityScope(data), slug)
}

function pathwayId(data: CityData, slug: string): string {
  return seedId('pathway', ...cityScope(data), slug)
}

function neighbourhoodId(data: CityData, slug: string): string {
  return seedId('neighbourhood', data.city.slug, slug)
}

function organisationId(data: CityData, slug: string): string {
  return seedId('organisation', ...cityScope(data), slug)
}

function achievementId(data: CityData, organisation: string, slug: string): string {
  return seedId('achievement', ...cityScope(data), organisation, slug)
}

function organisationRows(data: CityData, cityId: string, createdAt: Date) {
  return {
    organisations: data.organisations.map(({ slug, name, website, isCity }) => ({
      id: organisationId(data, slug),
      cityId,
      slug,
      name,
      website,
      isCity,
      createdAt,
    })),
    organisationTexts: data.organisations.flatMap(({ slug, about }) =>
      locales.map((locale) => ({
        organisationId: organisationId(data, slug),
        locale,
        about: about[locale],
      })),
    ),
  }
}

function activityRows(data: CityData) {
  const places = new Map(data.neighbourhoods.map((place) => [place.slug, place]))
  return {
    activities: data.activities.map((activity) => {
      const place = places.get(activity.neighbourhood ?? '')
      return {
        id: activityId(data, activity.slug),
        organisationId: organisationId(data, activity.organisation),
        slug: activity.slug,
        topic: activity.topic,
        neighbourhoodId: place === undefined ? null : neighbourhoodId(data, place.slug),
        placeName: activity.placeName,
        address: activity.address,
        // An invented house has no true point on the map: the middle of its neighbourhood stands for it.
        latitude: place?.latitude ?? null,
        longitude: place?.longitude ?? null,
        priceCents: activity.priceCents,
        isOnline: activity.isOnline,
        isForChildren: activity.isForChildren,
        minimumAge: activity.minimumAge,
        maximumAge: activity.maximumAge,
        wheelchairAccessible: activity.wheelchairAccessible,
        spokenLanguages: activity.spokenLanguages,
        capacity: activity.capacity,
      }
    }),
    activityTexts: data.activities.flatMap(({ slug, title, summary }) =>
      locales.map((locale) => ({
        activityId: activityId(data, slug),
        locale,
        title: title[locale],
        summary: summary[locale],
      })),
    ),
  }
}

function achievementRows(data: CityData, createdAt: Date) {
  return {
    achievements: data.achievements.map(({ organisation, slug, kind, topic, milestone }) => ({
      id: achievementId(data, organisation, slug),
      organisationId: organisationId(data, organisation),
      slug,
      kind,
      topic,
      milestone,
      createdAt,
    })),
    achievementTexts: data.achievements.flatMap((achievement) =>
      locales.map((locale) => ({
        achievementId: achievementId(data, achievement.organisation, achievement.slug),
        locale,
        name: achievement.name[locale],
        description: achievement.description[locale],
        criteria: achievement.criteria[locale],
      })),
    ),
    alignments: data.achievements.flatMap(({ organisation, slug, alignments }) =>
      alignments.map(({ name, url }) => ({
        id: seedId('alignment', ...cityScope(data), organisation, slug, url),
        achievementId: achievementId(data, organisation, slug),
        targetName: name,
        targetUrl: url,
        targetFramework: 'ESCO',
      })),
    ),
  }
}

function pathwayRows(data: CityData) {
  return {
    pathways: data.pathways.map(({ slug, organisation, achievement, stepsNeeded }) => ({
      id: pathwayId(data, slug),
      organisationId: organisationId(data, organisation),
      slug,
      achievementId: achievementId(data, organisation, achievement),
      stepsNeeded,
    })),
    pathwaySteps: data.pathways.flatMap(({ slug, steps }) =>
      steps.map((step, position) => ({
        pathwayId: pathwayId(data, slug),
        achievementId: achievementId(data, step.organisation, step.achievement),
        position,
      })),
    ),
  }
}
