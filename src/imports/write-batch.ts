import type { Transaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { ActivityFacts } from './facts.ts'
import type { ImportItem, SourceSession } from './item.ts'
import { type NormaliseContext, normaliseActivity } from './normalise.ts'
import type { Seen } from './seen.ts'
import { writeActivities } from './write-activities.ts'
import {
  cancelBySource,
  type SessionToWrite,
  type SessionWriting,
  writeSessions,
} from './write-sessions.ts'

/** Everything that writing needs to know of the source and of the city. */
export interface BatchWriting extends SessionWriting {
  readonly deps: SessionWriting['deps'] & { readonly newId: () => string }
  readonly normalise: NormaliseContext
  readonly names: ReadonlyMap<string, string>
  /** Activities that this run defined: the first definition counts. Null for a feed, in which the last does. */
  readonly defined: Seen | null
}

/** Runs work in a transaction of its own, or in that of a rehearsal. */
export type InTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>

/** Writes a batch of items in one transaction: all of it, or when it is stopped nothing. */
export async function writeBatch(
  tx: Transaction,
  writing: BatchWriting,
  items: readonly ImportItem[],
): Promise<void> {
  const { tally, normalise, defined } = writing
  const facts = new Map<string, ActivityFacts>()
  const own: (SourceSession & { readonly activity: ActivityFacts })[] = []
  const byReference: Extract<ImportItem, { kind: 'session' }>[] = []
  const gone: string[] = []
  tally.counts.items += items.filter(({ kind }) => kind !== 'checkpoint').length
  for (const item of latestOf(items)) {
    switch (item.kind) {
      case 'bad':
        tally.addBad(item)
        break
      case 'gone':
        gone.push(item.externalId)
        break
      case 'session':
        byReference.push(item)
        break
      case 'activity': {
        const { activity: source, where } = item
        const read = facts.get(source.externalId) ?? normaliseActivity(normalise, source)
        if ('code' in read) {
          tally.addBad({ where, problem: read })
          break
        }
        facts.set(source.externalId, read)
        own.push(...item.sessions.map((session) => ({ ...session, activity: read })))
        break
      }
      case 'checkpoint':
    }
  }
  const isKnown = ({ externalId }: ActivityFacts) => defined?.has(externalId) === true
  const ids = await writeActivities(tx, writing, {
    facts: [...facts.values()].filter((each) => !isKnown(each)),
    known: [...facts.values()].filter(isKnown).map(({ externalId }) => externalId),
  })
  const sessions = new Map<string, SessionToWrite>()
  for (const { activity, ...session } of own) {
    const activityId = ids.get(activity.externalId)
    if (activityId === undefined) continue
    const places = session.capacity ?? activity.capacity
    sessions.set(session.externalId, { ...session, activityId, title: activity.title, places })
  }
  for (const session of await named(tx, writing, byReference)) {
    sessions.set(session.externalId, session)
  }
  await writeSessions(tx, writing, [...sessions.values()])
  await removeDropped(tx, writing, items, ids)
  await removeGone(tx, writing, { sessions: gone, activities: gone })
}

/** Without what a later item says otherwise: deleted and told of anew, or the other way round, or told twice. */
function latestOf(items: readonly ImportItem[]): readonly ImportItem[] {
  const last = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const id = stateId(item)
    if (id !== null) last.set(id, index)
  }
  const isGone = (id: string) => {
    const at = last.get(id)
    return at !== undefined && items[at]?.kind === 'gone'
  }
  return items.filter((item, index) => {
    if (item.kind === 'activity' && stateId(item) === null) {
      return !isGone(item.activity.externalId)
    }
    const id = stateId(item)
    return id === null || last.get(id) === index
  })
}

/** What an item tells everything of; null for one that adds to what others tell. */
function stateId(item: ImportItem): string | null {
  switch (item.kind) {
    case 'gone':
      return item.externalId
    case 'session':
      return item.session.externalId
    case 'activity':
      return item.isWhole && item.where.kind === 'id' && item.where.id === item.activity.externalId
        ? item.activity.externalId
        : null
    default:
      return null
  }
}

/** Sessions of activities that another feed of the city told of, by its address for them. */
async function named(
  tx: Transaction,
  { city, tally, normalise }: BatchWriting,
  items: readonly Extract<ImportItem, { kind: 'session' }>[],
): Promise<readonly SessionToWrite[]> {
  if (items.length === 0) return []
  const activities = await tx.activity.findMany({
    where: {
      externalReference: { in: items.map(({ reference }) => reference) },
      // Only who may speak for others adds times to what they do.
      ...(normalise.organisations.size === 0
        ? { organisationId: normalise.organisationId }
        : { organisation: { cityId: city.id } }),
      endedAt: null,
    },
    select: {
      id: true,
      externalReference: true,
      capacity: true,
      texts: { select: { locale: true, title: true } },
    },
  })
  const known = new Map(activities.map((activity) => [activity.externalReference, activity]))
  return items.flatMap(({ reference, session, where }) => {
    const activity = known.get(reference)
    if (activity === undefined) {
      tally.addBad({ where, problem: { code: 'unknownSeries', said: reference } })
      return []
    }
    const title = inEveryLocale(activity.texts, (row) => row.title)[city.defaultLocale]
    const places = session.capacity ?? activity.capacity
    return [{ ...session, activityId: activity.id, title, places }]
  })
}

/** Ends what the source says is no more: a session is cancelled, an activity with all that was to come. */
export async function removeGone(
  tx: Transaction,
  writing: BatchWriting,
  gone: { readonly sessions: readonly string[]; readonly activities: readonly string[] },
): Promise<void> {
  if (gone.sessions.length === 0 && gone.activities.length === 0) return
  const { importSourceId, now, tally } = writing
  const asked = { in: [...gone.activities] }
  const sessions = await tx.session.findMany({
    where: {
      cancelledAt: null,
      // What has begun is not taken away under people's feet.
      startsAt: { gt: now },
      OR: [
        { importSourceId, externalId: { in: [...gone.sessions] } },
        { activity: { importSourceId, externalId: asked } },
      ],
    },
    select: {
      id: true,
      activity: { select: { texts: { select: { locale: true, title: true } } } },
    },
  })
  for (const { id, activity } of sessions) {
    const { nl: title } = inEveryLocale(activity.texts, (row) => row.title)
    await cancelBySource(tx, writing, { id, title })
  }
  const ended = await tx.activity.findMany({
    where: { importSourceId, externalId: asked, endedAt: null },
    select: { id: true, texts: { select: { locale: true, title: true } } },
  })
  await tx.activity.updateMany({
    where: { id: { in: ended.map(({ id }) => id) } },
    data: { endedAt: now },
  })
  for (const { texts } of ended) {
    const { nl: title } = inEveryLocale(texts, (row) => row.title)
    tally.addDifference({ kind: 'endedActivity', title })
  }
}

/** Ends sessions that an item of a feed had before and has no more: what is to come of it, and named after it. */
async function removeDropped(
  tx: Transaction,
  writing: BatchWriting,
  items: readonly ImportItem[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { importSourceId, now, defined } = writing
  // In a whole source it is seen at the end what is gone.
  if (defined !== null) return
  const whole = latestOf(items).flatMap((item) =>
    item.kind === 'activity' && item.isWhole ? [item] : [],
  )
  const activityIds = whole.flatMap(({ activity }) => ids.get(activity.externalId) ?? [])
  const stored = await tx.session.findMany({
    where: {
      importSourceId,
      activityId: { in: activityIds },
      cancelledAt: null,
      startsAt: { gt: now },
      externalId: { contains: '#' },
    },
    select: { externalId: true },
  })
  const told = new Set(
    whole.flatMap(({ sessions }) => sessions.map(({ externalId }) => externalId)),
  )
  const prefixes = new Set(whole.map(({ activity }) => activity.externalId))
  const dropped = stored
    .map(({ externalId }) => externalId)
    .filter((id) => !told.has(id) && prefixes.has(id.slice(0, id.indexOf('#'))))
  await removeGone(tx, writing, { sessions: dropped, activities: [] })
}
