import type { Transaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { ActivityFacts } from './facts.ts'
import type { ImportItem, SourceSession } from './item.ts'
import { type NormaliseContext, normaliseActivity } from './normalise.ts'
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
}

/** Writes a batch of items in one transaction: all of it, or when it is stopped nothing. */
export async function writeBatch(
  tx: Transaction,
  writing: BatchWriting,
  items: readonly ImportItem[],
): Promise<void> {
  const { tally, normalise } = writing
  const facts = new Map<string, ActivityFacts>()
  const own: (SourceSession & { readonly activity: ActivityFacts })[] = []
  const byReference: Extract<ImportItem, { kind: 'session' }>[] = []
  const gone: string[] = []
  for (const item of items) {
    if (item.kind !== 'checkpoint') tally.counts.items += 1
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
  const ids = await writeActivities(tx, writing, [...facts.values()])
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
  await removeGone(tx, writing, gone)
}

/** Sessions of activities that another feed of the city told of, by its address for them. */
async function named(
  tx: Transaction,
  { city, tally }: BatchWriting,
  items: readonly Extract<ImportItem, { kind: 'session' }>[],
): Promise<readonly SessionToWrite[]> {
  if (items.length === 0) return []
  const activities = await tx.activity.findMany({
    where: {
      externalReference: { in: items.map(({ reference }) => reference) },
      organisation: { cityId: city.id },
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
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return
  const { importSourceId, now, tally } = writing
  const asked = { in: [...externalIds] }
  const sessions = await tx.session.findMany({
    where: {
      cancelledAt: null,
      endsAt: { gt: now },
      OR: [
        { importSourceId, externalId: asked },
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
