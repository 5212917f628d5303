import fc from 'fast-check'
import type { SpokenReply } from '../../../src/conversation/channel.ts'

/** Words of any length and of any characters, mark-up and pairs of UTF-16 units among them. */
const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('a', 'é', '👩‍🌾', '<&>', '*', 'woord ', 'regel\n'),
        fc.integer({ max: 6000, min: 1 }),
      )
      .map(([part, count]) => part.repeat(count)),
  },
)

const value = fc.oneof(
  fc.stringMatching(/^[a-z:0-9-]{1,64}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3000, size: 'max' }),
)

const choiceList = (maxLength: number) =>
  fc.array(fc.record({ label: words, value, number: fc.nat(300) }), { maxLength })

/** Replies that are much larger and stranger than ours, to hold the limits of a platform against. */
export const spokenReplies: fc.Arbitrary<SpokenReply> = fc.record({
  locale: fc.constantFrom('nl', 'en'),
  paragraphs: fc.array(words, { maxLength: 8 }),
  cards: fc.array(
    fc.record({ title: words, lines: fc.array(words, { maxLength: 5 }), choices: choiceList(4) }),
    { maxLength: 40 },
  ),
  closing: fc.array(words, { maxLength: 3 }),
  choices: choiceList(140),
  picture: fc.option(
    fc.record({ url: fc.constant('https://stapje.example.nl/b/1.png'), alternative: words }),
  ),
})

/** An answer such as Stapje gives: two results and what can be done with them. */
export const twoResults: SpokenReply = {
  locale: 'nl',
  paragraphs: ['Ik zocht: zaterdag 28 november.', 'Dit kun je doen:'],
  cards: [
    {
      title: 'Brood & soep <samen>',
      lines: ['zaterdag 28 november, 10.00 tot 13.00 uur', 'gratis, bij De Kade'],
      choices: [
        { label: 'Ik kom bij 1', value: 'come:1', number: 1 },
        { label: 'Meer over 1', value: 'more:1', number: 3 },
      ],
    },
    {
      title: 'Fietsen maken',
      lines: ['zaterdag 28 november, 14.00 uur'],
      choices: [{ label: 'Ik kom bij 2', value: 'come:2', number: 2 }],
    },
  ],
  closing: ['Typ een nummer.'],
  choices: [{ label: 'Andere dag', value: 'days', number: 4 }],
  picture: null,
}

/** A short answer with a picture. */
export const withPicture: SpokenReply = {
  locale: 'nl',
  paragraphs: ['Je hebt een badge: Eerste stap.'],
  cards: [],
  closing: [],
  choices: [{ label: 'Deel deze badge', value: 'share:1', number: 1 }],
  picture: { url: 'https://stapje.example.nl/b/1.png', alternative: 'Plaatje van de badge' },
}
