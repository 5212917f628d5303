import { describe, expect, it } from 'vitest'
import { demoPlaces } from '../../bench/understand-messages.ts'
import { understand } from '../../src/understand/understand.ts'

const placeIn = (text: string) =>
  understand(text, { now: '2026-11-25T10:00', places: demoPlaces }).where.neighbourhood

describe('a neighbourhood', () => {
  it.each([
    ['koken in Charlois', 'charlois'],
    ['iets in sjaarloos', 'charlois'],
    ['3081', 'tarwewijk'],
    ['ik woon op 3061 XJ', 'kralingen'],
    ['hillegersburg', 'hillegersberg'],
    ['in delfshave', 'delfshaven'],
    ['het oude noorden', 'oude-noorden'],
    ['Rotterdam Noord', 'noord'],
    ['kop van zuid', 'kop-van-zuid'],
    ['iets op katendregt', 'katendrecht'],
    ['downtown', 'centrum'],
    ['IJsselmonde', 'ijsselmonde'],
  ])('%s', (text, slug) => {
    expect(placeIn(text)).toBe(slug)
  })

  it.each(['that is cool', 'ik spring', 'in Amsterdam', '3500 euro', 'koken'])(
    'is not in "%s"',
    (text) => {
      expect(placeIn(text)).toBeNull()
    },
  )
})
