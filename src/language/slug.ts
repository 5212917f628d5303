import { foldWords } from './fold-words.ts'

/** Words as they stand in an address: lower-case letters and figures with hyphens, 60 characters at most. */
export function slugOf(words: string): string {
  return foldWords(words)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
