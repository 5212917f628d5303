import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPreference } from '../../src/understand/preferences.ts'

describe('what somebody wants to get by itself', () => {
  it.each([
    ['geen complimenten meer', 'compliments', false],
    ['Liever geen complimenten', 'compliments', false],
    ['stop met complimenten', 'compliments', false],
    ['weer complimenten', 'compliments', true],
    ['no more compliments please', 'compliments', false],
    ['compliments on', 'compliments', true],
    ['stuur me elke week wat er zaterdag is', 'weeklyTip', true],
    ['stuur mij iedere week iets in Charlois', 'weeklyTip', true],
    ['geen weektip', 'weeklyTip', false],
    ['stop de weektip', 'weeklyTip', false],
    ['send me a tip every week', 'weeklyTip', true],
    ['no weekly tip', 'weeklyTip', false],
  ] as const)('%s', (said, kind, wanted) => {
    expect(readPreference(said)).toEqual({ kind, wanted })
  })

  it.each([
    'stop',
    'geen berichten meer',
    'elke week voetbal',
    'elke zaterdag koken',
    'ik kreeg vandaag geen enkel compliment van mijn baas op het werk',
    'mijn complimenten',
    'ik wil elke week dansen',
    '',
  ])('%s says nothing of it', (said) => {
    expect(readPreference(said)).toBeNull()
  })

  it('is read from any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const read = readPreference(text)
        expect(readPreference(`  ${text} !`)).toEqual(read)
        expect(['boolean', 'undefined']).toContain(typeof read?.wanted)
      }),
    )
  })
})
