/** Marks that turn the direction of writing, hide, or break lines: names are shown without them. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Joins letters in Persian and Indic scripts and in emoji; harmless, and words need them. */
const joiners = /[\u200c\u200d]/

/** More marks on one letter than any language has would run over the lines around it. */
const piledMarks = /(\p{M}{4})\p{M}+/gu

/**
 * Makes a text by a stranger fit to be shown on one line: no control characters, no marks that turn
 * the direction of what follows (Unicode Technical Report 36), no more than `longest` characters.
 */
export function cleanText(text: string, longest: number): string {
  const line = text
    .slice(0, longest * 4)
    .replace(unseen, (mark) => (joiners.test(mark) ? mark : ' '))
    .replace(piledMarks, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...line]
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
}
