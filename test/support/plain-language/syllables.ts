import type { Locale } from '../../../src/language/locale.ts'

/** Words that are not said as they are spelt, mostly borrowed ones. */
const exceptions: Readonly<Record<Locale, Readonly<Record<string, number>>>> = {
  nl: {
    badge: 1,
    badges: 2,
    online: 2,
    team: 1,
    cake: 1,
    chat: 1,
    whatsapp: 2,
    computer: 3,
    code: 2,
    video: 3,
    idee: 2,
    station: 2,
    ruimte: 2,
    cv: 2,
    privacy: 3,
    linkedin: 3,
    mail: 1,
    mailen: 2,
    mailt: 1,
    route: 2,
    english: 2,
  },
  en: {
    every: 2,
    everything: 3,
    evening: 2,
    something: 2,
    somebody: 3,
    someone: 2,
    sometimes: 2,
    somewhere: 2,
    people: 2,
    being: 2,
    idea: 3,
    area: 3,
    quiet: 2,
    science: 2,
    create: 2,
    business: 2,
    different: 2,
    interest: 2,
    cv: 2,
    once: 1,
    does: 1,
    goes: 1,
    seeing: 2,
    going: 2,
    doing: 2,
    safe: 1,
    video: 3,
    radio: 3,
    useful: 2,
    careful: 2,
    homework: 2,
    whole: 1,
    moment: 2,
    nobody: 3,
    anyone: 3,
    isnt: 2,
    wasnt: 2,
    doesnt: 2,
    didnt: 2,
    couldnt: 2,
    chooses: 2,
    pathway: 2,
  },
}

/** Letters that are one sound together, the longest first. */
const dutchVowels =
  /aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyëïöüéèêáàóòâ]/g

function dutchSyllables(word: string): number {
  // A q is followed by a u that is not said.
  return word.replaceAll('qu', 'k').match(dutchVowels)?.length ?? 0
}

function englishSyllables(word: string): number {
  const said = word
    .replace(/^y/, '')
    // A last e is silent, but not in "table"; so is that of -es and -ed, but not in "boxes", "wanted".
    .replace(/([^aeiouyl]|[aeiouy]l)e$/, '$1')
    .replace(/([^aeioutd])ed$/, '$1')
    .replace(/([^aeiousxzcgh])es$/, '$1')
    .replace(/ely$/, 'ly')
    .replace(/eless$/, 'less')
  return said.match(/io(?=[^n])|ia(?!n\b)|[aeiouy]+/g)?.length ?? 0
}

/**
 * Counts the syllables of a word by its spelling, for measuring how easily a text reads. Dutch
 * spelling shows them well; English is right for everyday words (tested).
 */
export function syllables(word: string, locale: Locale): number {
  const plain = word.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '')
  const known = exceptions[locale][plain]
  if (known !== undefined) return known
  return Math.max(1, locale === 'nl' ? dutchSyllables(plain) : englishSyllables(plain))
}
