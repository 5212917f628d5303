import type { City } from './city.ts'

/** The cities that are served here, as last read. */
export interface Cities {
  /** All of them, the one that is served longest first. */
  all(): readonly City[]
  /** Speaks where no city is known: the one that is served longest, so that adding another changes nothing. */
  home(): City
  /** Null for one that was added since they were last read. */
  byId(id: string): City | null
  bySlug(slug: string): City | null
}

/** At least one city: without any there is nothing to serve. */
export type SomeCities = readonly [City, ...City[]]

/** Gives the cities as they are at each moment of asking. */
export const citiesOf = (read: () => SomeCities): Cities => ({
  all: read,
  home: () => read()[0],
  byId: (id) => read().find((city) => city.id === id) ?? null,
  bySlug: (slug) => read().find((city) => city.slug === slug) ?? null,
})
