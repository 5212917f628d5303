import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import enWords from '../../locales/en/told-steps.json' with { type: 'json' }
import nlWords from '../../locales/nl/told-steps.json' with { type: 'json' }
import { readToldStep, stepKinds, toldSteps } from '../../src/understand/told-steps.ts'

describe('a told step', () => {
  it.each([
    ['ik ben vandaag buiten geweest', 'outside'],
    ['ben een blokje om geweest', 'outside'],
    ['I went outside today', 'outside'],
    ['I cooked for the first time', 'cooked'],
    ['ik heb vandaag soep gemaakt', 'cooked'],
    ['ik heb mijn cv gemaakt', 'made'],
    ['I wrote a letter', 'made'],
    ['ik heb de huisarts gebeld', 'arranged'],
    ['hoi ik heb vandaag een formulier ingevuld', 'arranged'],
    ['I made an appointment', 'arranged'],
    ['ik heb met iemand gepraat', 'met'],
    ['I met new people today', 'met'],
    ['ik heb gesport', 'moved'],
    ['i went for a swim', 'moved'],
    ['ik heb tien nieuwe woorden geleerd', 'words'],
    ['i learned ten new words', 'words'],
    ['ik heb mijn buurvrouw geholpen', 'helped'],
    ['ik heb mijn kamer opgeruimd', 'tidied'],
    ['ik ben weer begonnen', 'back'],
    ['ik ben alleen gegaan', 'alone'],
    ['I took my neighbour', 'brought'],
    ['ik heb mijn vriendin meegenomen', 'brought'],
    ['het is gelukt', 'other'],
    ['', 'other'],
  ] as const)('%s is %s', (said, kind) => {
    expect(readToldStep(said)).toBe(kind)
  })

  it('has words for each kind, and each of them is read as that kind or a longer one', () => {
    for (const words of [nlWords, enWords]) {
      expect(Object.keys(words).toSorted()).toEqual([...stepKinds].toSorted())
      for (const kind of stepKinds) {
        for (const phrase of words[kind]) {
          expect(readToldStep(phrase.replaceAll('*', '')), phrase).not.toBe('other')
        }
      }
    }
  })

  it('is read from any text at all, whatever its case, accents and signs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const kind = readToldStep(text)
        expect(toldSteps).toContain(kind)
        expect(readToldStep(`  ${text} !`)).toBe(kind)
      }),
    )
    expect(readToldStep('IK HEB GÉKOOKT!!')).toBe('cooked')
  })

  it('is read quickly from a long text', () => {
    const startedAt = performance.now()
    readToldStep('nederlands '.repeat(400))
    expect(performance.now() - startedAt).toBeLessThan(250)
  })
})
