import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideSmall, smallestShown } from '../../src/impact/hide-small.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** Every way to write a whole as so many parts. */
function* splits(whole: number, parts: number): Generator<number[]> {
  if (parts === 1) {
    yield [whole]
    return
  }
  for (let first = 0; first <= whole; first += 1) {
    for (const rest of splits(whole - first, parts - 1)) yield [first, ...rest]
  }
}

const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 14 })

describe('numbers that could point at somebody', () => {
  it.each([
    { counts: [12, 7, 31], shown: [12, 7, 31] },
    // One alone could be worked out from the whole, so the last that is shown goes with it.
    { counts: [12, 3, 31], shown: [12, null, null] },
    { counts: [12, 31, 0], shown: [12, null, null] },
    { counts: [4, 12, 12], shown: [null, 12, null] },
    // Two that are four together would show that both are small.
    { counts: [12, 3, 1, 31], shown: [12, null, null, null] },
    { counts: [12, 3, 2, 31], shown: [12, null, null, 31] },
    // Two that are eight together are both four.
    { counts: [12, 4, 4, 31], shown: [12, null, null, null] },
    // Nothing and five: who knows that one of them is five, knows that there is nothing.
    { counts: [31, 12, 0, 5], shown: [31, null, null, null] },
    { counts: [4], shown: [null] },
    { counts: [0, 0, 0], shown: [null, null, null] },
    { counts: [], shown: [] },
  ])('$counts', ({ counts, shown }) => {
    expect(hideSmall(counts)).toEqual(shown)
  })

  it('are never shown, and what is shown is right', () => {
    fc.assert(
      fc.property(counts, (whole) => {
        hideSmall(whole).forEach((shown, index) => {
          if (shown === null) return
          expect(shown).toBe(whole[index])
          expect(shown).toBeGreaterThanOrEqual(smallestShown)
        })
      }),
    )
  })

  it('leave, as a difference, five or more over at least two parts', () => {
    fc.assert(
      fc.property(counts, (whole) => {
        const shown = hideSmall(whole)
        const hidden = whole.filter((_, index) => shown[index] === null)
        if (hidden.length === 0 || hidden.length === whole.length) return
        expect(hidden.length).toBeGreaterThanOrEqual(2)
        expect(sum(hidden)).toBeGreaterThanOrEqual(smallestShown)
      }),
    )
  })

  it.each([
    { parts: 2, greatest: 60 },
    { parts: 3, greatest: 40 },
    { parts: 4, greatest: 26 },
    { parts: 5, greatest: 22 },
  ])('cannot be worked out by who knows the whole and this very rule, of $parts parts', (all) => {
    // Below five, the whole itself is not to be had: every table of the month hides all.
    for (let whole = smallestShown; whole <= all.greatest; whole += 1) {
      const possible = new Map<string, number[][]>()
      for (const split of splits(whole, all.parts)) {
        const published = JSON.stringify(hideSmall(split))
        possible.set(published, [...(possible.get(published) ?? []), split])
      }
      for (const [published, worlds] of possible) {
        hideSmall(worlds[0] ?? []).forEach((shown, index) => {
          if (shown !== null) return
          const values = new Set(worlds.map((split) => split[index]))
          expect(values.size, `${published} of ${whole} at ${index}`).toBeGreaterThan(1)
        })
      }
    }
  })

  it('takes away no more than is needed', () => {
    fc.assert(
      fc.property(counts, (whole) => {
        const hidden = hideSmall(whole).filter((each) => each === null).length
        const small = whole.filter((each) => each < smallestShown)
        expect(hidden - small.length).toBeLessThanOrEqual(sum(small) === 0 ? 2 : 1)
      }),
    )
  })
})
