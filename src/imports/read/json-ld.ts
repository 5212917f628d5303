import { readBoundedJson } from '../../verification/files/bounded-json.ts'
import {
  bad,
  type ImportItem,
  mostCharacters,
  type ReadingContext,
  type SourceSession,
} from '../item.ts'
import { decodeText } from './decode.ts'
import {
  activityOfNode,
  each,
  idOf,
  isEvent,
  isNode,
  type Node,
  textOf,
  typesOf,
} from './schema-org.ts'
import { scheduledTimes, sessionAt, timesOf } from './schema-times.ts'

/** Such a document is read as a whole; a larger one is no page of a city. */
const mostTextCharacters = 50_000_000

const dayMilliseconds = 24 * 3_600_000

/**
 * Reads schema.org in JSON-LD: a file, or what stands in `<script type="application/ld+json">` of a web page.
 * `Event` and all kinds of it, `EventSeries` and `Course` with what they consist of, by `@graph`, lists and
 * references. What else there is on a page is left out.
 */
export async function* readJsonLd(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  context: ReadingContext,
): AsyncGenerator<ImportItem> {
  let text = ''
  for await (const part of decodeText(bytes)) {
    text += part
    if (text.length > mostTextCharacters) {
      yield bad({ kind: 'line', line: 1 }, 'notReadable', 'too large')
      return
    }
  }
  const start = text.trimStart().charAt(0)
  const documents = start === '{' || start === '[' ? [{ json: text, line: 1 }] : scriptsOf(text)
  for (const { json, line } of documents) {
    const read = readBoundedJson(json)
    if (read.kind === 'fault') yield bad({ kind: 'line', line }, 'notReadable', read.code)
    else yield* itemsOfDocument(read.value, line, context)
  }
}

/** The JSON-LD of a web page, with the lines it stands on. */
function* scriptsOf(html: string): Generator<{ readonly json: string; readonly line: number }> {
  const script = /<script\b[^>]*\btype\s*=\s*["']?application\/ld\+json["']?[^>]*>/gi
  for (const match of html.matchAll(script)) {
    const from = match.index + match[0].length
    const until = html.toLowerCase().indexOf('</script', from)
    const line = html.slice(0, from).split('\n').length
    yield { json: html.slice(from, until === -1 ? undefined : until), line }
  }
}

/** What a document of JSON-LD tells of. */
export function* itemsOfDocument(
  document: unknown,
  line: number,
  context: ReadingContext,
): Generator<ImportItem> {
  const nodes = topNodes(document)
  const known = new Map(nodes.filter((node) => idOf(node) !== '').map((node) => [idOf(node), node]))
  const resolve = (value: unknown): Node | null => {
    if (!isNode(value)) return known.get(String(value)) ?? null
    const isReference = Object.keys(value).every((key) => key === '@id' || key === '@type')
    return isReference ? (known.get(idOf(value)) ?? value) : value
  }
  // What belongs to a series or a course is read with it.
  const parts = new Set(
    nodes.flatMap((node) =>
      ['subEvent', 'hasCourseInstance'].flatMap((name) => partsOf(node[name], resolve)),
    ),
  )
  for (const node of nodes) {
    const types = typesOf(node)
    const isSeries = types.some((type) => type === 'EventSeries' || type === 'Course')
    if (isSeries || (isEvent(types) && !parts.has(node))) {
      yield readActivity(node, line, context, resolve)
    }
  }
}

/** What a node consists of, found by reference where it stands elsewhere. */
const partsOf = (value: unknown, resolve: (value: unknown) => Node | null): readonly Node[] =>
  each(value)
    .map(resolve)
    .filter((part) => part !== null)

/** The nodes of a document: of a list, of `@graph`, and of what lists are made of. */
function topNodes(document: unknown): readonly Node[] {
  return each(document)
    .filter(isNode)
    .flatMap((node) => {
      const inside = node['@graph'] ?? node.itemListElement ?? node.mainEntity
      const items = each(inside).map((item) =>
        isNode(item) && isNode(item.item) ? item.item : item,
      )
      return [node, ...(inside === undefined ? [] : topNodes(items))]
    })
}

function readActivity(
  node: Node,
  line: number,
  context: ReadingContext,
  resolve: (value: unknown) => Node | null,
): ImportItem {
  const { timeZone, now, until } = context
  const title = textOf(node.name)
  const id = idOf(node) || `${title}|${textOf(node.startDate)}`.slice(0, mostCharacters.id)
  const where =
    idOf(node) === '' ? ({ kind: 'line', line } as const) : ({ kind: 'id', id } as const)
  if (title === '') return bad(where, 'noTitle', '', idOf(node) === '' ? [] : [id])
  const activity = activityOfNode(node, id)
  const sessions: SourceSession[] = []
  const parts = ['subEvent', 'hasCourseInstance'].flatMap((name) => partsOf(node[name], resolve))
  const from = new Date(now.getTime() - dayMilliseconds)
  const span = { timeZone, from, until }
  for (const part of [node, ...parts]) {
    const schedules = part.eventSchedule ?? part.courseSchedule
    for (const times of scheduledTimes(schedules, span)) {
      const sessionId = `${idOf(part) || id}#${times.startsAt.toISOString()}`
      sessions.push(sessionAt(part, sessionId, times, activity.capacity))
    }
    // A series has a span of its own, which is no time to come.
    if (schedules !== undefined || (part === node && parts.length > 0)) continue
    const read = timesOf(part, timeZone)
    if (read.kind === 'bad') {
      if (part === node) return bad(where, read.code, read.said, [id])
      continue
    }
    const own = idOf(part)
    const sessionId = part === node ? id : own || `${id}#${read.times.startsAt.toISOString()}`
    sessions.push(sessionAt(part, sessionId, read.times, activity.capacity))
  }
  // What a series leaves open, its first part tells: mostly the place.
  const [first] = parts
  const placed =
    first === undefined || node.location !== undefined
      ? activity
      : { ...activityOfNode({ ...first, ...node }, id) }
  return { kind: 'activity', where, activity: placed, sessions }
}
