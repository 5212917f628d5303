import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asksNearby, goesOn, readFollowUp } from '../../src/understand/follow-up.ts'

describe('words that go on with what was said', () => {
  it.each([
    ['meer', { kind: 'more' }],
    ['Nog meer?', { kind: 'more' }],
    ['anything else?', { kind: 'more' }],
    ['iets goedkopers', { kind: 'cheaper' }],
    ['too far away', { kind: 'closer' }],
    ['dichterbij', { kind: 'closer' }],
    ['Ja graag!', { kind: 'yes' }],
    ['nee', { kind: 'no' }],
    ['de tweede', { kind: 'pick', position: 2 }],
    ['ik neem de derde', { kind: 'pick', position: 3 }],
    ['the second one', { kind: 'pick', position: 2 }],
    ['number two please', { kind: 'pick', position: 2 }],
    ['de laatste graag', { kind: 'pickLast' }],
  ])('%s', (typed, followUp) => {
    expect(readFollowUp(typed)).toEqual(followUp)
  })

  it.each([
    'wat kan ik zaterdag leren',
    'koken',
    'eerste hulp cursus',
    'de tweede zaterdag van december',
    'nee ik wil niet meer leven',
    'one day I will cook',
    '',
    '🙂',
  ])('says something of its own: %s', (typed) => {
    expect(readFollowUp(typed)).toBeNull()
  })

  it.each(['en zondag?', 'zondag', 'and in Charlois?', 'what about next week', 'of koken'])(
    'adds to a search: %s',
    (typed) => {
      expect(goesOn(typed)).toBe(true)
    },
  )

  it.each([
    'wat kan ik zaterdag leren?',
    'something with music on Sunday',
    'koken in Charlois morgen',
  ])('begins a search: %s', (typed) => {
    expect(goesOn(typed)).toBe(false)
  })

  it('begins a search with two words that say what and when', () => {
    expect(goesOn('cooking saturday', true)).toBe(false)
    expect(goesOn('en zondag koken', true)).toBe(true)
  })

  it('hears that somebody asks for what is near', () => {
    expect(asksNearby('koken bij mij in de buurt')).toBe(true)
    expect(asksNearby('anything near me?')).toBe(true)
    expect(asksNearby('koken in Charlois')).toBe(false)
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (typed) => {
        const followUp = readFollowUp(typed)
        expect(followUp === null || followUp.kind !== 'pick' || followUp.position > 0).toBe(true)
        goesOn(typed)
        asksNearby(typed)
      }),
    )
  })
})
