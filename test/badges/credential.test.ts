import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CredentialFacts, openBadgeCredential } from '../../src/badges/credential.ts'

const schema = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '../fixtures/openbadges/ob_v3p0_achievementcredential_schema.json'),
    'utf8',
  ),
)
const ajv = new Ajv2019({ strict: false, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile(schema)

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
const facts: fc.Arbitrary<CredentialFacts> = fc.record({
  siteUrl: fc.constant('https://stapje.example'),
  credentialId: fc.uuid(),
  subjectId: fc.uuid(),
  awardedAt: fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2060-01-01'),
    noInvalidDate: true,
  }),
  issuer: fc.record({
    id: fc.uuid(),
    name: words,
    website: fc.option(fc.webUrl()),
    about: fc.oneof(fc.constant(''), words),
  }),
  achievement: fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom('encouragement', 'skill', 'pathway'),
    locale: fc.constantFrom('nl', 'en'),
    name: words,
    description: words,
    criteria: words,
    alignments: fc.array(
      fc.record({
        targetName: words,
        targetUrl: fc.uuid().map((id) => `http://data.europa.eu/esco/skill/${id}`),
        targetFramework: fc.constant('ESCO'),
      }),
      { maxLength: 3 },
    ),
  }),
})

describe('an Open Badges credential', () => {
  it('is valid by the schema of 1EdTech, whatever it is about', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const valid = isValid(openBadgeCredential(given))
        expect(isValid.errors ?? []).toEqual([])
        expect(valid).toBe(true)
      }),
    )
  })

  it('has no nulls and no empty sets', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const written = JSON.stringify(openBadgeCredential(given))
        expect(written).not.toMatch(/:null|:\[\]/)
        expect(written).not.toContain('issuanceDate')
      }),
    )
  })

  it('tells a compliment from a proof of skill', () => {
    const typeOf = (kind: 'encouragement' | 'skill' | 'pathway') => {
      const [given] = fc.sample(facts, { numRuns: 1, seed: 1 })
      if (given === undefined) throw new Error('No sample')
      const credential = openBadgeCredential({
        ...given,
        achievement: { ...given.achievement, kind },
      })
      return credential.credentialSubject.achievement.achievementType
    }
    expect(typeOf('encouragement')).toBe('ext:Encouragement')
    expect(typeOf('skill')).toBe('Competency')
    expect(typeOf('pathway')).toBe('LearningProgram')
  })

  it('refuses what the schema refuses: the check can fail', () => {
    const [given] = fc.sample(facts, { numRuns: 1, seed: 1 })
    if (given === undefined) throw new Error('No sample')
    const { issuer: _, ...without } = openBadgeCredential(given)
    expect(isValid(without)).toBe(false)
  })
})
