/** A point on the map in degrees (WGS 84). */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Somebody further from every neighbourhood than this is not in the city. */
const farthestKilometres = 6

const earthRadiusKilometres = 6371

/** The distance along the earth, right to a metre or so within a city (haversine). */
function kilometresBetween(one: Point, other: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const latitudes = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2
  const longitudes = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2
  const chord =
    latitudes + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * longitudes
  return 2 * earthRadiusKilometres * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** A place, and how far its middle is. */
export interface PlaceAt<Place> {
  readonly place: Place
  readonly kilometres: number
}

/** The places by the distance of their middles, nearest first. */
export const byDistance = <Place extends Point>(
  places: readonly Place[],
  from: Point,
): readonly PlaceAt<Place>[] =>
  places
    .map((place) => ({ place, kilometres: kilometresBetween(from, place) }))
    .toSorted((one, other) => one.kilometres - other.kilometres)

/** The place whose middle is nearest; null when somebody is not in the city at all. */
export function nearestPlace<Place extends Point>(
  places: readonly Place[],
  from: Point,
): Place | null {
  const [nearest] = byDistance(places, from)
  return nearest === undefined || nearest.kilometres > farthestKilometres ? null : nearest.place
}
