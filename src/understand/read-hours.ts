import enWords from '../../locales/en/follow-ups.json' with { type: 'json' }
import nlWords from '../../locales/nl/follow-ups.json' with { type: 'json' }

const lists = [nlWords.weekdays, enWords.weekdays]

/** Hours on one weekday, 1 Monday to 7 Sunday; local times HH:MM. */
export interface ReadHours {
  readonly weekday: number
  readonly fromTime: string
  readonly untilTime: string
}

const part =
  /^(\p{L}+)(?:\s*(?:-|t\/m|tot|to)\s*(\p{L}+))?\s+(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|tot|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/u

/**
 * Reads "ma-vr 9-17, za 10.30-12" and "mon-fri 9-17": days, and from when until when.
 *
 * @returns null when a part of it cannot be read, so that nothing is set by half.
 */
export function readHours(typed: string): readonly ReadHours[] | null {
  const parts = typed
    .toLowerCase()
    .trim()
    .split(/\s*[,;]\s*/)
  const read = parts.map(readPart)
  const hours = read.flatMap((each) => each ?? [])
  const starts = new Set(hours.map(({ weekday, fromTime }) => `${weekday} ${fromTime}`))
  return read.includes(null) || starts.size < hours.length ? null : hours
}

function readPart(typed: string): readonly ReadHours[] | null {
  const [, first = '', last = first, from = '', fromMinutes, until = '', untilMinutes] =
    part.exec(typed) ?? []
  const [start, end] = [weekdayOf(first), weekdayOf(last)]
  const fromTime = timeOf(from, fromMinutes)
  const untilTime = timeOf(until, untilMinutes)
  if (start === null || end === null || end < start) return null
  if (fromTime === null || untilTime === null || fromTime >= untilTime) return null
  return Array.from({ length: end - start + 1 }, (_, days) => ({
    weekday: start + days,
    fromTime,
    untilTime,
  }))
}

function weekdayOf(word: string): number | null {
  const found = lists.map((list) => list.findIndex((names) => names.includes(word)))
  const index = found.find((at) => at !== -1)
  return index === undefined ? null : index + 1
}

function timeOf(hours: string, minutes = '00'): string | null {
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null
  return `${hours.padStart(2, '0')}:${minutes}`
}
