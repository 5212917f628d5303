import { readDay } from './calendar.ts'
import type { NamedSpan } from './phrase.ts'

const span = (name: string, start: string, end: string): NamedSpan => ({
  name,
  start: readDay(start),
  end: readDay(end),
})

/** School holidays of the middle region, in which Rotterdam is; set by the Ministry of Education. */
export const schoolHolidays: readonly NamedSpan[] = [
  span('autumn', '2026-10-17', '2026-10-25'),
  span('christmas', '2026-12-19', '2027-01-03'),
  span('spring', '2027-02-20', '2027-02-28'),
  span('may', '2027-04-24', '2027-05-02'),
  span('summer', '2027-07-17', '2027-08-29'),
  span('autumn', '2027-10-16', '2027-10-24'),
  span('christmas', '2027-12-25', '2028-01-09'),
]
