import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rotterdam } from '../../../prisma/seed/demo-city.ts'
import type { Progress } from '../../../src/badges/milestones/progress.ts'
import {
  type MilestoneEvent,
  milestones,
  milestonesAt,
  reachedMilestones,
} from '../../../src/badges/milestones/rules.ts'
import { sayText } from '../../../src/conversation/speak.ts'
import { locales } from '../../../src/language/locale.ts'
import { type ToldStep, toldSteps } from '../../../src/understand/told-steps.ts'

const nothing: Progress = {
  askedBefore: false,
  signups: 0,
  attended: 0,
  topics: 0,
  neighbourhoods: 0,
  attendedOnline: 0,
  lastBreakDays: 0,
  pathways: 0,
  steps: new Set(),
}

const events: readonly MilestoneEvent[] = [
  { kind: 'asked' },
  { kind: 'signedUp' },
  { kind: 'attended' },
  { kind: 'finishedPathway' },
  ...toldSteps.map((step) => ({ kind: 'told', step }) as const),
]

const someProgress = fc.record({
  askedBefore: fc.boolean(),
  signups: fc.nat(30),
  attended: fc.nat(30),
  topics: fc.nat(13),
  neighbourhoods: fc.nat(20),
  attendedOnline: fc.nat(10),
  lastBreakDays: fc.nat(400),
  pathways: fc.nat(3),
  steps: fc.subarray([...toldSteps]).map((kinds) => new Set(kinds)),
})

describe('milestones', () => {
  it('are at least fifteen, each at one event', () => {
    expect(milestones.length).toBeGreaterThanOrEqual(15)
    for (const name of milestones) {
      expect(
        events.filter((event) => milestonesAt(event).includes(name)),
        name,
      ).toHaveLength(1)
    }
  })

  it('are not reached by doing nothing', () => {
    for (const event of events) expect(reachedMilestones(nothing, event)).toEqual([])
  })

  it.each([
    ['first-question', { askedBefore: true }, { kind: 'asked' }],
    ['first-signup', { signups: 1 }, { kind: 'signedUp' }],
    ['first-pathway', { pathways: 1 }, { kind: 'finishedPathway' }],
    ['first-attendance', { attended: 1 }, { kind: 'attended' }],
    ['back-after-break', { lastBreakDays: 42 }, { kind: 'attended' }],
    ['third-time', { attended: 3 }, { kind: 'attended' }],
    ['fifth-time', { attended: 5 }, { kind: 'attended' }],
    ['tenth-time', { attended: 10 }, { kind: 'attended' }],
    ['tried-online', { attendedOnline: 1 }, { kind: 'attended' }],
    ['new-topic', { topics: 2 }, { kind: 'attended' }],
    ['new-neighbourhood', { neighbourhoods: 2 }, { kind: 'attended' }],
    ['came-alone', { steps: new Set<ToldStep>(['alone']) }, { kind: 'told', step: 'alone' }],
    ['went-outside', { steps: new Set<ToldStep>(['outside']) }, { kind: 'told', step: 'outside' }],
  ] as const)('%s is reached by %o', (name, progress, event) => {
    expect(reachedMilestones({ ...nothing, ...progress }, event)).toContain(name)
  })

  it.each([
    ['third-time', { attended: 2 }],
    ['back-after-break', { lastBreakDays: 41 }],
    ['new-topic', { topics: 1 }],
  ] as const)('%s is not reached by %o', (name, progress) => {
    expect(reachedMilestones({ ...nothing, ...progress }, { kind: 'attended' })).not.toContain(name)
  })

  it('are thanks for what just happened, and never for another step', () => {
    fc.assert(
      fc.property(someProgress, fc.constantFrom(...events), (progress, event) => {
        const reached = reachedMilestones(progress, event)
        expect(milestonesAt(event)).toEqual(expect.arrayContaining([...reached]))
        if (event.kind === 'told') expect(reached.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('each have a badge in the city, and words of their own in each language', () => {
    const names = rotterdam.achievements.map(({ milestone }) => milestone)
    for (const name of milestones) expect(names, name).toContain(name)
    for (const locale of locales) {
      const said = milestones.map((name) => sayText(locale, { key: `milestone.${name}` }))
      expect(new Set(said).size).toBe(milestones.length)
    }
  })

  it('say nothing of days in a row, of others, of losing, or of what is still missing', () => {
    const pressure =
      /op rij|achter elkaar|streak|in a row|rang|rank|niveau|level|punten|points|bijna|almost|nog maar|only .* left|verlies|lose|lost|beter dan|better than|volhouden|keep it up/i
    for (const locale of locales) {
      for (const name of milestones) {
        expect(sayText(locale, { key: `milestone.${name}` }), name).not.toMatch(pressure)
      }
    }
    for (const { name, description, criteria } of rotterdam.achievements) {
      expect(JSON.stringify([name, description, criteria])).not.toMatch(pressure)
    }
  })
})
