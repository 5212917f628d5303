import { bad, type ImportItem, type ReadingContext } from '../item.ts'
import { type ActivityNode, readActivityNode } from './activity-node.ts'
import { each, idOf, isEvent, isNode, type Node, property, textOf, typesOf } from './schema-org.ts'

/** What a document of JSON-LD tells of: its events, series and courses, by `@graph`, lists and references. */
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
  const parts = new Set(nodes.flatMap((node) => partsOf(node, resolve)))
  const told = nodes.filter((node) => {
    const types = typesOf(node)
    const isSeries = types.some((type) => type === 'EventSeries' || type === 'Course')
    return isSeries || (isEvent(types) && !parts.has(node))
  })
  const named = new Map<string, number>()
  for (const node of told) named.set(idOf(node), (named.get(idOf(node)) ?? 0) + 1)
  for (const node of told) {
    const isShared = (named.get(idOf(node)) ?? 0) > 1
    yield* itemsOfNode(node, { line, isShared, parts: partsOf(node, resolve) }, context)
  }
}

/** What a node consists of, found by reference where it stands elsewhere. */
const partsOf = (node: Node, resolve: (value: unknown) => Node | null): readonly Node[] =>
  (['subEvent', 'hasCourseInstance'] as const)
    .flatMap((name) => each(property(node, name)))
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

function* itemsOfNode(
  node: Node,
  about: {
    readonly line: number
    /** Several nodes are called so, such as all of a page by the page's address. */
    readonly isShared: boolean
    readonly parts: readonly Node[]
  },
  context: ReadingContext,
): Generator<ImportItem> {
  const own = idOf(node)
  const title = textOf(property(node, 'name'))
  const where =
    own === '' || about.isShared
      ? ({ kind: 'line', line: about.line } as const)
      : ({ kind: 'id', id: own } as const)
  if (title === '') {
    yield bad(where, 'noTitle', '', own === '' || about.isShared ? [] : [own])
    return
  }
  const isOwn = own !== '' && !about.isShared
  const read: ActivityNode = {
    node,
    where,
    parts: about.parts,
    activityId: isOwn ? own : [own, title].filter((part) => part !== '').join('|'),
    // Without a name of its own an event is known by when it is.
    sessionId: isOwn ? own : null,
    hasOwnTime: true,
    partId: (part) => idOf(part) || null,
  }
  yield* readActivityNode(read, context)
}
