import { z } from 'zod'
import { readBoundedJson } from '../../verification/files/bounded-json.ts'
import { bad, type ImportItem, mostCharacters, type ReadingContext } from '../item.ts'
import { activityOfNode, each, idOf, isNode, type Node, nodeOf, textOf } from './schema-org.ts'
import { scheduledTimes, sessionAt, timesOf } from './schema-times.ts'

/** What came of one page of a feed. */
export type FeedPage =
  | { readonly kind: 'page'; readonly body: string }
  /** It is not there, or does not answer: what was read until here is kept. */
  | { readonly kind: 'missing'; readonly why: string }

/** Gets a page of a feed. */
export type FetchPage = (url: string) => Promise<FeedPage>

const page = z.object({
  next: z.string(),
  items: z.array(z.unknown()),
})

const item = z.object({
  state: z.enum(['updated', 'deleted']),
  id: z.union([z.string(), z.number()]).transform(String),
  kind: z.string().catch('Event'),
  data: z.unknown().optional(),
})

/** A feed that leads on for so many pages is going round. */
const mostPages = 100_000

/**
 * Reads a feed of OpenActive (Realtime Paged Data Exchange 1.0) from an address to its end: the page that
 * has nothing on it and leads to itself. After each page there is a checkpoint with the address of the next,
 * from which the reading goes on another time. `deleted` is what is no more.
 */
export async function* readOpenActive(
  fetchPage: FetchPage,
  from: string,
  context: ReadingContext,
): AsyncGenerator<ImportItem> {
  let url = from
  for (let count = 0; count < mostPages; count += 1) {
    const fetched = await fetchPage(url)
    if (fetched.kind === 'missing') {
      yield bad({ kind: 'id', id: url }, 'notReadable', fetched.why)
      return
    }
    const json = readBoundedJson(fetched.body)
    const read = page.safeParse(json.kind === 'read' ? json.value : null)
    const next = read.success ? nextOf(read.data.next, url) : null
    if (!read.success || next === null) {
      yield bad({ kind: 'id', id: url }, 'notReadable', 'no page of a feed')
      return
    }
    for (const each of read.data.items) yield readFeedItem(each, context)
    yield { kind: 'checkpoint', cursor: next }
    if (read.data.items.length === 0) return
    url = next
  }
}

/** Only an address on the same site: a feed does not send us elsewhere. */
function nextOf(next: string, current: string): string | null {
  if (!URL.canParse(next, current)) return null
  const url = new URL(next, current)
  return url.origin === new URL(current).origin ? url.href : null
}

/** Reads one item of a page. */
export function readFeedItem(value: unknown, context: ReadingContext): ImportItem {
  const read = item.safeParse(value)
  if (!read.success) return bad({ kind: 'id', id: '?' }, 'noId', '')
  const { state, id, kind, data } = read.data
  const externalId = `${kind}:${id}`.slice(0, mostCharacters.id)
  const where = { kind: 'id', id: externalId } as const
  if (state === 'deleted') return { kind: 'gone', where, externalId }
  if (!isNode(data)) return bad(where, 'notReadable', kind, [externalId])
  return readNode(data, kind, externalId, context)
}

function readNode(
  node: Node,
  kind: string,
  externalId: string,
  { timeZone, now, until }: ReadingContext,
): ImportItem {
  const where = { kind: 'id', id: externalId } as const
  const title = textOf(node.name)
  const superEvent = node.superEvent ?? node.facilityUse
  const reference = isNode(superEvent) ? idOf(superEvent) : textOf(superEvent)
  const capacity = activityOfNode(node, externalId).capacity
  // Without a name of its own it is a time of what it points to.
  if (/^(ScheduledSession|Slot|SubEvent)/.test(kind) && reference !== '') {
    const read = timesOf(node, timeZone)
    if (read.kind === 'bad') return bad(where, read.code, read.said, [externalId])
    const session = sessionAt(node, externalId, read.times, capacity)
    return { kind: 'session', where, reference, session }
  }
  if (title === '') return bad(where, 'noTitle', kind, [externalId])
  const activity = activityOfNode(node, externalId)
  const parts = each(node.subEvent).filter(isNode)
  const span = { timeZone, from: now, until }
  const sessions = [
    ...scheduledTimes(node.eventSchedule, span).map((times) =>
      sessionAt(node, `${externalId}#${times.startsAt.toISOString()}`, times, capacity),
    ),
    ...parts.flatMap((part) => {
      const read = timesOf(part, timeZone)
      if (read.kind === 'bad') return []
      const id = idOf(part) || `${externalId}#${read.times.startsAt.toISOString()}`
      return [sessionAt(part, id, read.times, activity.capacity)]
    }),
  ]
  const own = timesOf(node, timeZone)
  const isSingle =
    /Event$/.test(kind) && sessions.length === 0 && nodeOf(node.eventSchedule) === null
  if (isSingle && own.kind === 'times') {
    sessions.push(sessionAt(node, externalId, own.times, capacity))
  }
  return { kind: 'activity', where, activity, sessions }
}
