import {
  bad,
  type ImportItem,
  mostCharacters,
  type ReadingContext,
  type SourceSession,
} from '../item.ts'
import { calendarComponents } from './calendar-components.ts'
import { type CalendarEvent, momentOf, readCalendarEvent, startClock } from './calendar-event.ts'
import { dayNames, writtenOutSpan } from './day-names.ts'
import { decodeText } from './decode.ts'
import { type Occurrences, occurrencesOf } from './recurrence.ts'

/** Events that repeat or that change one, held until the calendar is read: more than these is no calendar. */
const mostHeld = 50_000

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
      yield { kind: 'activity', where, activity: event.activity, sessions, isWhole: true }
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
    const sessionId = namesOf(first, [], others)
    const sessions = others.map((event) => exceptional(event, sessionId))
    const where = { kind: 'id', id: uid } as const
    yield { kind: 'activity', where, activity: first.activity, sessions, isWhole: false }
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
  const { startsAt, beforeExceptions, isCut } = occurrences
  if (isCut) yield bad(where, 'tooManyTimes', activity.title, [uid])
  const sessionId = namesOf(event, beforeExceptions, exceptions)
  const sessions = [
    ...startsAt.map((at) => sessionOf(event, sessionId(at), at)),
    ...exceptions.map((exception) => exceptional(exception, sessionId)),
  ]
  yield { kind: 'activity', where, activity, sessions, isWhole: !isCut }
}

/** What occurrences are called by: by when they were to be, also when they are at another time now. */
function namesOf(
  { uid, timeZone }: CalendarEvent,
  occurrences: readonly Date[],
  exceptions: readonly CalendarEvent[],
): (at: Date) => string {
  const names = dayNames([...occurrences, ...exceptions.map(originally)], timeZone)
  return (at) => `${uid}#${names.get(at.getTime()) ?? at.toISOString()}`
}

/** When an exception was to be. */
const originally = (event: CalendarEvent): Date =>
  event.recurrenceId ?? momentOf(event.start, event.timeZone)

/** When an event takes place by its rules; in words, what the library has against them. */
export function writtenOut(
  event: CalendarEvent,
  context: ReadingContext,
  exceptions: readonly CalendarEvent[] = [],
): Occurrences | string {
  const { timeZone, rules, added } = event
  const replaced = exceptions.flatMap(({ recurrenceId }) => recurrenceId ?? [])
  const excluded = [...event.excluded, ...replaced]
  try {
    const repeated = { start: startClock(event), timeZone, rules, added, excluded }
    return occurrencesOf(repeated, writtenOutSpan(context))
  } catch (cause) {
    if (cause instanceof Error) return cause.message
    throw cause
  }
}

/** One occurrence that differs; what it is called stays that of the series. */
const exceptional = (event: CalendarEvent, sessionId: (at: Date) => string): SourceSession =>
  sessionOf(event, sessionId(originally(event)), momentOf(event.start, event.timeZone))

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
