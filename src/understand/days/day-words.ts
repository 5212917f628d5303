import { tokenize } from '../token.ts'
import { type PartOfDay, partsOfDay } from '../understood.ts'
import type { WordList } from '../words/word-list.ts'
import type { Phrases, Sense } from './term.ts'

const isPartOfDay = (name: string): name is PartOfDay => partsOfDay.some((part) => part === name)

/**
 * Lists what day expressions are made of, in every language. Dutch and English join a day with a
 * part of it ("zaterdagmiddag", "tomorrowevening"), so each such pair is listed as well.
 *
 * @throws {RangeError} when a list names a part of the day that there is not
 */
export function phrasesOf(lists: readonly WordList[]): Phrases {
  const phrases = new Map<string, { rest: readonly string[]; sense: Sense }[]>()
  const add = (phrase: string, sense: Sense) => {
    const [first, ...rest] = tokenize(phrase).map(({ text }) => text)
    if (first === undefined) return
    const listed = phrases.get(first)
    if (listed === undefined) phrases.set(first, [{ rest, sense }])
    else listed.push({ rest, sense })
  }
  for (const list of lists) {
    for (const [phrase, sense] of sensesOf(list)) add(phrase, sense)
  }
  return phrases
}

function* sensesOf({ days, numbers, ordinals }: WordList): Iterable<[string, Sense]> {
  const weekdays = days.weekdays.flatMap((names, index) =>
    names.map((name): [string, Sense] => [name, { weekday: index + 1 }]),
  )
  const relative = Object.entries(days.relativeDays).flatMap(([offset, names]) =>
    names.map((name): [string, Sense] => [name, { offset: Number(offset) }]),
  )
  const parts = partSenses(days.partsOfDay)
  yield* weekdays
  yield* relative
  yield* parts
  for (const [phrase, sense] of partSenses(days.today)) yield [phrase, { ...sense, offset: 0 }]
  for (const [day, sense] of [...weekdays, ...relative]) {
    for (const [part, partSense] of parts) {
      if (/^[a-z]{3,}$/.test(day) && /^[a-z]{3,}$/.test(part)) {
        yield [`${day}${part}`, { ...sense, ...partSense }]
      }
    }
  }
  for (const [index, names] of days.months.entries()) {
    for (const name of names) yield [name, { month: index + 1 }]
  }
  for (const [name, number] of Object.entries(numbers)) yield [name, { number }]
  for (const [name, ordinal] of Object.entries(ordinals)) yield [name, { ordinal }]
  for (const [feast, names] of Object.entries(days.feasts)) {
    for (const name of names) yield [name, { feast }]
  }
  for (const [role, names] of Object.entries(days.roles)) {
    for (const name of names) yield [name, { role }]
  }
  for (const name of days.onlyBesideADay) yield [name, { role: 'weak' }]
}

function partSenses(parts: Readonly<Record<string, readonly string[]>>): [string, Sense][] {
  return Object.entries(parts).flatMap(([part, names]) => {
    if (!isPartOfDay(part)) throw new RangeError(`There is no part of the day called ${part}`)
    return names.map((name): [string, Sense] => [name, { part }])
  })
}
