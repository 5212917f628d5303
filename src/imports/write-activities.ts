import { sessionDetails } from '../activities/session-details.ts'
import type { City } from '../cities/city.ts'
import { tellSessionMoved } from '../conversation/notices/session-moved.ts'
import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { locales } from '../language/locale.ts'
import { slugOf } from '../language/slug.ts'
import type { ActivityFacts } from './facts.ts'
import type { Change, Tally } from './tally.ts'

const compared = [
  'organisationId',
  'topic',
  'neighbourhoodId',
  'placeName',
  'address',
  'latitude',
  'longitude',
  'priceCents',
  'isOnline',
  'isForChildren',
  'minimumAge',
  'maximumAge',
  'wheelchairAccessible',
  'capacity',
  'externalReference',
] as const satisfies readonly (keyof ActivityFacts)[]

/** Where activities are written, and what is counted. */
export interface ActivityWriting {
  readonly deps: Pick<Deps, 'newId'>
  readonly importSourceId: string
  readonly tally: Tally
  readonly city: City
  readonly now: Date
  /** Of neighbourhoods and organisations, by their ids: for telling what changed. */
  readonly names: ReadonlyMap<string, string>
}

/**
 * Puts activities in that are new, and changes those that differ from what the source says now.
 *
 * @returns the ids by what the source calls them.
 */
export async function writeActivities(
  tx: Transaction,
  writing: ActivityWriting,
  {
    facts,
    known: knownIds,
  }: {
    readonly facts: readonly ActivityFacts[]
    /** What was written earlier in this run, by what the source calls it. */
    readonly known: readonly string[]
  },
): Promise<ReadonlyMap<string, string>> {
  const { deps, importSourceId, tally, names } = writing
  const stored = await tx.activity.findMany({
    where: { importSourceId, externalId: { in: facts.map(({ externalId }) => externalId) } },
    include: { texts: true },
  })
  const known = new Map(stored.map((activity) => [activity.externalId, activity]))
  const earlier = await tx.activity.findMany({
    where: { importSourceId, externalId: { in: [...knownIds] } },
    select: { id: true, externalId: true },
  })
  const ids = new Map(earlier.map(({ id, externalId }) => [externalId ?? '', id]))
  const fresh: (ActivityFacts & { readonly id: string })[] = []
  for (const each of facts) {
    const before = known.get(each.externalId)
    const id = before?.id ?? deps.newId()
    ids.set(each.externalId, id)
    if (before === undefined) {
      fresh.push({ ...each, id })
      continue
    }
    const text = before.texts.find(({ locale }) => locale === 'nl') ?? before.texts[0]
    const changes = differences(
      { ...before, title: text?.title ?? '', summary: text?.summary ?? '' },
      each,
      names,
    )
    if (changes.length === 0 && before.endedAt === null) {
      tally.counts.sameActivities += 1
      continue
    }
    tally.counts.changedActivities += 1
    tally.addDifference({ kind: 'changedActivity', title: each.title, changes })
    const { externalId: _, title, summary, spokenLanguages, ...fields } = each
    await tx.activity.update({
      where: { id },
      data: { ...fields, spokenLanguages: [...spokenLanguages], endedAt: null },
      select: { id: true },
    })
    await tx.activityText.updateMany({ where: { activityId: id }, data: { title, summary } })
    if (changes.some(({ field }) => isOfPlace(field))) await tellPlace(tx, writing, id)
  }
  await tx.activity.createMany({
    data: fresh.map(({ title, summary: _, spokenLanguages, ...fields }) => ({
      ...fields,
      importSourceId,
      slug: `${slugOf(title)}-${fields.id.slice(-8)}`,
      spokenLanguages: [...spokenLanguages],
    })),
  })
  await tx.activityText.createMany({
    data: fresh.flatMap(({ id: activityId, title, summary }) =>
      locales.map((locale) => ({ activityId, locale, title, summary })),
    ),
  })
  for (const { title } of fresh) {
    tally.counts.newActivities += 1
    tally.addDifference({ kind: 'newActivity', title })
  }
  return ids
}

const isOfPlace = (field: Change['field']) =>
  field === 'placeName' || field === 'address' || field === 'isOnline'

/** Tells whoever signed up for any time of an activity that it is somewhere else now. */
async function tellPlace(
  tx: Transaction,
  { city, now, tally }: ActivityWriting,
  activityId: string,
): Promise<void> {
  const sessions = await tx.session.findMany({
    where: { activityId, startsAt: { gt: now }, cancelledAt: null, signups: { some: {} } },
    orderBy: { startsAt: 'asc' },
    select: { id: true },
  })
  for (const { id } of sessions) {
    const session = await sessionDetails(tx, id)
    if (session === null) continue
    const change = { kind: 'place' } as const
    tally.counts.signups += await tellSessionMoved(tx, { session, change, city, now })
  }
}

type Comparable = Pick<
  ActivityFacts,
  (typeof compared)[number] | 'title' | 'summary' | 'spokenLanguages'
>

function differences(
  before: Comparable,
  after: Comparable,
  names: ReadonlyMap<string, string>,
): readonly Change[] {
  const changes: Change[] = []
  const stored = (value: unknown) => names.get(String(value)) ?? String(value ?? '')
  for (const field of ['title', 'summary', ...compared] as const) {
    if (before[field] === after[field]) continue
    changes.push({ field, from: stored(before[field]), to: stored(after[field]) })
  }
  const from = before.spokenLanguages.join(', ')
  const to = after.spokenLanguages.join(', ')
  if (from !== to) changes.push({ field: 'spokenLanguages', from, to })
  return changes
}
