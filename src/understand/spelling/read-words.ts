import type { Fit } from '../patterns/matcher.ts'
import type { Mark } from '../patterns/pattern.ts'
import { remember } from '../remember.ts'
import type { Token } from '../token.ts'
import type { Word } from '../word.ts'
import type { Lexicon, Meaning } from '../words/lexicon.ts'

/** Words looked up as misspellings in one message; a text with more is not a question to us. */
const correctionsLookedUp = 120

/** Words kept between messages, with what is known of them. */
const wordsKept = 10_000

const noMarks: ReadonlySet<Mark> = new Set()
const number: ReadonlySet<Mark> = new Set<Mark>(['number'])
const sentenceEnds = '.!?;'

interface KnownWord {
  readonly forms: readonly string[]
  readonly fit: Fit<Meaning>
  /** Whether no list has it, so that looking it up took time. */
  readonly strange: boolean
}

/** Makes the reader of a message's words: each with the listed words it may be a misspelling of. */
export function wordReader(
  lexicon: Pick<Lexicon<string>, 'known' | 'spelling' | 'variants' | 'matcher'>,
): (tokens: readonly Token[]) => readonly Word[] {
  const asTyped = remember(wordsKept, (text): KnownWord => {
    const forms = [text, ...(lexicon.variants.get(text) ?? [])]
    return { forms, fit: lexicon.matcher.fitOf(forms), strange: false }
  })
  const lookUp = remember(wordsKept, (text): KnownWord => {
    if (lexicon.known.has(text) || (text.length < 4 && !hasRun(text))) return asTyped(text)
    const forms = correct(lexicon, text)
    return { forms, fit: lexicon.matcher.fitOf(forms), strange: true }
  })
  return (tokens) => {
    const words: Word[] = []
    let corrections = 0
    let startsSentence = true
    for (const { kind, text } of tokens) {
      if (kind === 'sign') {
        if (sentenceEnds.includes(text)) startsSentence = true
        continue
      }
      const isNumber = kind === 'number'
      const { forms, fit, strange } =
        isNumber || corrections >= correctionsLookedUp ? asTyped(text) : lookUp(text)
      if (strange) corrections += 1
      words.push({
        text,
        forms,
        fit,
        isNumber,
        startsSentence: startsSentence && words.length > 0,
        marks: isNumber ? number : noMarks,
      })
      startsSentence = false
    }
    return words
  }
}

function correct(
  { known, spelling }: Pick<Lexicon<string>, 'known' | 'spelling'>,
  text: string,
): readonly string[] {
  // "stoppppp", "hoiii": a letter held down.
  for (const most of [2, 1]) {
    const shorter = shortenRuns(text, most)
    if (shorter !== text && known.has(shorter)) return [text, shorter]
  }
  const near = spelling.near(shortenRuns(text, 2))
  return near.length === 0 ? [text] : [text, ...near.slice(0, 4)]
}

const hasRun = (text: string): boolean => shortenRuns(text, 2) !== text

/** Cuts a letter that is there three times or more in a row to `most` of it. */
function shortenRuns(text: string, most: number): string {
  let shorter = ''
  let run = 0
  for (let index = 0; index < text.length; index += 1) {
    let length = 1
    while (text[index + length] === text[index]) length += 1
    run = length >= 3 ? most : length
    shorter += (text[index] ?? '').repeat(run)
    index += length - 1
  }
  return shorter
}
