import { foldWords } from '../../language/fold-words.ts'

/** What a column of a file can hold. */
export const csvColumns = [
  'id',
  'title',
  'summary',
  'topic',
  'date',
  'start',
  'end',
  'neighbourhood',
  'place',
  'address',
  'postcode',
  'price',
  'capacity',
  'language',
  'online',
  'children',
  'minimumAge',
  'maximumAge',
  'wheelchair',
  'organisation',
  'cancelled',
  'latitude',
  'longitude',
] as const
export type CsvColumn = (typeof csvColumns)[number]

/** What people write above a column, in Dutch and English, folded. */
const headers: Readonly<Record<CsvColumn, readonly string[]>> = {
  id: ['id', 'kenmerk', 'nummer', 'code', 'external id', 'uid'],
  title: ['titel', 'title', 'naam', 'name', 'activiteit', 'activity'],
  summary: ['omschrijving', 'beschrijving', 'samenvatting', 'description', 'summary', 'uitleg'],
  topic: ['onderwerp', 'topic', 'categorie', 'category', 'thema', 'rubriek', 'tags'],
  date: ['datum', 'date', 'dag', 'day'],
  start: [
    'begin',
    'van',
    'start',
    'starttijd',
    'begintijd',
    'tijd',
    'time',
    'start time',
    'from',
    'aanvang',
  ],
  end: ['eind', 'einde', 'tot', 'end', 'eindtijd', 'end time', 'until', 'to'],
  neighbourhood: ['wijk', 'buurt', 'neighbourhood', 'neighborhood', 'district', 'stadsdeel'],
  place: ['plaats', 'locatie', 'location', 'place', 'plek', 'venue'],
  address: ['adres', 'address', 'straat', 'street'],
  postcode: ['postcode', 'postal code', 'zip'],
  price: ['prijs', 'price', 'kosten', 'cost', 'costs', 'bijdrage'],
  capacity: ['plaatsen', 'plekken', 'capacity', 'capaciteit', 'places', 'aantal plaatsen'],
  language: ['taal', 'language', 'voertaal', 'spoken language'],
  online: ['online'],
  children: ['kinderen', 'children', 'voor kinderen', 'for children'],
  minimumAge: [
    'leeftijd vanaf',
    'leeftijd van',
    'minimum age',
    'minimumleeftijd',
    'min leeftijd',
    'age from',
  ],
  maximumAge: ['leeftijd tot', 'maximum age', 'maximumleeftijd', 'max leeftijd', 'age to'],
  wheelchair: [
    'rolstoel',
    'rolstoeltoegankelijk',
    'wheelchair',
    'wheelchair accessible',
    'toegankelijk',
  ],
  organisation: [
    'organisatie',
    'organisation',
    'organization',
    'aanbieder',
    'organisator',
    'organiser',
  ],
  cancelled: ['geannuleerd', 'afgelast', 'cancelled', 'canceled', 'vervallen'],
  latitude: ['latitude', 'breedtegraad', 'lat'],
  longitude: ['longitude', 'lengtegraad', 'lon', 'lng'],
}

const columnOf = new Map(
  csvColumns.flatMap((column) => headers[column].map((header) => [header, column] as const)),
)

/** Which column stands where, from the first line of a file; the first of two alike counts. */
export function readHeader(cells: readonly string[]): ReadonlyMap<CsvColumn, number> {
  const found = new Map<CsvColumn, number>()
  for (const [index, cell] of cells.entries()) {
    const column = columnOf.get(foldWords(cell))
    if (column !== undefined && !found.has(column)) found.set(column, index)
  }
  return found
}

/** The sign between cells: the one of `;`, `,` and tab that is most in the first line, outside quotes. */
export function delimiterOf(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '')
  const count = (sign: string) => bare.split(sign).length - 1
  const [best = ';'] = [';', ',', '\t'].toSorted((one, other) => count(other) - count(one))
  return best
}
