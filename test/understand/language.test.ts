import { describe, expect, it } from 'vitest'
import { demoPlaces } from '../../bench/understand-messages.ts'
import { understand } from '../../src/understand/understand.ts'

const languageOf = (text: string) =>
  understand(text, { now: '2026-11-25T10:00', places: demoPlaces }).locale

describe('the language of a message', () => {
  it.each([
    ['zaterdag', 'nl'],
    ['gardening', 'en'],
    ['naaien', 'nl'],
    ['tomorrow', 'en'],
    ['timmercursus', 'nl'],
    ['wat can i do zaterdag', 'en'],
    ['ik wil een workshop painting doen', 'nl'],
    ['something in het Oude Noorden', 'en'],
    ['anything in Hillegersberg', 'en'],
    ['a class Nederlands on monday', 'en'],
    ['cursus English op maandag', 'nl'],
    ['Nederlands', 'nl'],
    ['english please', 'en'],
    ['engels graag', 'nl'],
    ['kan nie komen mrgn', 'nl'],
    ['cnt come 2day sry', 'en'],
  ])('%s: %s', (text, language) => {
    expect(languageOf(text)).toBe(language)
  })

  it.each(['2', '🙂', 'yoga', 'Charlois', '3081', ''])('is not shown by "%s"', (text) => {
    expect(languageOf(text)).toBeNull()
  })
})
