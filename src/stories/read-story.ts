/** Shortest and longest story, in characters: something to read, and still one chat message. */
export const storyCharacters = { shortest: 20, longest: 280 } as const

export type ReadStory =
  | { readonly kind: 'story'; readonly text: string }
  | { readonly kind: 'tooShort' }
  | { readonly kind: 'tooLong'; readonly characters: number }
  /** A number, a mail address or a link: it would bring strangers to somebody's door. */
  | { readonly kind: 'holdsContact' }

/** Six figures or more, also with spaces, dots or dashes between them. */
const number = /(?:\d[\s().-]*){6,}/
const address = /@|https?:|www\.|\b[\w-]+\.(?:nl|com|org|net|eu|be|io)\b/i

/** Reads typed words as a story for everybody to see. Pure. */
export function readStory(typed: string): ReadStory {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  const characters = [...text].length
  if (characters < storyCharacters.shortest) return { kind: 'tooShort' }
  if (characters > storyCharacters.longest) return { kind: 'tooLong', characters }
  return number.test(text) || address.test(text)
    ? { kind: 'holdsContact' }
    : { kind: 'story', text }
}
