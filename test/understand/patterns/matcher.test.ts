import { describe, expect, it } from 'vitest'
import { type Matchable, matcherOf } from '../../../src/understand/patterns/matcher.ts'
import { type Mark, patternReader } from '../../../src/understand/patterns/pattern.ts'

const read = patternReader({ ik: ['ik', 'we'], werkwoord: ['@ik', 'jij'] })

/** Finds one pattern in words; `*` after a word marks it as a day, `.` begins a sentence after it. */
function found(pattern: string, text: string) {
  const matcher = matcherOf([['meaning', read(pattern)]])
  const noMarks = new Set<Mark>()
  let starts = false
  const words = text.split(' ').map((typed): Matchable<string> => {
    const word = typed.replace(/[*.]/g, '')
    const marks = typed.includes('*') ? new Set<Mark>(['day']) : noMarks
    const matchable = { fit: matcher.fitOf([word]), marks, startsSentence: starts }
    starts = typed.endsWith('.')
    return matchable
  })
  return matcher.find(words).map(({ start, end }) => [start, end])
}

describe('a pattern', () => {
  it.each([
    ['koken', 'ik wil koken', [[2, 3]]],
    ['kook*', 'een kookles', [[1, 2]]],
    ['*les', 'een kookles', [[1, 2]]],
    ['kook|bak les', 'een bak les', [[1, 3]]],
    ['@ik wil', 'we wil wel', [[0, 2]]],
    ['@werkwoord wil', 'jij wil wel', [[0, 2]]],
    ['ik .. koken', 'ik wil heel graag koken', [[0, 5]]],
    ['ik heel? graag', 'ik graag', [[0, 2]]],
    ['< ik >', 'ik', [[0, 1]]],
    ['@day iets', 'zaterdag* iets', [[0, 2]]],
    ['wil ... les', 'wil een twee drie vier vijf zes zeven les', [[0, 9]]],
  ])('%s in "%s"', (pattern, text, places) => {
    expect(found(pattern, text)).toEqual(places)
  })

  it.each([
    ['koken', 'ik bak'],
    ['ik .. koken', 'ik wil heel heel graag koken'],
    ['ik .. koken', 'ik wil. koken'],
    ['< ik >', 'ik wil'],
    ['@day iets', 'zaterdag iets'],
  ])('%s is not in "%s"', (pattern, text) => {
    expect(found(pattern, text)).toEqual([])
  })

  it('names the class that a list does not have', () => {
    expect(() => read('@nergens')).toThrow(RangeError)
  })

  it('asks for a word', () => {
    expect(() => matcherOf([['meaning', read('ik?')]])).toThrow(RangeError)
  })
})
