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
    // One alone could be worked out from the whole, so the next smallest goes with it.
    { counts: [12, 3, 31], shown: [null, null, 31] },
    { counts: [12, 0, 31], shown: [null, null, 31] },
    { counts: [9, 2, 9], shown: [null, null, 9] },
    // Two that are four together would show that both are small.
    { counts: [12, 3, 1, 31], shown: [null, null, null, 31] },
    { counts: [12, 3, 2, 31], shown: [12, null, null, 31] },
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

  it('cannot be worked out by who knows the whole and this very rule', () => {
    const few = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(few, (whole) => {
        const shown = hideSmall(whole)
        // Below five, the whole itself is not to be had: every table of the month hides all.
        if (shown.every((each) => each === null) && sum(whole) < smallestShown) return
        const published = JSON.stringify(shown)
        const possible = [...splits(sum(whole), whole.length)].filter(
          (split) => JSON.stringify(hideSmall(split)) === published,
        )
        shown.forEach((each, index) => {
          if (each !== null) return
          const values = new Set(possible.map((split) => split[index]))
          expect(values.size, `${whole} at ${index}`).toBeGreaterThan(1)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('takes away no more than is needed', () => {
    fc.assert(
      fc.property(counts, (whole) => {
        const hidden = hideSmall(whole).filter((each) => each === null).length
        const small = whole.filter((each) => each < smallestShown).length
        expect(hidden - small).toBeLessThanOrEqual(1)
      }),
    )
  })
})
