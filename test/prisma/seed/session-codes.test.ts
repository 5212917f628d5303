import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  NoSessionCodeLeft,
  sessionCodeCandidates,
  withSessionCodes,
} from '../../../prisma/seed/session-codes.ts'

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 200 })
const named = (list: readonly string[]) => list.map((name) => ({ name }))

describe('session codes', () => {
  it('are three letters and three digits that are not mistaken for each other or for a word', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        for (const code of sessionCodeCandidates(name)) {
          expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{3}[2-9]{3}$/)
        }
      }),
    )
  })

  it('are the same every time and no two the same', () => {
    fc.assert(
      fc.property(names, (list) => {
        const codes = withSessionCodes(named(list), new Set()).map(({ code }) => code)
        expect(new Set(codes).size).toBe(list.length)
        expect(withSessionCodes(named(list), new Set()).map(({ code }) => code)).toEqual(codes)
      }),
    )
  })

  it('keep out of what is taken', () => {
    const [first = '', second = ''] = sessionCodeCandidates('soep')
    expect(withSessionCodes(named(['soep']), new Set())).toEqual([{ name: 'soep', code: first }])
    expect(withSessionCodes(named(['soep']), new Set([first]))).toEqual([
      { name: 'soep', code: second },
    ])
  })

  it('say so when there is none left', () => {
    const taken = new Set(sessionCodeCandidates('soep'))
    expect(() => withSessionCodes(named(['soep']), taken)).toThrow(NoSessionCodeLeft)
  })
})
