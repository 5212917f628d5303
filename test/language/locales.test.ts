import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locales } from '../../src/language/locale.ts'
import { leaves, wordLists } from '../support/texts.ts'

const readTexts = (locale: string, file: string) =>
  new Map(leaves(JSON.parse(readFileSync(join('locales', locale, file), 'utf8'))))

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()

/** Files of sentences; the word lists of `understand` are each language's own. */
const textFiles = readdirSync(join('locales', locales[0])).filter(
  (file) => !wordLists.includes(file),
)

/** What is said in chats. */
const chatFiles = [
  'replies.json',
  'rights.json',
  'story.json',
  'workers.json',
  'milestones.json',
  'reminders.json',
  'whatsapp-templates.json',
]

describe('locales', () => {
  it.each(textFiles)('%s has the same keys and placeholders in every language', (file) => {
    const [first, ...others] = locales.map((locale) => readTexts(locale, file))
    for (const other of others) {
      expect([...other.keys()].toSorted()).toEqual([...(first?.keys() ?? [])].toSorted())
      for (const [key, text] of other) {
        expect(placeholders(text), key).toEqual(placeholders(first?.get(key) ?? ''))
      }
    }
  })

  it('holds the same files in every language', () => {
    const [first, ...others] = locales.map((locale) => readdirSync(join('locales', locale)))
    for (const other of others) expect(other).toEqual(first)
  })

  it.each(locales)('keeps %s chat messages short, without shouting', (locale) => {
    for (const [key, text] of chatFiles.flatMap((file) => [...readTexts(locale, file)])) {
      expect(text.length, key).toBeLessThan(200)
      expect(text, key).not.toMatch(/!!|!.*!|\p{Extended_Pictographic}/u)
      for (const sentence of text.split(/[.?!:]\s/)) {
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(15)
      }
    }
  })
})
