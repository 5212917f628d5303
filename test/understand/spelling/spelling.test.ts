import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../../src/understand/spelling/edit-distance.ts'
import { spellingOf } from '../../../src/understand/spelling/spelling.ts'

describe('the distance between two words', () => {
  it.each([
    ['koken', 'koken', 0],
    ['koken', 'koke', 1],
    ['koken', 'kokken', 1],
    ['koken', 'keken', 1],
    ['koken', 'okken', 1],
    ['fietsen', 'fitsne', 2],
    ['garden', 'graden', 1],
    ['tuin', 'muziek', 3],
  ])('%s and %s: %i', (from, to, distance) => {
    expect(editDistance(from, to, 2)).toBe(distance)
  })

  it('is the same in both directions, and none only from a word to itself', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 8)).toBe(editDistance(b, a, 8))
        expect(editDistance(a, b, 8) === 0).toBe(a === b)
      }),
    )
  })
})

describe('the listed words near a misspelling', () => {
  const { near } = spellingOf([
    'koken',
    'boeken',
    'fietsen',
    'schilderen',
    'gitaar',
    'vrijdag',
    'tas',
  ])

  it.each([
    ['koke', ['koken']],
    ['kokne', ['koken']],
    ['schildren', ['schilderen']],
    ['sgilderen', ['schilderen']],
    ['fitsen', ['fietsen']],
    ['vreidag', ['vrijdag']],
    ['gietaar', ['gitaar']],
  ])('%s', (typed, listed) => {
    expect(near(typed)).toEqual(listed)
  })

  it.each(['tes', 'zoeken', 'xyz', '', 'gitaristengezelschap'])('none: %s', (typed) => {
    expect(near(typed)).toEqual([])
  })

  it('finds every word with one letter changed after the first', () => {
    const words = ['schilderen', 'fietsen', 'gitaar']
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(),
        fc.constantFrom(...'bdfgklmnprstvz'),
        (word, at, letter) => {
          const place = 1 + (at % (word.length - 1))
          const typed = word.slice(0, place) + letter + word.slice(place + 1)
          expect(near(typed)).toContain(word)
        },
      ),
    )
  })
})
