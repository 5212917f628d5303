import { nearestPlace, type Point } from '../cities/nearest-place.ts'
import { foldWords } from '../language/fold-words.ts'
import type { Locale } from '../language/locale.ts'
import type { Topic } from '../understand/understood.ts'
import { cleanText } from '../verification/clean-text.ts'
import type { ActivityFacts } from './facts.ts'
import { mostCharacters, type Problem, type SourceActivity } from './item.ts'
import type { Tally } from './tally.ts'
import type { TopicReader } from './topic-words.ts'

/** A neighbourhood of the city, with what it is found by. */
export interface ImportPlace extends Point {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly postcodes: readonly string[]
}

/** What the words of a source are read with. */
export interface NormaliseContext {
  readonly defaultLocale: Locale
  readonly places: readonly ImportPlace[]
  readonly topics: TopicReader
  readonly defaultTopic: Topic | null
  /** Who gives what names nobody. */
  readonly organisationId: string
  /** Organisations by their folded name and slug; empty when the source speaks for one only. */
  readonly organisations: ReadonlyMap<string, string>
  readonly tally: Tally
}

/** So many can come when a source does not say how many. */
export const usualCapacity = 20

const mostCapacity = 10_000

/** Brings what a source tells of an activity into our own terms; what cannot be is a problem. */
export function normaliseActivity(
  { tally, ...context }: NormaliseContext,
  source: SourceActivity,
): ActivityFacts | Problem {
  const title = cleanText(source.title, mostCharacters.title)
  if (title === '') return { code: 'noTitle', said: '' }
  const topic = topicOf({ tally, ...context }, source, title)
  if (topic === null) return { code: 'unknownTopic', said: source.words.join(', ') || title }
  if (source.priceCents === null) tally.assumed.price += 1
  if (source.capacity === null) tally.assumed.capacity += 1
  const place = source.isOnline ? null : placeOf(context.places, source)
  if (place === null && !source.isOnline) tally.assumed.place += 1
  const at = source.isOnline ? null : pointOf(source)
  return {
    externalId: source.externalId,
    externalReference: source.reference,
    organisationId: organisationOf({ tally, ...context }, source.organisation),
    title,
    summary: cleanText(source.summary, mostCharacters.summary) || title,
    topic,
    neighbourhoodId: place?.id ?? null,
    placeName: source.isOnline ? '' : cleanText(source.placeName, mostCharacters.place),
    address: source.isOnline ? '' : cleanText(source.address, mostCharacters.address),
    latitude: at?.latitude ?? place?.latitude ?? null,
    longitude: at?.longitude ?? place?.longitude ?? null,
    priceCents: source.priceCents ?? 0,
    isOnline: source.isOnline,
    isForChildren: source.isForChildren,
    minimumAge: source.minimumAge,
    maximumAge: source.maximumAge,
    wheelchairAccessible: source.wheelchairAccessible,
    spokenLanguages:
      source.spokenLanguages.length === 0 ? [context.defaultLocale] : source.spokenLanguages,
    capacity: Math.min(mostCapacity, Math.max(1, source.capacity ?? usualCapacity)),
  }
}

function topicOf(context: NormaliseContext, source: SourceActivity, title: string): Topic | null {
  const { topics, tally, defaultTopic } = context
  let found: Topic | null = null
  for (const word of source.words) {
    const topic = topics.topicOf(word)
    if (topic === null) tally.countWord('unmapped', word)
    found ??= topic
  }
  return found ?? topics.topicIn(title) ?? topics.topicIn(source.summary) ?? defaultTopic
}

function organisationOf(context: NormaliseContext, name: string | null): string {
  if (name === null || context.organisations.size === 0) return context.organisationId
  const known = context.organisations.get(foldWords(name))
  if (known === undefined) context.tally.countWord('unknownOrganisations', name)
  return known ?? context.organisationId
}

const pointOf = ({ latitude, longitude }: SourceActivity): Point | null =>
  latitude === null ||
  longitude === null ||
  Math.abs(latitude) > 90 ||
  Math.abs(longitude) > 180 ||
  (latitude === 0 && longitude === 0)
    ? null
    : { latitude, longitude }

/** By the name that the source gives, the postcode, the point on the map, or a name in the address. */
function placeOf(places: readonly ImportPlace[], source: SourceActivity): ImportPlace | null {
  const named = source.neighbourhood === null ? '' : foldWords(source.neighbourhood)
  const postcode = /(?<!\d)[1-9]\d{3}(?=\s?[A-Za-z]{2}(?![A-Za-z])|$)/.exec(source.address)?.[0]
  const point = pointOf(source)
  const byName = (place: ImportPlace) =>
    named !== '' && [place.name, ...place.aliases].some((each) => foldWords(each) === named)
  const byPostcode = ({ postcodes }: ImportPlace) =>
    postcode !== undefined && postcodes.includes(postcode)
  return (
    places.find(byName) ??
    places.find(byPostcode) ??
    (point === null ? null : nearestPlace(places, point)) ??
    placeIn(places, source)
  )
}

function placeIn(places: readonly ImportPlace[], source: SourceActivity): ImportPlace | null {
  const words = ` ${foldWords(`${source.placeName} ${source.address}`)} `
  return places.find(({ name }) => words.includes(` ${foldWords(name)} `)) ?? null
}
