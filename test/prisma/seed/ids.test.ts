import { describe, expect, it } from 'vitest'
import { seedId } from '../../../prisma/seed/ids.ts'

describe('seedId', () => {
  it('is a uuid of version 5, the same every time', () => {
    expect(seedId('city', 'rotterdam')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(seedId('city', 'rotterdam')).toBe(seedId('city', 'rotterdam'))
  })

  it('never changes: sign-ups and badges hang on it', () => {
    expect(seedId('city', 'rotterdam')).toBe('6509da35-75a8-50c6-a97f-a0045a7f1945')
  })

  it('keeps names apart', () => {
    expect(seedId('a', 'bc')).not.toBe(seedId('ab', 'c'))
  })
})
