import type { City } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { foldWords } from '../language/fold-words.ts'
import type { Topic } from '../understand/understood.ts'
import { createSeen } from './seen.ts'
import type { Tally } from './tally.ts'
import { createTopicReader } from './topic-words.ts'
import type { BatchWriting } from './write-batch.ts'

/** A source that is kept, as far as writing needs it. */
export interface KnownSource {
  readonly id: string
  readonly organisationId: string
  readonly defaultTopic: Topic | null
}

/** What the words of a source are read with: the city's places, words and organisations. */
export async function prepareImport(
  db: Database,
  deps: Pick<Deps, 'clock' | 'newId' | 'seals'>,
  {
    city,
    source,
    tally,
    isWhole,
  }: {
    readonly city: City
    readonly source: KnownSource
    readonly tally: Tally
    readonly isWhole: boolean
  },
): Promise<Omit<BatchWriting, 'newSessions'>> {
  const where = { cityId: city.id }
  const [places, words, organisations, own] = await Promise.all([
    db.neighbourhood.findMany({ where, orderBy: { slug: 'asc' } }),
    db.topicWord.findMany({ where }),
    db.organisation.findMany({ where: { ...where, leftAt: null } }),
    db.organisation.findUniqueOrThrow({ where: { id: source.organisationId } }),
  ])
  // Only the city itself may speak for others.
  const spokenFor = own.isCity ? organisations : []
  return {
    deps,
    importSourceId: source.id,
    city,
    now: deps.clock(),
    tally,
    names: new Map([...places, ...organisations].map(({ id, name }) => [id, name])),
    defined: isWhole ? createSeen() : null,
    normalise: {
      defaultLocale: city.defaultLocale,
      places,
      topics: createTopicReader(new Map(words.map(({ word, topic }) => [word, topic]))),
      defaultTopic: source.defaultTopic,
      organisationId: source.organisationId,
      organisations: new Map(
        spokenFor.flatMap(({ id, name, slug }) => [
          [foldWords(name), id],
          [foldWords(slug), id],
        ]),
      ),
      tally,
    },
  }
}
