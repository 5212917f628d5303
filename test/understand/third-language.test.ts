import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoPlaces } from '../../bench/understand-messages.ts'
import { readerOf } from '../../src/understand/reader.ts'
import { ourWords } from '../../src/understand/words/load-words.ts'
import { wordList } from '../../src/understand/words/word-list.ts'

// A language is a list of words: German here, of which the code knows nothing.

const file = join(import.meta.dirname, '../fixtures/languages/de/words.json')
const german = wordList.parse(JSON.parse(readFileSync(file, 'utf8')))
const context = { now: '2026-11-25T10:00', places: demoPlaces }

const alone = readerOf({ de: german }, ['de'])
const together = readerOf({ ...ourWords, de: german }, ['nl', 'en', 'de'])

describe.each([
  ['alone', alone],
  ['beside Dutch and English', together],
])('German %s', (_, read) => {
  it.each([
    ['Was kann ich am Samstag lernen?', 'find', '2026-11-28', '2026-11-28'],
    ['gibt es nächste Woche etwas mit kochen', 'find', '2026-11-30', '2026-12-06'],
    ['übermorgen', 'find', '2026-11-27', '2026-11-27'],
    ['3 bis 5 Dezember', 'find', '2026-12-03', '2026-12-05'],
    ['ich kann Freitag nicht kommen', 'cancel_signup', '2026-11-27', '2026-11-27'],
    ['in zwei Wochen', 'find', '2026-12-09', '2026-12-09'],
  ])('%s', (text, intent, start, end) => {
    const understood = read(text, context)
    expect(understood.intent).toBe(intent)
    expect(understood.when.days).toEqual({ start, end })
  })

  it('is read with its topics, parts of the day, wishes and misspellings', () => {
    const { locale, what, when } = read('ich möchte kostenlos gärtnren lernen, abends', context)
    expect([locale, what.topic, what.free, when.partOfDay]).toEqual([
      'de',
      'gardening',
      true,
      'evening',
    ])
  })

  it('has its distress caught, and its idioms not', () => {
    expect(read('ich will nich mehr leben', context).intent).toBe('crisis')
    expect(read('ich sterbe vor hunger, kochen?', context).intent).toBe('find')
  })
})

it('leaves the other languages as they were', () => {
  expect(together('wat kan ik zaterdag leren', context).locale).toBe('nl')
  expect(together('what can i learn on saturday', context).locale).toBe('en')
  expect(together('was kann ich samstag lernen', context).locale).toBe('de')
})

it('names the fault in a list', () => {
  const faulty = wordList.parse({ ...german, distress: { said: ['@nowhere'], idiom: [] } })
  expect(() => readerOf({ de: faulty }, ['de'])).toThrow('@nowhere')
})
