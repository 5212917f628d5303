import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawLearnerCode, readLearnerCode } from '../../src/learners/learner-code.ts'

describe('learner codes', () => {
  it('are a word and four figures, and are read back in the ways people type them', () => {
    for (let draw = 0; draw < 200; draw += 1) {
      const code = drawLearnerCode(randomBytes)
      expect(code).toMatch(/^[A-Z]{3,7}-\d{4}$/)
      const [word = '', figures = ''] = code.split('-')
      for (const typed of [
        code,
        code.toLowerCase(),
        `${word} ${figures}`,
        `${word}${figures}`,
        ` ${word} – ${figures} `,
      ]) {
        expect(readLearnerCode(typed), typed).toBe(code)
      }
    }
  })

  it('are not seen in anything else', () => {
    for (const typed of ['TULP', '4821', 'TULP-482', 'TULP-48211', '06-12345678', '']) {
      expect(readLearnerCode(typed), typed).toBeNull()
    }
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(readLearnerCode(typed) ?? 'AAA-0000').toMatch(/^\p{L}+-\d{4}$/u)
      }),
    )
  })
})
