import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rotterdam } from '../../prisma/seed/demo-city.ts'
import { workerCommandNames } from '../../src/conversation/commands.ts'
import { type Locale, locales } from '../../src/language/locale.ts'
import officialese from '../fixtures/plain-language/officialese.json' with { type: 'json' }
import {
  readAloud,
  readingEase,
  sentencesOf,
  wordsOf,
} from '../support/plain-language/reading-ease.ts'
import { leaves, wordLists } from '../support/texts.ts'

/**
 * The rule. Every text of four words or more, beside its values, is measured by itself. Shorter ones are
 * labels: one word of three syllables would fail alone, so all labels of a language are measured together,
 * each as a sentence (a file may have two of them only). A value is read as an everyday word; a link is
 * not read. Names of languages are what they are.
 */
const fewestWords = 4
const leastEase = 65
const mostWordsInSentence = 15
const mostCharacters = 400

type Texts = ReadonlyMap<string, string>

/** What learners do not read: what workers do, and pages for employers and for programs. */
const notForLearners: Readonly<Partial<Record<string, RegExp>>> = {
  'replies.json': /^(worker|join)\./,
  'badge-status.json': /^badgeStatus\.(?!reason$|also$|talk$|standsStill$|\w+\.told$)/,
  'commands.json': new RegExp(`^(${workerCommandNames.join('|')})\\.`),
  'need-to-know.json': /^(learner|refer|referral\.work)\./,
  'pathways.json': /^pathway\.preview/,
  'sessions.json': /^session\./,
  'hand-over.json': /^(hours\.|handOver\.gone)/,
  'city.json': /^(employers|poster)\./,
  'pages.json': /^(share|meaning|verify|issuer|kind|layout|endorse)\./,
}
const forWorkers = ['workers.json', 'skills.json', 'imports.json']
const names = /^(spoken|language)\.\w+$/

const files = readdirSync(join('locales', 'nl')).filter(
  (file) => !wordLists.includes(file) && !forWorkers.includes(file),
)

function textsOf(file: string, locale: Locale): Texts {
  const tree = JSON.parse(readFileSync(join('locales', locale, file), 'utf8'))
  return new Map(leaves(tree).filter(([key]) => notForLearners[file]?.test(key) !== true))
}

/** The badges that come by themselves, as the city's data says them. */
function badgeTexts(locale: Locale): Texts {
  return new Map(
    rotterdam.achievements
      .filter(({ milestone }) => milestone !== null)
      .flatMap(({ slug, name, description, criteria }) => [
        [`${slug}.name`, name[locale]],
        [`${slug}.description`, description[locale]],
        [`${slug}.criteria`, criteria[locale]],
      ]),
  )
}

const sources = locales.flatMap((locale) => [
  ...files.map((file) => ({ locale, source: file, texts: textsOf(file, locale) })),
  { locale, source: 'milestone badges', texts: badgeTexts(locale) },
])

const wordsBesideValues = (text: string) => wordsOf(text.replace(/\{\{\w+\}\}/g, '')).length
const isLabel = (text: string) => wordsBesideValues(text) < fewestWords

/** The texts with what is wrong with each, so that one run shows all that is to be rewritten. */
const faults = (
  texts: Texts,
  locale: Locale,
  check: (spoken: string, text: string) => string | null,
) =>
  [...texts].flatMap(([key, text]) => {
    const fault = check(readAloud(text, locale), text)
    return fault === null ? [] : [`${key}: ${fault}: ${text}`]
  })

describe.each(sources)('$source ($locale)', ({ locale, texts }) => {
  it('reads easily, each text by itself', () => {
    const hard = faults(texts, locale, (spoken, text) => {
      if (isLabel(text)) return null
      const ease = readingEase([spoken], locale)
      return ease < leastEase ? ease.toFixed(0) : null
    })
    expect(hard).toEqual([])
  })

  it('has short sentences, and short messages', () => {
    const long = faults(texts, locale, (spoken) => {
      const longest = Math.max(0, ...sentencesOf(spoken).map((one) => wordsOf(one).length))
      if (longest > mostWordsInSentence) return `${longest} words`
      return spoken.length >= mostCharacters ? `${spoken.length} characters` : null
    })
    expect(long).toEqual([])
  })

  it('has no word of officials', () => {
    const stiff = faults(texts, locale, (spoken) => {
      const said = ` ${wordsOf(spoken.toLowerCase()).join(' ')} `
      return officialese[locale].find((word) => said.includes(` ${word} `)) ?? null
    })
    expect(stiff).toEqual([])
  })
})

it.each(locales)('the labels read easily together (%s)', (locale) => {
  const labels = sources
    .filter((source) => source.locale === locale)
    .flatMap(({ texts }) => [...texts])
    .filter(([key, text]) => !names.test(key) && isLabel(text) && wordsBesideValues(text) > 0)
    .map(([, text]) => readAloud(text, locale))
  expect(labels.length).toBeGreaterThan(50)
  expect(readingEase(labels, locale)).toBeGreaterThanOrEqual(leastEase)
})

describe('the measure', () => {
  it('tells plain words from those of an office, in both languages', () => {
    const plain = { nl: 'Je bent buiten geweest. Goed gedaan.', en: 'You went out. Well done.' }
    const stiff = {
      nl: 'Ten behoeve van uw aanmelding verzoeken wij u de bijgevoegde documentatie te retourneren.',
      en: 'Participation necessitates registration, subsequent to notification of eligibility.',
    }
    for (const locale of locales) {
      expect(readingEase([plain[locale]], locale)).toBeGreaterThan(80)
      expect(readingEase([stiff[locale]], locale)).toBeLessThan(40)
    }
  })

  it('is that of Flesch and of Douma', () => {
    // Five words in one sentence, eight syllables.
    expect(readingEase(['Je bent vandaag buiten geweest.'], 'nl')).toBeCloseTo(
      206.84 - 0.93 * 5 - (77 * 8) / 5,
    )
    expect(readingEase(['You went outside today.'], 'en')).toBeCloseTo(
      206.835 - 1.015 * 4 - (84.6 * 6) / 4,
    )
  })
})
