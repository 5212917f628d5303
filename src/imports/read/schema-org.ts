import type {
  Course,
  CourseInstance,
  Event,
  EventSeries,
  GeoCoordinates,
  Offer,
  Place,
  PostalAddress,
  Schedule,
} from 'schema-dts'
import { foldWords } from '../../language/fold-words.ts'
import { emptyActivity, mostCharacters, type SourceActivity } from '../item.ts'
import { readCents, readDegrees, readLanguages, readWholeNumber } from './values.ts'

/** Anything that stands between braces. */
export type Node = Readonly<Record<string, unknown>>

/** The names of the properties of a thing; a thing may also be told of by a text. */
type PropertyOf<Thing> = Thing extends string ? never : keyof Thing & string

/** What JSON-LD and OpenActive call besides (Modelling Opportunity Data 2.0). */
type FurtherProperty =
  | 'id'
  | 'identifier'
  | 'type'
  | 'category'
  | 'activity'
  | 'facilityUse'
  | 'accessibilitySupport'
  | 'amenityFeature'

type ActivityProperty = PropertyOf<Event | EventSeries | Course | CourseInstance> | FurtherProperty

/** What a node that somebody else wrote has under a name of schema.org; it may be anything. */
export const property = (node: Node, name: ActivityProperty): unknown => node[name]
export const scheduleProperty = (node: Node, name: PropertyOf<Schedule>): unknown => node[name]
const placeProperty = (node: Node | null, name: PropertyOf<Place>): unknown => node?.[name]
const geoProperty = (node: Node | null, name: PropertyOf<GeoCoordinates>): unknown => node?.[name]
const addressProperty = (
  node: Node | null,
  name: PropertyOf<PostalAddress> | 'addressNeighborhood' | 'addressArea',
): unknown => node?.[name]
const offerProperty = (node: Node, name: PropertyOf<Offer> | 'lowPrice'): unknown => node[name]

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value, or each of several. */
export const each = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** The first node of a property. */
export const nodeOf = (value: unknown): Node | null => each(value).find(isNode) ?? null

/** The first text of a property: as it is, in its own language, or the name of what it points to. */
export function textOf(value: unknown): string {
  for (const one of each(value)) {
    if (typeof one === 'string' || typeof one === 'number') return String(one).trim()
    if (isNode(one)) return textOf(one['@value'] ?? one.name)
  }
  return ''
}

/** The types of a node without what stands before them: `https://schema.org/Event` is `Event`. */
export const typesOf = (node: Node): readonly string[] =>
  each(property(node, '@type') ?? property(node, 'type'))
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/#:]/, ''))

/** Whatever is called so: an event of any kind, but a series of them. */
export const isEvent = (types: readonly string[]): boolean =>
  types.some((type) => /Event$/.test(type) || type === 'Festival' || type === 'Hackathon')

/** What a node is known by: its id, or else its address. */
export const idOf = (node: Node): string =>
  textOf(
    property(node, '@id') ??
      property(node, 'id') ??
      property(node, 'identifier') ??
      property(node, 'url'),
  ).slice(0, mostCharacters.id)

/** The activity that an event, a course or a series tells of (schema.org). */
export function activityOfNode(node: Node, externalId: string): SourceActivity {
  const places = each(property(node, 'location'))
  const place = places.find((one) => isNode(one) && !isVirtual(one))
  const placeText = places.find((one) => typeof one === 'string')
  const placeNode = isNode(place) ? place : null
  const address = placeProperty(placeNode, 'address')
  const street = nodeOf(address)
  const geo = nodeOf(placeProperty(placeNode, 'geo'))
  const isOnline =
    /OnlineEventAttendanceMode$/.test(textOf(property(node, 'eventAttendanceMode'))) ||
    (places.length > 0 && places.every((one) => isNode(one) && isVirtual(one)))
  const [minimumAge, maximumAge] = agesOf(textOf(property(node, 'typicalAgeRange')))
  const audience = foldWords(
    textOf(nodeOf(property(node, 'audience'))?.audienceType ?? property(node, 'audience')),
  )
  return {
    ...emptyActivity,
    externalId,
    reference:
      textOf(property(node, '@id') ?? property(node, 'id') ?? property(node, 'url')) || null,
    title: plain(textOf(property(node, 'name'))),
    summary: plain(textOf(property(node, 'description'))),
    words: (['keywords', 'about', 'category', 'genre', 'activity'] as const)
      .flatMap((name) => each(property(node, name)))
      .flatMap((word) => textOf(isNode(word) ? (word.prefLabel ?? word) : word).split(/[,;]/))
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    organisation:
      textOf(
        property(node, 'organizer') ?? property(node, 'provider') ?? property(node, 'performer'),
      ) || null,
    placeName: placeNode === null ? textOf(placeText) : textOf(placeProperty(placeNode, 'name')),
    address: street === null ? textOf(address) : addressOf(street),
    neighbourhood:
      textOf(
        addressProperty(street, 'addressNeighborhood') ?? addressProperty(street, 'addressArea'),
      ) || null,
    latitude: readDegrees(textOf(geoProperty(geo, 'latitude'))),
    longitude: readDegrees(textOf(geoProperty(geo, 'longitude'))),
    isOnline,
    priceCents: priceOf(node),
    capacity: capacityOf(node),
    spokenLanguages: each(property(node, 'inLanguage')).flatMap((language) =>
      readLanguages(textOf(language)),
    ),
    isForChildren: /\b(kinderen|children|kids)\b/.test(audience) || (maximumAge ?? 99) < 18,
    minimumAge,
    maximumAge,
    wheelchairAccessible: each(
      property(node, 'accessibilitySupport') ?? property(node, 'amenityFeature'),
    ).some((one) => /wheelchair|rolstoel/i.test(textOf(one))),
  }
}

/** How many can come, when it says so. */
export const capacityOf = (node: Node): number | null =>
  readWholeNumber(textOf(property(node, 'maximumAttendeeCapacity'))) ??
  readWholeNumber(textOf(property(node, 'maximumPhysicalAttendeeCapacity')))

const isVirtual = (place: Node) => typesOf(place).includes('VirtualLocation')

const addressOf = (address: Node) =>
  (['streetAddress', 'postalCode', 'addressLocality'] as const)
    .map((part) => textOf(addressProperty(address, part)))
    .filter((part) => part !== '')
    .join(', ')

/** Free when it says so; otherwise the lowest of what is offered. */
function priceOf(node: Node): number | null {
  if (
    property(node, 'isAccessibleForFree') === true ||
    /^true$/i.test(textOf(property(node, 'isAccessibleForFree')))
  ) {
    return 0
  }
  const prices = each(property(node, 'offers'))
    .filter(isNode)
    .map((offer) =>
      readCents(
        textOf(offerProperty(offer, 'price') ?? offerProperty(offer, 'lowPrice')).replace(
          /\.0+$/,
          '',
        ),
      ),
    )
    .filter((price) => price !== null)
  return prices.length === 0 ? null : Math.min(...prices)
}

/** Reads "12-17", "18+" and "-12". */
function agesOf(range: string): readonly [number | null, number | null] {
  const match = /^(\d{1,3})?\s*[-–+]?\s*(\d{1,3})?$/.exec(range.slice(0, 20).trim())
  const age = (typed: string | undefined) => (typed === undefined ? null : Number(typed))
  return [age(match?.[1]), age(match?.[2])]
}

/** Words of a page without its marks. */
const plain = (text: string) =>
  text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .trim()
