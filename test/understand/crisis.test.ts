import { describe, expect, it } from 'vitest'
import { demoPlaces } from '../../bench/understand-messages.ts'
import { understand } from '../../src/understand/understand.ts'

const intentOf = (text: string) =>
  understand(text, { now: '2026-11-25T10:00', places: demoPlaces }).intent

describe('distress comes before anything else', () => {
  it.each([
    'ik wil dood',
    'IK WIL NIET MEER LEVEN',
    'Zaterdag koken? Nee. Ik wil er niet meer zijn.',
    'hallo ik wil me afmelden voor de les want ik zie het leven niet meer zitten',
    'dank je wel voor alles, vaarwel wereld',
    'ik wil suicide plegen',
    'zelfmoordd',
    'i want to kill my self',
    'sign me out of everything, i want to end my life',
    'thanks for the class. i want to die',
  ])('%s', (text) => {
    expect(intentOf(text)).toBe('crisis')
  })
})

describe('jokes, idioms and homework are no distress', () => {
  it.each([
    'ik lach me dood om die grap',
    'we hebben ons kapot gelachen',
    'ik schrok me dood gisteren bij de les',
    'ik ben doodmoe maar kom wel',
    'mijn telefoon is dood, kan ik die repareren',
    'ik wil niet meer roken',
    'ik kan niet meer wachten op zaterdag',
    'die pizza is om dood voor te gaan',
    "I'm dying to learn the guitar",
    'my battery died',
    'this bread is to die for',
    'i could kill for a coffee class',
    'how do i kill weeds in the garden',
    'the deadline is friday',
    'dead easy class please',
    'a workshop about dealing with depression of my mother',
    'i want to dye my hair, any course?',
    'i hit the gym yesterday',
    'ik fiets over de brug naar de les',
    'waar kan ik leren springen op de trampoline',
  ])('%s', (text) => {
    expect(intentOf(text)).not.toBe('crisis')
  })
})
