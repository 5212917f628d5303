import type { VNode } from 'preact'
import type { ListedSession } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import type { Point } from '../../cities/nearest-place.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'

interface CityMapProps {
  readonly city: City
  readonly locale: Locale
  readonly sessions: readonly ListedSession[]
}

const widthUnits = 600
const marginUnits = 50
const radians = Math.PI / 180

/**
 * Where things are on, from the middles of the neighbourhoods: a dot for each, larger with more to do.
 * North is up; a degree of longitude is drawn as long as it is on this latitude.
 */
export function CityMap({ city, locale, sessions }: CityMapProps): VNode | null {
  const { places } = city
  const say = translator(locale, 'city')
  const counts = new Map<string, number>()
  for (const { neighbourhoodSlug: slug } of sessions) {
    if (slug !== null) counts.set(slug, (counts.get(slug) ?? 0) + 1)
  }
  if (places.length < 2 || counts.size === 0) return null
  const { project, height } = projection(places)
  const dots = places.map((place) => ({
    ...project(place),
    name: place.name,
    count: counts.get(place.slug) ?? 0,
  }))
  const busiest = dots.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
  return (
    <section class="card map" aria-labelledby="map">
      <h2 id="map">{say('map.title')}</h2>
      <svg viewBox={`0 0 ${widthUnits} ${height}`} role="img" aria-labelledby="map-name map-text">
        <title id="map-name">{say('map.title')}</title>
        <desc id="map-text">
          {busiest.map(({ name, count }) => say('map.place', { name, count })).join(', ')}
        </desc>
        {dots
          .filter(({ isInside }) => isInside)
          .map(({ x, y, name, count }) => (
            <circle
              key={name}
              class={count > 0 ? 'busy' : 'still'}
              cx={x}
              cy={y}
              r={count > 0 ? 9 + 6 * Math.sqrt(count) : 5}
            />
          ))}
      </svg>
      <details>
        <summary>{say('map.list')}</summary>
        <ul class="plain">
          {busiest.map(({ name, count }) => (
            <li key={name}>{say('map.place', { name, count })}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** Of the neighbourhoods this share, on each side, lies outside: a far corner would make all the rest small. */
const outside = 0.06

function projection(places: City['places']) {
  const [south, north] = middle(places.map(({ latitude }) => latitude))
  const [west, east] = middle(places.map(({ longitude }) => longitude))
  const narrowing = Math.cos(((south + north) / 2) * radians)
  const scale = (widthUnits - 2 * marginUnits) / Math.max((east - west) * narrowing, 0.01)
  const height = Math.ceil((north - south) * scale + 2 * marginUnits)
  return {
    height,
    project({ latitude, longitude }: Point) {
      const x = Math.round((longitude - west) * narrowing * scale + marginUnits)
      const y = Math.round((north - latitude) * scale + marginUnits)
      return { x, y, isInside: x > 0 && x < widthUnits && y > 0 && y < height }
    },
  }
}

/** From where to where all but the outermost lie. */
function middle(degrees: readonly number[]): readonly [from: number, to: number] {
  const sorted = degrees.toSorted((one, other) => one - other)
  const left = Math.floor(sorted.length * outside)
  return [sorted[left] ?? 0, sorted[sorted.length - 1 - left] ?? 0]
}
