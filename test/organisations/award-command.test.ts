import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  badgeAndNoteReadings,
  longestNoteCharacters,
  readAwardCommand,
  writeAwardCommand,
} from '../../src/organisations/award-command.ts'

describe('reading /award', () => {
  it.each([
    [
      'TULP-4821 eerste-stap "was there all morning"',
      { code: 'TULP-4821', badge: 'eerste-stap', note: 'was there all morning' },
    ],
    [
      'tulp 4821 eerste-stap “was er de hele ochtend”',
      { code: 'tulp 4821', badge: 'eerste-stap', note: 'was er de hele ochtend' },
    ],
    [
      'TULP4821 "Eerste stap" „hielp mee”',
      { code: 'TULP4821', badge: 'Eerste stap', note: 'hielp mee' },
    ],
    ['TULP-4821 eerste stap', { code: 'TULP-4821', badge: 'eerste stap', note: null }],
    ['TULP-4821', { code: 'TULP-4821', badge: null, note: null }],
    ['iets', { code: 'iets', badge: null, note: null }],
    ['', { code: null, badge: null, note: null }],
  ])('%s', (typed, command) => {
    expect(readAwardCommand(typed)).toEqual(command)
  })

  it('tries the longest name first and keeps the rest as the note', () => {
    const command = readAwardCommand('TULP-4821 eerste stap was er')
    expect(badgeAndNoteReadings(command)).toEqual([
      { badge: 'eerste stap was er', note: null },
      { badge: 'eerste stap was', note: 'er' },
      { badge: 'eerste stap', note: 'was er' },
      { badge: 'eerste', note: 'stap was er' },
    ])
  })

  it('reads anything without a fault, and bounds the note', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (typed) => {
        const command = readAwardCommand(typed)
        expect(command.note?.length ?? 0).toBeLessThanOrEqual(longestNoteCharacters)
        for (const { badge, note } of badgeAndNoteReadings(command)) {
          expect(badge.trim()).not.toBe('')
          expect(note?.length ?? 0).toBeLessThanOrEqual(longestNoteCharacters)
        }
      }),
    )
  })

  it('reads what was written for it as it was, with single quotes inside', () => {
    const badge = 'eerste-stap'
    fc.assert(
      fc.property(fc.string({ maxLength: longestNoteCharacters }), (note) => {
        const read = readAwardCommand(writeAwardCommand({ code: 'TULP-4821', badge, note }))
        const said = note.replace(/[“”„‟«»"]/g, "'").trim()
        expect(read).toEqual({ code: 'TULP-4821', badge, note: said || null })
      }),
    )
  })
})

it('tries no more readings than a badge can have words, however much is typed', () => {
  const typed = readAwardCommand(`TULP-4821 ${'stap '.repeat(2000)}`)
  const readings = badgeAndNoteReadings(typed)
  expect(readings).toHaveLength(12)
  expect(readings.at(-1)).toEqual({ badge: 'stap', note: 'stap '.repeat(60) })
})
