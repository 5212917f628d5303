import {
  bad,
  type ImportItem,
  mostCharacters,
  type ReadingContext,
  type SourceSession,
} from '../item.ts'
import { calendarComponents } from './calendar-components.ts'
import { type CalendarEvent, momentOf, readCalendarEvent, startClock } from './calendar-event.ts'
import { decodeText } from './decode.ts'
import { type Occurrences, occurrencesOf } from './recurrence.ts'

/** Events that repeat or that change one, held until the calendar is read: more than these is no calendar. */
const mostHeld = 50_000

const dayMilliseconds = 24 * 3_600_000

/**
 * Reads a calendar (RFC 5545). An event is an activity; what repeats is written out until `context.until`. An
 * occurrence is known by when it was to be, so that one that moved keeps its sign-ups; an event that does not
 * repeat is known by its UID alone.
 */
export async function* readICalendar(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  context: ReadingContext,
): AsyncGenerator<ImportItem> {
  const repeating: { readonly event: CalendarEvent; readonly line: number }[] = []
  const exceptions = new Map<string, CalendarEvent[]>()
  let held = 0
  for await (const { name, text, line } of calendarComponents(decodeText(bytes))) {
    if (name !== 'VEVENT') continue
    const where = { kind: 'line', line } as const
    const read = readCalendarEvent(text, context.timeZone)
    if (read.kind === 'bad') {
      yield bad(where, read.code, read.said, read.uid === null ? [] : [read.uid])
      continue
    }
    const { event } = read
    const { uid } = event
    if (event.isPrivate) yield bad(where, 'private', '', [])
    else if (event.activity.title === '') yield bad(where, 'noTitle', '', [uid])
    else if (event.lengthMilliseconds <= 0) yield bad(where, 'endsBeforeStart', uid, [uid])
    else if (held >= mostHeld) yield bad(where, 'tooManyTimes', uid, [uid])
    else if (event.recurrenceId !== null) {
      held += 1
      exceptions.set(uid, [...(exceptions.get(uid) ?? []), event])
    } else if (event.rules.length > 0 || event.added.length > 0) {
      held += 1
      repeating.push({ event, line })
    } else {
      const startsAt = momentOf(event.start, event.timeZone)
      const sessions = [sessionOf(event, uid, startsAt)]
      yield { kind: 'activity', where, activity: event.activity, sessions }
    }
  }
  for (const { event, line } of repeating) {
    const { uid } = event
    yield* writeOut(event, line, exceptions.get(uid) ?? [], context)
    exceptions.delete(uid)
  }
  // Exceptions of what is not in this calendar: the occurrences that it has.
  for (const [uid, others] of exceptions) {
    const [first] = others
    if (first === undefined) continue
    const sessions = others.map((event) => exceptional(event))
    const where = { kind: 'id', id: uid } as const
    yield { kind: 'activity', where, activity: first.activity, sessions }
  }
}

function* writeOut(
  event: CalendarEvent,
  line: number,
  exceptions: readonly CalendarEvent[],
  context: ReadingContext,
): Generator<ImportItem> {
  const { uid, activity } = event
  const where = { kind: 'line', line } as const
  const occurrences = writtenOut(event, context, exceptions)
  if (typeof occurrences === 'string') {
    yield bad(where, 'notReadable', occurrences, [uid])
    return
  }
  const { startsAt, isCut } = occurrences
  if (isCut) yield bad(where, 'tooManyTimes', activity.title, [uid])
  const sessions = [
    ...startsAt.map((at) => sessionOf(event, occurrenceId(uid, at), at)),
    ...exceptions.map((exception) => exceptional(exception)),
  ]
  yield { kind: 'activity', where, activity, sessions }
}

/** When an event takes place by its rules; in words, what the library has against them. */
export function writtenOut(
  event: CalendarEvent,
  { now, until }: ReadingContext,
  exceptions: readonly CalendarEvent[] = [],
): Occurrences | string {
  const { timeZone, rules, added } = event
  const replaced = exceptions.flatMap(({ recurrenceId }) => recurrenceId ?? [])
  const excluded = [...event.excluded, ...replaced]
  const span = { from: new Date(now.getTime() - dayMilliseconds), until }
  try {
    return occurrencesOf({ start: startClock(event), timeZone, rules, added, excluded }, span)
  } catch (cause) {
    if (cause instanceof Error) return cause.message
    throw cause
  }
}

/** One occurrence that differs; what it is called stays that of the series. */
function exceptional(event: CalendarEvent): SourceSession {
  const startsAt = momentOf(event.start, event.timeZone)
  return sessionOf(event, occurrenceId(event.uid, event.recurrenceId ?? startsAt), startsAt)
}

const occurrenceId = (uid: string, at: Date) => `${uid}#${at.toISOString()}`

const sessionOf = (
  { lengthMilliseconds, isCancelled }: CalendarEvent,
  externalId: string,
  startsAt: Date,
): SourceSession => ({
  externalId: externalId.slice(0, mostCharacters.id + 30),
  startsAt,
  endsAt: new Date(startsAt.getTime() + lengthMilliseconds),
  capacity: null,
  isCancelled,
})
