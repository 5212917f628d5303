import { describe, expect, it } from 'vitest'
import {
  asksForOtherCity,
  cityMentioned,
  citySaid,
  cityTyped,
} from '../../src/cities/named-city.ts'

const cityOf = (slug: string, name: string) => ({ slug, name: { nl: name, en: name } })
const cities = [
  cityOf('utrecht', 'Utrecht'),
  cityOf('den-haag', 'Den Haag'),
  cityOf('s-hertogenbosch', "'s-Hertogenbosch"),
  cityOf('breda', 'Breda'),
]

describe('which city is meant', () => {
  it.each([
    ['Utrecht', 'utrecht'],
    ['utrect', 'utrecht'],
    ['ik woon in Utrecht', 'utrecht'],
    ['I live in den  haag', 'den-haag'],
    ['denhaag', 'den-haag'],
    ['s Hertogenbosch', 's-hertogenbosch'],
    ['bredda', 'breda'],
    ['Parijs', null],
    ['', null],
  ])('as an answer: %s', (typed, slug) => {
    expect(cityTyped(typed, cities)?.slug ?? null).toBe(slug)
  })

  it.each([
    ['Stad Utrecht', 'utrecht'],
    ['andere stad: Breda', 'breda'],
    ['city Den Haag', 'den-haag'],
    ['stadswandeling', null],
    ['Utrecht', null],
  ])('at any time: %s', (typed, slug) => {
    expect(citySaid(typed, cities)?.slug ?? null).toBe(slug)
  })

  it.each([
    ['wat kan ik zaterdag leren in Den Haag?', 'den-haag'],
    ['van Utrecht naar Breda', null],
    ['utrect', null],
  ])('by what stands in a message: %s', (typed, slug) => {
    expect(cityMentioned(typed, cities)?.slug ?? null).toBe(slug)
  })

  it('knows words for another one', () => {
    expect(['Andere stad', 'other city!', 'andere dag'].map(asksForOtherCity)).toEqual([
      true,
      true,
      false,
    ])
  })
})
