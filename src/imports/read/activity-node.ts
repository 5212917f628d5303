import {
  bad,
  type ImportItem,
  mostCharacters,
  type Problem,
  type ReadingContext,
  type SourceSession,
  type Where,
} from '../item.ts'
import { writtenOutSpan } from './day-names.ts'
import { scheduledTimes } from './schedule.ts'
import { activityOfNode, type Node, property } from './schema-org.ts'
import { sessionAt, timesOf } from './schema-times.ts'

/** A node that is an activity, with what it consists of. */
export interface ActivityNode {
  readonly node: Node
  readonly where: Where
  readonly parts: readonly Node[]
  readonly activityId: string
  /** What the node is called by as a session, if it is one; null when it has no name of its own. */
  readonly sessionId: string | null
  /** Whether it takes place by itself; a series in a feed need not. */
  readonly hasOwnTime: boolean
  /** What a part is called by; null when it has no name. */
  readonly partId: (part: Node) => string | null
}

/**
 * Reads an activity with its sessions: its own time, those of its parts, and those of their schedules. A part
 * that cannot be read is told as bad, with the name that it or its sessions have, and the rest is taken.
 */
export function* readActivityNode(
  { node, where, parts, activityId, sessionId, hasOwnTime, partId }: ActivityNode,
  context: ReadingContext,
): Generator<ImportItem> {
  const id = activityId.slice(0, mostCharacters.id)
  const activity = activityOfNode(node, id)
  const sessions: SourceSession[] = []
  let isWhole = true
  function* broken(part: Node, { code, said }: Problem): Generator<ImportItem> {
    isWhole = false
    const own = part === node ? null : partId(part)
    yield bad(own === null ? where : { kind: 'id', id: own }, code, said, [own ?? id])
  }
  for (const part of [node, ...parts]) {
    const named = part === node ? id : (partId(part) ?? id)
    const schedules = property(part, 'eventSchedule') ?? property(part, 'courseSchedule')
    const { timeZone } = context
    const scheduled = scheduledTimes(schedules, { timeZone, span: writtenOutSpan(context) })
    for (const problem of scheduled.problems) yield* broken(part, problem)
    for (const { name, ...times } of scheduled.times) {
      sessions.push(sessionAt(part, `${named}#${name}`, times, activity.capacity))
    }
    // A series has a span of its own, which is no time to come.
    if (schedules !== undefined || (part === node && (!hasOwnTime || parts.length > 0))) continue
    const read = timesOf(part, timeZone)
    if (read.kind === 'bad') {
      yield* broken(part, read)
      // Without any time it is no activity.
      if (part === node) return
      continue
    }
    const own = part === node ? sessionId : partId(part)
    const called = own ?? `${id}#${read.times.startsAt.toISOString()}`
    sessions.push(sessionAt(part, called, read.times, activity.capacity))
  }
  // What a series leaves open, its first part tells: mostly the place.
  const [first] = parts
  const placed =
    first === undefined || property(node, 'location') !== undefined
      ? activity
      : { ...activityOfNode({ ...first, ...node }, id) }
  yield { kind: 'activity', where, activity: placed, sessions, isWhole }
}
