import { editDistance } from './edit-distance.ts'

/** Finds the words of a closed list that a misspelt word is near to. */
export interface Spelling {
  /** The nearest words of the list, nearest only; empty when none is near enough. */
  readonly near: (word: string) => readonly string[]
}

/** Mistakes allowed: a letter in a word of 4 to 7, two in a longer one, none in a shorter one. */
export const mistakesAllowed = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2)

/** Spellings that sound the same in Dutch, written the same way before comparing. */
export function soundsLike(word: string): string {
  let sounds = ''
  for (let index = 0; index < word.length; index += 1) {
    const pair = word.slice(index, index + 2)
    if (pair === 'ij' || pair === 'ei') {
      sounds += 'y'
      index += 1
    } else if (pair === 'au') {
      sounds += 'ou'
      index += 1
    } else sounds += word[index]
  }
  return sounds
}

/** First letters that are heard as one another, so that a slip there is a slip of the ear. */
const sameSound = ['fvw', 'szc', 'ck', 'iyj', 'gh', 'dt', 'bp', 'ao']

function sameBeginning(typed: string, listed: string): boolean {
  const [a, b] = [typed[0] ?? '', listed[0] ?? '']
  if (a === b || typed[1] === b) return true
  return sameSound.some((group) => group.includes(a) && group.includes(b))
}

/** The word with one letter left out, in each way; and with two, when two mistakes are allowed. */
function shortened(word: string, mistakes: number): ReadonlySet<string> {
  const found = new Set([word])
  let last = [word]
  for (let step = 0; step < mistakes; step += 1) {
    const next: string[] = []
    for (const longer of last) {
      for (let index = 0; index < longer.length; index += 1) {
        const shorter = longer.slice(0, index) + longer.slice(index + 1)
        if (!found.has(shorter)) next.push(shorter)
        found.add(shorter)
      }
    }
    last = next
  }
  return found
}

/**
 * Makes an index of a closed list by its words with letters left out: two words that differ by one
 * letter have a shortened form in common, so only those few are compared letter by letter.
 */
export function spellingOf(words: Iterable<string>): Spelling {
  const byShortened = new Map<string, string[]>()
  for (const word of words) {
    const sounds = soundsLike(word)
    for (const form of shortened(sounds, mistakesAllowed(word.length))) {
      const listed = byShortened.get(form)
      if (listed === undefined) byShortened.set(form, [word])
      else listed.push(word)
    }
  }
  return { near: (word) => nearest(byShortened, word) }
}

function nearest(byShortened: ReadonlyMap<string, readonly string[]>, typed: string) {
  // A slip can make a word longer or shorter, so one letter less than the list asks is looked at.
  const mistakes = mistakesAllowed(typed.length + 1)
  if (mistakes === 0 || typed.length > 30) return []
  const sounds = soundsLike(typed)
  const seen = new Set<string>()
  let best: string[] = []
  let least = 3
  for (const form of shortened(sounds, mistakes)) {
    for (const listed of byShortened.get(form) ?? []) {
      if (seen.has(listed)) continue
      seen.add(listed)
      const allowed = Math.min(mistakesAllowed(listed.length), mistakesAllowed(typed.length + 1))
      const distance = editDistance(sounds, soundsLike(listed), Math.min(allowed, least))
      if (distance > allowed || distance > least || !sameBeginning(typed, listed)) continue
      if (distance < least) best = []
      least = distance
      best.push(listed)
    }
  }
  return best
}
