import { expect, it } from 'vitest'
import { readCents, readLanguages, readTime } from '../../../src/imports/read/values.ts'

it.each([
  ['€ 2,50', 250],
  ['2.50', 250],
  ['€ 1.250,00', 125_000],
  ['1,250.00', 125_000],
  ['1.250', 125_000],
  ['7,50 p.p.', 750],
  ['€7,50 pp', 750],
  ['7,50 euro per persoon', 750],
  ['5,-', 500],
  ['€ 5,--', 500],
  ['3 euro', 300],
  ['Gratis', 0],
  ['free', 0],
  ['0,00', 0],
  ['veel', null],
  ['2,505', 250_500],
  ['1.25.00', null],
  [`${' '.repeat(100_000)}x`, null],
])('reads a price: %j', (typed, cents) => {
  expect(readCents(typed)).toBe(cents)
})

it.each([
  ['Nederlands, Engels', ['nl', 'en']],
  ['nl-NL', ['nl']],
  ['de', ['de']],
  ['ar', ['ar']],
  ['tr-TR en zh-Hans', ['tr', 'zh']],
  ['Oekraïens', ['uk']],
  ['xx', []],
  ['gebarentaal', []],
])('reads languages: %s', (typed, tags) => {
  expect(readLanguages(typed)).toEqual(tags)
})

it('does not look long for a time in what is none', () => {
  const startedAt = performance.now()
  expect(readTime(`1${' '.repeat(100_000)}x`)).toBeNull()
  expect(performance.now() - startedAt).toBeLessThan(100)
})
