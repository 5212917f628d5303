import { readDay } from './calendar.ts'
import type { NamedSpan } from './phrase.ts'

/** The school holidays that people speak of. */
export const holidayNames = ['autumn', 'christmas', 'spring', 'may', 'summer'] as const
export type HolidayName = (typeof holidayNames)[number]

/** The regions over which the Dutch Ministry of Education spreads school holidays. */
export const schoolRegions = ['nl-noord', 'nl-midden', 'nl-zuid'] as const
export type SchoolRegion = (typeof schoolRegions)[number]

/** Makes a holiday of its first and its last day, each `YYYY-MM-DD`. */
export const holiday = (name: HolidayName, start: string, end: string): NamedSpan => ({
  name,
  start: readDay(start),
  end: readDay(end),
})

const christmas2026 = holiday('christmas', '2026-12-19', '2027-01-03')
const may2027 = holiday('may', '2027-04-24', '2027-05-02')
const christmas2027 = holiday('christmas', '2027-12-25', '2028-01-09')

/** As published by the ministry; where the dates were looked up is in prisma/cities/README.md. */
const published: Readonly<Record<SchoolRegion, readonly NamedSpan[]>> = {
  'nl-noord': [
    holiday('autumn', '2026-10-10', '2026-10-18'),
    christmas2026,
    holiday('spring', '2027-02-20', '2027-02-28'),
    may2027,
    holiday('summer', '2027-07-10', '2027-08-22'),
    holiday('autumn', '2027-10-16', '2027-10-24'),
    christmas2027,
  ],
  'nl-midden': [
    holiday('autumn', '2026-10-17', '2026-10-25'),
    christmas2026,
    holiday('spring', '2027-02-20', '2027-02-28'),
    may2027,
    holiday('summer', '2027-07-17', '2027-08-29'),
    holiday('autumn', '2027-10-16', '2027-10-24'),
    christmas2027,
  ],
  'nl-zuid': [
    holiday('autumn', '2026-10-17', '2026-10-25'),
    christmas2026,
    holiday('spring', '2027-02-13', '2027-02-21'),
    may2027,
    holiday('summer', '2027-07-24', '2027-09-05'),
    holiday('autumn', '2027-10-23', '2027-10-31'),
    christmas2027,
  ],
}

/** The school holidays of a region; none for one that is not known here. */
export function schoolHolidaysOf(region: string | null): readonly NamedSpan[] {
  const known = schoolRegions.find((each) => each === region)
  return known === undefined ? [] : published[known]
}
