/** What can be said after a form was sent, by its key under `done` in `admin.json`. */
export const doneWords = [
  'activitySaved',
  'badgeSaved',
  'sessionCancelled',
  'storyApproved',
  'storyRefused',
  'storyGone',
  'sentAgain',
] as const
export type DoneWord = (typeof doneWords)[number]

/** Tells whether what stands in an address is one of these. */
export const isDoneWord = (word: string | null): word is DoneWord =>
  doneWords.some((known) => known === word)

/** Where to go after a form was sent, so that reading the page again does not send it again. */
export const afterwards = (path: string, locale: string, done: DoneWord): string =>
  `${path}?${new URLSearchParams({ lang: locale, done })}`
