import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { locales } from '../language/locale.ts'
import { projectFolder } from '../project-folder.ts'
import { schoolHolidaysOf } from '../understand/days/school-holidays.ts'
import { understand } from '../understand/understand.ts'
import type { Intent, KnownPlace, Understood } from '../understand/understood.ts'

// Reads JSON lines of messages, writes JSON lines of what was understood: `npm run -s understand`.

const message = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  reference: z.string(),
  timezone: z.string().default('Europe/Amsterdam'),
})

const neighbourhoods = z.array(
  z.object({
    slug: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    postcodes: z.array(z.string()),
  }),
)

/** The demo city's places, straight from its file: no database is needed to understand. */
function readPlaces(): readonly KnownPlace[] {
  const file = join(projectFolder, 'prisma/seed/rotterdam/neighbourhoods.json')
  return neighbourhoods
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .map(({ slug, name, aliases, postcodes }) => ({ slug, names: [name, ...aliases], postcodes }))
}

/** A message that shows no language takes that of the city, Dutch. */
const [cityLocale] = locales

/** A reference is a local date-time; one with an offset or Z is brought to the time zone. */
function localTime(reference: string, timezone: string): string {
  const absolute = /(?:Z|[+-]\d{2}:?\d{2})$/.test(reference) && reference.includes('T')
  if (!absolute) return reference.length === 10 ? `${reference}T12:00` : reference.slice(0, 16)
  return Temporal.Instant.from(reference)
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

/** The measured interface has a closed list of labels: what came after it is none of them. */
const labelOf = (intent: Intent): Intent =>
  intent === 'connect' || intent === 'disconnect' ? 'unknown' : intent

function row({ locale, intent, when, where, what }: Understood) {
  return {
    lang: locale ?? cityLocale,
    intent: labelOf(intent),
    start: when.days?.start ?? null,
    end: when.days?.end ?? null,
    topic: what.topic ?? 'none',
    partOfDay: when.partOfDay,
    neighbourhood: where.neighbourhood,
    free: what.free,
    online: where.online,
    children: what.children,
    wheelchair: what.wheelchair,
  }
}

const places = readPlaces()
const holidays = schoolHolidaysOf('nl-midden')
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue
  const { id, text, reference, timezone } = message.parse(JSON.parse(line))
  const understood = row(
    understand(text, { now: localTime(reference, timezone), places, holidays }),
  )
  const answer = id === undefined ? understood : { id, ...understood }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
