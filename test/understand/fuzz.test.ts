import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { demoPlaces } from '../../bench/understand-messages.ts'
import { locales } from '../../src/language/locale.ts'
import { understand } from '../../src/understand/understand.ts'
import { lexiconOf } from '../../src/understand/words/lexicon.ts'
import { ourWords } from '../../src/understand/words/load-words.ts'

const context = { now: '2026-11-25T10:00', places: demoPlaces }
const longest = 4_000
const { known, phrases } = lexiconOf(ourWords, locales)
const signs = [',', '.', '-', '/', ':', '1', '12', '2026', '@', '€', '\n']
const listedWords = [...known, ...phrases.keys(), ...signs]

const anyText = fc.string({ unit: 'binary', maxLength: longest })
const listedText = fc
  .array(fc.constantFrom(...listedWords), { maxLength: 600 })
  .map((words) => words.join(' ').slice(0, longest))
const repeatedText = fc
  .array(fc.constantFrom(...listedWords), { minLength: 1, maxLength: 4 })
  .map((words) => `${words.join(' ')} `.repeat(longest).slice(0, longest))

afterEach(() => vi.restoreAllMocks())

/** How often something is looked up while a message is understood: what its time is made of. */
function lookUps(text: string): number {
  understand(text, context)
  const spies = [
    vi.spyOn(Set.prototype, 'has'),
    vi.spyOn(Map.prototype, 'get'),
    vi.spyOn(Map.prototype, 'has'),
  ]
  understand(text, context)
  const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  for (const spy of spies) spy.mockRestore()
  return count
}

describe('any message', () => {
  it('is understood without a fault, and the same way each time', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, listedText, repeatedText), (text) => {
        expect(understand(text, context)).toEqual(understand(text, context))
      }),
      { numRuns: 150 },
    )
  })

  it('says days that begin before they end', () => {
    fc.assert(
      fc.property(listedText, (text) => {
        const { days } = understand(text, context).when
        expect(days === null || days.start <= days.end).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('takes work that grows with its length and no faster', () => {
    const mostLookUpsACharacter = 150
    fc.assert(
      fc.property(fc.oneof(repeatedText, listedText), (text) => {
        expect(lookUps(text)).toBeLessThan(mostLookUpsACharacter * (text.length + 50))
      }),
      { numRuns: 40 },
    )
  })
})
