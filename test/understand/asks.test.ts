import fc from 'fast-check'
import { expect, it } from 'vitest'
import { levels, readAsk, readLevel } from '../../src/understand/asks.ts'

it.each([
  ['Waar ben ik?', 'pathways'],
  ['Ik ben er!', 'arrived'],
  ["I'm here", 'arrived'],
  ['check in', 'arrived'],
  ['ik ben er nog niet', null],
  ['wat kan ik zaterdag leren', null],
])('reads %s', (typed, ask) => {
  expect(readAsk(typed)).toBe(ask)
})

it.each([
  ['beginner, in de ochtend', 'beginner'],
  ['koken', null],
])('reads how far somebody is in %s', (typed, level) => {
  expect(readLevel(typed)).toBe(level)
})

it('takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      expect([null, 'pathways', 'sharing', 'arrived']).toContain(readAsk(typed))
      expect([null, ...levels]).toContain(readLevel(typed))
    }),
  )
})
