import type { City } from '../cities/city.ts'

const prefix = 'city.'

/** What a button that picks a city sends back. */
export const cityChoice = ({ slug }: Pick<City, 'slug'>): string => `${prefix}${slug}`

/** The short name of the city that was picked; null for other buttons. */
export const readCityChoice = (value: string): string | null =>
  value.startsWith(prefix) ? value.slice(prefix.length) : null
