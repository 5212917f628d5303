import { tokenize } from '../token.ts'
import { type PartOfDay, partsOfDay } from '../understood.ts'
import type { WordList } from '../words/word-list.ts'
import { noSense, type Phrase, type Phrases, type Role, type Sense } from './term.ts'

const isPartOfDay = (name: string): name is PartOfDay => partsOfDay.some((part) => part === name)

/**
 * Lists what day expressions are made of, in every language. Dutch and English join a day with a
 * part of it ("zaterdagmiddag", "tomorrowevening"), so each such pair is listed as well.
 *
 * @throws {RangeError} when a list names a part of the day that there is not
 */
export function phrasesOf(lists: readonly WordList[]): Phrases {
  const bySaying = new Map<string, Phrase & { readonly first: string }>()
  for (const list of lists) {
    for (const [saying, said] of sensesOf(list)) {
      const [first, ...rest] = tokenize(saying).map(({ text }) => text)
      if (first === undefined) continue
      const key = [first, ...rest].join(' ')
      const before = bySaying.get(key)?.sense ?? noSense
      bySaying.set(key, { first, rest, sense: withSense(before, said) })
    }
  }
  const phrases = new Map<string, Phrase[]>()
  const longestFirst = [...bySaying.values()].sort((a, b) => b.rest.length - a.rest.length)
  for (const { first, rest, sense } of longestFirst) {
    phrases.set(first, [...(phrases.get(first) ?? []), { rest, sense }])
  }
  return phrases
}

/** One word can say several things: "mei" a month, "half" a part of an hour and of a month. */
function withSense(before: Sense, { role, ...more }: Said): Sense {
  const roles = role === undefined ? before.roles : [...before.roles, role]
  return { ...before, ...more, roles: new Set(roles) }
}

/** What one entry of a list says. */
type Said = Partial<Omit<Sense, 'roles'>> & { readonly role?: Role }

function* sensesOf({ days, numbers, ordinals }: WordList): Iterable<[string, Said]> {
  const weekdays = days.weekdays.flatMap((names, index) =>
    names.map((name): [string, Said] => [name, { weekday: index + 1 }]),
  )
  const relative = Object.entries(days.relativeDays).flatMap(([offset, names]) =>
    names.map((name): [string, Said] => [name, { offset: Number(offset) }]),
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

function partSenses(parts: Readonly<Record<string, readonly string[]>>): [string, Said][] {
  return Object.entries(parts).flatMap(([part, names]) => {
    if (!isPartOfDay(part)) throw new RangeError(`There is no part of the day called ${part}`)
    return names.map((name): [string, Said] => [name, { part }])
  })
}
