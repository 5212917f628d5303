import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSeals, SealBrokenError } from '../../src/signing/seals.ts'

const seals = createSeals('a secret of at least thirty-two characters')
const others = createSeals('another secret of thirty-two characters!')

describe('seals', () => {
  it('opens every text that it sealed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const wellFormed = Buffer.from(text).toString()
        expect(await seals.open('name', await seals.seal('name', wellFormed))).toBe(wellFormed)
      }),
    )
  })

  it('never seals the same text to the same letters', async () => {
    expect(await seals.seal('address', '31612345678')).not.toBe(
      await seals.seal('address', '31612345678'),
    )
  })

  it('does not open with another secret, for another purpose, or once changed', async () => {
    const sealed = await seals.seal('address', '31612345678')
    const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
    await expect(others.open('address', sealed)).rejects.toBeInstanceOf(SealBrokenError)
    await expect(seals.open('note', sealed)).rejects.toBeInstanceOf(SealBrokenError)
    await expect(seals.open('address', changed)).rejects.toBeInstanceOf(SealBrokenError)
  })

  it('finds an address again, by channel and by secret', () => {
    expect(seals.lookup('telegram', '42')).toBe(seals.lookup('telegram', '42'))
    expect(seals.lookup('telegram', '42')).not.toBe(seals.lookup('slack', '42'))
    expect(seals.lookup('telegram', '42')).not.toBe(others.lookup('telegram', '42'))
    expect(seals.lookup('telegram', '42')).toMatch(/^[\w-]{43}$/)
  })
})
