import { addDays, localDay, startOfDay } from '../../activities/local-day.ts'
import type { ReadingContext } from '../item.ts'
import type { Span } from './recurrence.ts'

/**
 * Names the occurrences of something that repeats by their local day, and by their place in it where a day has
 * several: `2026-11-28`, `2026-11-28/2`. At another hour of the same day it is the same occurrence, so that
 * one that moves keeps its sign-ups.
 *
 * @param startsAt every occurrence, those that are left out later included
 * @returns the names by milliseconds
 */
export function dayNames(startsAt: readonly Date[], timeZone: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  const ofDay = new Map<string, number>()
  const inOrder = [...new Set(startsAt.map((at) => at.getTime()))].toSorted(
    (one, other) => one - other,
  )
  for (const at of inOrder) {
    const day = localDay(new Date(at), timeZone)
    const place = (ofDay.get(day) ?? 0) + 1
    ofDay.set(day, place)
    names.set(at, place === 1 ? day : `${day}/${place}`)
  }
  return names
}

/** What repeats is written out from yesterday on, whole days at a time, so that the names of a day stay. */
export const writtenOutSpan = ({ now, until, timeZone }: ReadingContext): Span => ({
  from: startOfDay(addDays(localDay(now, timeZone), -1), timeZone),
  until,
})
