import { z } from 'zod'
import { readBoundedJson } from '../../verification/files/bounded-json.ts'
import { bad, type ImportItem, mostCharacters, type ReadingContext } from '../item.ts'
import { readActivityNode } from './activity-node.ts'
import { capacityOf, each, idOf, isNode, type Node, property, textOf } from './schema-org.ts'
import { sessionAt, timesOf } from './schema-times.ts'

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
    for (const each of read.data.items) yield* readFeedItem(each, context)
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

/** Reads one item of a page: what it tells of, and what of it cannot be read. */
export function* readFeedItem(value: unknown, context: ReadingContext): Generator<ImportItem> {
  const read = item.safeParse(value)
  if (!read.success) {
    yield bad({ kind: 'id', id: '?' }, 'noId', '')
    return
  }
  const { state, id, kind, data } = read.data
  const externalId = `${kind}:${id}`.slice(0, mostCharacters.id)
  const where = { kind: 'id', id: externalId } as const
  if (state === 'deleted') yield { kind: 'gone', where, externalId }
  else if (isNode(data)) yield* readNode(data, kind, externalId, context)
  else yield bad(where, 'notReadable', kind, [externalId])
}

function* readNode(
  node: Node,
  kind: string,
  externalId: string,
  context: ReadingContext,
): Generator<ImportItem> {
  const where = { kind: 'id', id: externalId } as const
  const superEvent = property(node, 'superEvent') ?? property(node, 'facilityUse')
  const reference = isNode(superEvent) ? idOf(superEvent) : textOf(superEvent)
  // Without a name of its own it is a time of what it points to.
  if (/^(ScheduledSession|Slot|SubEvent)/.test(kind) && reference !== '') {
    const read = timesOf(node, context.timeZone)
    if (read.kind === 'bad') yield bad(where, read.code, read.said, [externalId])
    else {
      const session = sessionAt(node, externalId, read.times, capacityOf(node))
      yield { kind: 'session', where, reference, session }
    }
    return
  }
  if (textOf(property(node, 'name')) === '') {
    yield bad(where, 'noTitle', kind, [externalId])
    return
  }
  yield* readActivityNode(
    {
      node,
      where,
      parts: each(property(node, 'subEvent')).filter(isNode),
      activityId: externalId,
      sessionId: externalId,
      hasOwnTime: /Event$/.test(kind),
      // With the name of the item before it, so that what an item drops later is known.
      partId: (part) => (idOf(part) === '' ? null : `${externalId}#${idOf(part)}`),
    },
    context,
  )
}
