import { z } from 'zod'
import { intents, topics } from '../understood.ts'

/** Entries, several to a line with commas between them, so that a list stays one screen long. */
const entries = z
  .array(z.string())
  .default([])
  .transform((lines) =>
    lines.flatMap((line) =>
      line
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
  )

const numbersByName = z.record(z.string(), z.number().int())
const entriesByName = z.record(z.string(), entries)

/** How surely words say an intent: `sure` on their own, `likely` with little else, `hint` alone only. */
export const levels = ['hint', 'likely', 'sure'] as const
export type Level = (typeof levels)[number]

const saying = z.strictObject({ sure: entries, likely: entries, hint: entries, never: entries })
/** `cancel` finds words that look like a wish and are none: "oppassen op kinderen". */
const yesOrNo = z.strictObject({ yes: entries, no: entries, cancel: entries })
const weighed = z.strictObject({ strong: entries, weak: entries })

/**
 * The words of one language, `locales/<language>/words.json`. Most entries are patterns, whose signs
 * are explained in `pattern.ts`; those under `days`, `numbers` and `ordinals` are plain words.
 */
export const wordList = z.strictObject({
  /** Words that show this language and no other that we speak. */
  functionWords: entries,
  /** Everyday words that look like a misspelling of a word in a list, and are not. */
  ordinaryWords: entries,
  /** Little words as they are typed in haste ("nie", "wnr"), by the word that they stand for. */
  variants: entriesByName,
  /** What the languages are called in this one, by their tag. */
  languageNames: entriesByName,
  /** How people say in which language something must be, by its tag. */
  spokenLanguages: entriesByName.default({}),
  numbers: numbersByName,
  ordinals: numbersByName,
  days: z.strictObject({
    weekdays: z.tuple([entries, entries, entries, entries, entries, entries, entries]),
    months: z.array(entries).length(12),
    /** Names of days, by how many days from today they are. */
    relativeDays: entriesByName,
    /** Parts of today, as in "vanavond". */
    today: entriesByName,
    /** Short forms that are also other words: days only beside something else that says a day. */
    onlyBesideADay: entries,
    partsOfDay: entriesByName,
    /** Words by their part in the grammar of `days/`. */
    roles: entriesByName,
    /** Named days and holidays, by the names that `days/feasts.ts` knows. */
    feasts: entriesByName,
  }),
  /** Words lists that patterns use as `@name`. */
  classes: entriesByName,
  topics: z.partialRecord(z.enum(topics), weighed),
  wishes: z.strictObject({
    free: yesOrNo,
    online: yesOrNo,
    children: yesOrNo,
    wheelchair: yesOrNo,
  }),
  intents: z.partialRecord(z.enum(intents), saying.partial()),
  distress: z.strictObject({ said: entries, idiom: entries }),
})

/** The words of one language, read and checked. */
export type WordList = z.output<typeof wordList>

/** The words of each language; a language is added by adding its list. */
export type WordLists<Language extends string = string> = Readonly<Record<Language, WordList>>
