import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectFolder } from '../src/project-folder.ts'
import { schoolHolidaysOf } from '../src/understand/days/school-holidays.ts'
import type { KnownPlace } from '../src/understand/understood.ts'

const expected = z.object({
  lang: z.string().nullable(),
  intent: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  topic: z.string(),
  partOfDay: z.string().nullable(),
  neighbourhood: z.string().nullable(),
  free: z.boolean().nullable(),
  online: z.boolean().nullable(),
  children: z.boolean().nullable(),
  wheelchair: z.boolean().nullable(),
})

const labelled = z.object({ id: z.string(), text: z.string(), reference: z.string(), expected })

/** A message with its labels, made before it was run. */
export type Labelled = z.output<typeof labelled>

/** The halves of the development set: only `train` is looked at when words are added. */
export type Half = 'train' | 'heldBack'

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')

/** The development set of `test/understand/messages.jsonl`. */
export function readMessages(): readonly Labelled[] {
  return read('test/understand/messages.jsonl')
    .trim()
    .split('\n')
    .map((line) => labelled.parse(JSON.parse(line)))
}

/** The half that a message is in: odd FNV-1a hashes of the id are held back. */
export function halfOf({ id }: Labelled): Half {
  let hash = 0x811c9dc5
  for (const character of id) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  }
  return hash % 2 === 0 ? 'train' : 'heldBack'
}

const thirdPartyDate = z.object({
  id: z.string(),
  text: z.string(),
  lang: z.string(),
  reference: z.string(),
  expected: z.object({ start: z.string(), end: z.string() }),
  convention: z.boolean().optional(),
  langNeutral: z.boolean().optional(),
})

/** Date expressions from other projects' tests; their source is in the README beside the file. */
export function readThirdPartyDates() {
  return z
    .array(thirdPartyDate)
    .parse(JSON.parse(read('test/fixtures/dates/thirdparty-dates.json')))
}

const neighbourhoods = z.array(
  z.object({
    slug: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    postcodes: z.array(z.string()),
  }),
)

export const demoHolidays = schoolHolidaysOf('nl-midden')

/** The demo city's neighbourhoods. */
export const demoPlaces: readonly KnownPlace[] = neighbourhoods
  .parse(JSON.parse(read('prisma/seed/rotterdam/neighbourhoods.json')))
  .map(({ slug, name, aliases, postcodes }) => ({ slug, names: [name, ...aliases], postcodes }))
