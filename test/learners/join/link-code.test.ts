import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLinkCode, readLinkCode } from '../../../src/learners/join/link-code.ts'

const fourFigures = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'))
const between = fc.constantFrom('', ' ', '-', '.', '–')

describe('a code as people type it', () => {
  it('is read with anything usual between its halves, alone and among words', () => {
    fc.assert(
      fc.property(fourFigures, between, fourFigures, (first, sign, second) => {
        const typed = `${first}${sign}${second}`
        expect(readLinkCode(` ${typed} `)).toBe(first + second)
        expect(findLinkCode(`koppel ${typed} alsjeblieft`)).toBe(first + second)
        expect(readLinkCode(`koppel ${typed}`)).toBeNull()
      }),
    )
  })

  it('is not seen in other texts', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readLinkCode(typed)
        expect(read === null || /^\d{8}$/.test(read)).toBe(true)
      }),
    )
    for (const typed of ['', '2', '3011', '3011 AB', '123456789', '28-11-2026']) {
      expect(readLinkCode(typed)).toBeNull()
      expect(findLinkCode(typed)).toBeNull()
    }
  })
})
