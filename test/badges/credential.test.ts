import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CredentialFacts, openBadgeCredential } from '../../src/badges/credential.ts'
import { canonicalForm } from '../../src/signing/canonical-form.ts'
import { expandSafely } from '../../src/signing/data-integrity.ts'
import { createDocumentLoader } from '../../src/signing/document-loader.ts'
import { entriesPerList, statusListEntry } from '../../src/signing/status-list.ts'

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
const said = fc.record({ name: words, description: words, criteria: words, kindStatement: words })
const facts: fc.Arbitrary<CredentialFacts> = fc.record({
  siteUrl: fc.constant('https://stapje.example'),
  credentialId: fc.uuid(),
  subjectId: fc.uuid(),
  awardedAt: fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2060-01-01'),
    noInvalidDate: true,
  }),
  issuedAt: fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2060-01-01'),
    noInvalidDate: true,
  }),
  status: fc
    .record({ listId: fc.uuid(), index: fc.nat({ max: entriesPerList - 1 }) })
    .map((place) => statusListEntry('https://stapje.example', place)),
  evidence: fc.option(words),
  endorsements: fc.array(fc.constant('eyJh.eyJi.c2ln'), { maxLength: 2 }),
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
    words: fc.record({ nl: said, en: said }),
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

  it('is JSON-LD in which every term is defined, whatever it is about', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (given) => {
        expect(await expandSafely(openBadgeCredential(given))).toHaveLength(1)
      }),
      { numRuns: 50 },
    )
  })

  it('has the canonical form that the library finds, whatever it is about', async () => {
    const options = { documentLoader: createDocumentLoader() }
    await fc.assert(
      fc.asyncProperty(facts, fc.uuid(), async (given, credentialId) => {
        // The second one differs only in what varies, so its form comes from memory.
        for (const each of [given, { ...given, credentialId }]) {
          const credential = openBadgeCredential(each)
          expect(await canonicalForm(credential, options)).toBe(
            await cryptosuite.canonize(credential, options),
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  it('has that form also when somebody writes one of the marks in it', async () => {
    const options = { documentLoader: createDocumentLoader() }
    const [given] = fc.sample(facts, { numRuns: 1, seed: 2 })
    if (given === undefined) throw new Error('No sample')
    const evidence = 'urn:uuid:5ca1ab1e-57ac-4a9e-8f00-000000000001'
    const credential = openBadgeCredential({ ...given, evidence })
    expect(await canonicalForm(credential, options)).toBe(
      await cryptosuite.canonize(credential, options),
    )
  })

  it('says in both languages what its kind means', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { achievement } = openBadgeCredential(given).credentialSubject
        const { nl, en } = given.achievement.words
        const spoken = [achievement, ...achievement.related]
        expect(spoken.map(({ name }) => name).toSorted()).toEqual([nl.name, en.name].toSorted())
        for (const { kindStatement } of [nl, en]) {
          expect(spoken.some(({ criteria }) => criteria.narrative.endsWith(kindStatement))).toBe(
            true,
          )
        }
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
