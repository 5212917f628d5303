/** A table to import, for benchmarks. */

/** A day of December, two figures. */
export const dayOf = (index: number): string => String(1 + (index % 27)).padStart(2, '0')

/** Its first line. */
export const header =
  'id;titel;omschrijving;onderwerp;datum;begin;eind;wijk;locatie;prijs;plekken\n'

/** A row: two thousand activities with as many times as it takes. */
export const csvRow = (index: number): string =>
  `${index};Les ${index % 2000};Samen leren;koken;${dayOf(index)}-12-2026;10:00;12:00;Afrikaanderwijk;Huis van de Wijk;2,50;8\n`
