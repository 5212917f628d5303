import { foldWords } from '../../language/fold-words.ts'
import { emptyActivity, mostCharacters, type SourceActivity } from '../item.ts'
import { readCents, readDegrees, readLanguages, readWholeNumber } from './values.ts'

/** Anything that stands between braces. */
export type Node = Readonly<Record<string, unknown>>

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
  each(node['@type'] ?? node.type)
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/#:]/, ''))

/** Whatever is called so: an event of any kind, but a series of them. */
export const isEvent = (types: readonly string[]): boolean =>
  types.some((type) => /Event$/.test(type) || type === 'Festival' || type === 'Hackathon')

/** What a node is known by: its id, or else its address. */
export const idOf = (node: Node): string =>
  textOf(node['@id'] ?? node.id ?? node.identifier ?? node.url).slice(0, mostCharacters.id)

/** The activity that an event, a course or a series tells of (schema.org). */
export function activityOfNode(node: Node, externalId: string): SourceActivity {
  const places = each(node.location)
  const place = places.find((one) => isNode(one) && !isVirtual(one))
  const placeText = places.find((one) => typeof one === 'string')
  const address = isNode(place) ? place.address : undefined
  const street = nodeOf(address)
  const geo = isNode(place) ? nodeOf(place.geo) : null
  const isOnline =
    /OnlineEventAttendanceMode$/.test(textOf(node.eventAttendanceMode)) ||
    (places.length > 0 && places.every((one) => isNode(one) && isVirtual(one)))
  const [minimumAge, maximumAge] = agesOf(textOf(node.typicalAgeRange))
  const audience = foldWords(textOf(nodeOf(node.audience)?.audienceType ?? node.audience))
  return {
    ...emptyActivity,
    externalId,
    reference: textOf(node['@id'] ?? node.id ?? node.url) || null,
    title: plain(textOf(node.name)),
    summary: plain(textOf(node.description)),
    words: ['keywords', 'about', 'category', 'genre', 'activity']
      .flatMap((name) => each(node[name]))
      .flatMap((word) => textOf(isNode(word) ? (word.prefLabel ?? word) : word).split(/[,;]/))
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    organisation: textOf(node.organizer ?? node.provider ?? node.performer) || null,
    placeName: isNode(place) ? textOf(place.name) : textOf(placeText),
    address: street === null ? textOf(address) : addressOf(street),
    neighbourhood: textOf(street?.addressNeighborhood ?? street?.addressArea) || null,
    latitude: readDegrees(textOf(geo?.latitude)),
    longitude: readDegrees(textOf(geo?.longitude)),
    isOnline,
    priceCents: priceOf(node),
    capacity:
      readWholeNumber(textOf(node.maximumAttendeeCapacity)) ??
      readWholeNumber(textOf(node.maximumPhysicalAttendeeCapacity)),
    spokenLanguages: each(node.inLanguage).flatMap((language) => readLanguages(textOf(language))),
    isForChildren: /\b(kinderen|children|kids)\b/.test(audience) || (maximumAge ?? 99) < 18,
    minimumAge,
    maximumAge,
    wheelchairAccessible: each(node.accessibilitySupport ?? node.amenityFeature).some((one) =>
      /wheelchair|rolstoel/i.test(textOf(one)),
    ),
  }
}

const isVirtual = (place: Node) => typesOf(place).includes('VirtualLocation')

const addressOf = (address: Node) =>
  ['streetAddress', 'postalCode', 'addressLocality']
    .map((part) => textOf(address[part]))
    .filter((part) => part !== '')
    .join(', ')

/** Free when it says so; otherwise the lowest of what is offered. */
function priceOf(node: Node): number | null {
  if (node.isAccessibleForFree === true || /^true$/i.test(textOf(node.isAccessibleForFree))) {
    return 0
  }
  const prices = each(node.offers)
    .filter(isNode)
    .map((offer) => readCents(textOf(offer.price ?? offer.lowPrice).replace(/\.0+$/, '')))
    .filter((price) => price !== null)
  return prices.length === 0 ? null : Math.min(...prices)
}

/** Reads "12-17", "18+" and "-12". */
function agesOf(range: string): readonly [number | null, number | null] {
  const match = /^(\d{1,3})?\s*[-–+]?\s*(\d{1,3})?$/.exec(range.trim())
  const age = (typed: string | undefined) => (typed === undefined ? null : Number(typed))
  return [age(match?.[1]), age(match?.[2])]
}

/** Words of a page without its marks. */
const plain = (text: string) =>
  text
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .trim()
