import { describe, expect, it } from 'vitest'
import { matchLines, readTranscript } from './transcript.ts'

const transcript = `# A title

learner: Mijn badges
  Je code is {code}. …
worker: /geef {code} eerste-stap
  Gelukt. {code} heeft nu …
learner presses: Deel 1
learner sends: photo "koken"
`
const steps = readTranscript(transcript)

describe('transcripts', () => {
  it('say who does what, and what must be read', () => {
    expect(steps.map(({ who, action, line }) => ({ who, action, line }))).toEqual([
      { who: 'learner', action: { kind: 'says', text: 'Mijn badges' }, line: 3 },
      { who: 'worker', action: { kind: 'says', text: '/geef {code} eerste-stap' }, line: 5 },
      { who: 'learner', action: { kind: 'presses', label: 'Deel 1' }, line: 7 },
      { who: 'learner', action: { kind: 'sends', what: 'photo', caption: 'koken' }, line: 8 },
    ])
  })

  it('keep the words a name first meets, and hold later lines to them', () => {
    const [first, second] = steps
    if (first === undefined || second === undefined) throw new Error('two steps were written')
    const kept = matchLines(first, ['Hoi', 'Je code is TULP-4821. Laat die zien.'], new Map())
    expect(kept.get('code')).toBe('TULP-4821')
    matchLines(second, ['Gelukt. TULP-4821 heeft nu de badge.'], kept)
    expect(() => matchLines(second, ['Gelukt. ROOS-1111 heeft nu de badge.'], kept)).toThrow(
      'Gelukt. TULP-4821 heeft nu …',
    )
  })

  it('do not pass over a missing or misplaced line', () => {
    const [step] = readTranscript('learner: hoi\n  one\n  two\n')
    if (step === undefined) throw new Error('a step was written')
    expect(() => matchLines(step, ['two', 'one'], new Map())).toThrow('did not read')
    expect(() => matchLines(step, ['one'], new Map())).toThrow('two')
    expect(() => readTranscript('  nobody did this')).toThrow('Line 1')
  })
})
