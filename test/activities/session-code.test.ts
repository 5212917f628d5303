import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionCodeCandidates } from '../../prisma/seed/session-codes.ts'
import { readSessionCode } from '../../src/activities/session-code.ts'

describe('reading a session code', () => {
  it.each(['KTR482', 'ktr 482', 'Ktr-482.', 'mijn code is KTR482', 'check in with ktr482 please'])(
    'finds it in "%s"',
    (typed) => {
      expect(readSessionCode(typed)).toBe('KTR482')
    },
  )

  it.each(['bus 482', 'TULP-4821', 'KTR4821', 'koken op zaterdag', 'KTR482 of BCD234', ''])(
    'finds none in "%s"',
    (typed) => {
      expect(readSessionCode(typed)).toBeNull()
    },
  )

  it('reads every code that a session can have, in any case and with any joint', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('', ' ', '-'),
        fc.boolean(),
        (session, joint, small) => {
          for (const code of sessionCodeCandidates(session)) {
            const typed = `${code.slice(0, 3)}${joint}${code.slice(3)}`
            expect(readSessionCode(small ? typed.toLowerCase() : typed)).toBe(code)
          }
        },
      ),
    )
  })

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (typed) => void readSessionCode(typed)))
  })
})
