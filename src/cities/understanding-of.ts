import { localDateTime } from '../activities/local-day.ts'
import type { UnderstandingContext } from '../understand/understood.ts'
import type { City } from './city.ts'

/** What words are read with in a city: its clock, its neighbourhoods and its school holidays. */
export const understandingOf = (
  { timeZone, places, holidays }: Pick<City, 'timeZone' | 'places' | 'holidays'>,
  now: Date,
): UnderstandingContext => ({ now: localDateTime(now, timeZone), places, holidays })
