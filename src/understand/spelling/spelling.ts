import { editDistance } from './edit-distance.ts'

/** Finds the words of a closed list that a misspelt word is near to. */
export interface Spelling {
  /** The nearest words of the list, nearest only; empty when none is near enough. */
  readonly near: (word: string) => readonly string[]
}

/** Mistakes allowed: a letter in a word of 4 to 7, two in a longer one, none in a shorter one. */
export const mistakesAllowed = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2)

/** Longer than this, no word of a list is near. */
const longestWord = 30

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

/** The letters that a listed word may begin with when this was typed: the first two may be swapped. */
function beginnings(typed: string): ReadonlySet<string> {
  const first = typed[0] ?? ''
  const alike = sameSound.filter((group) => group.includes(first)).join('')
  return new Set([...typed.slice(0, 2), ...alike])
}

interface Listed {
  readonly word: string
  readonly sounds: string
  /** A bit for each letter that is in it. */
  readonly letters: number
}

function listed(word: string): Listed {
  const sounds = soundsLike(word)
  return { word, sounds, letters: lettersOf(sounds) }
}

function lettersOf(word: string): number {
  let letters = 0
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31)
  return letters
}

/** Whether at most `most` bits are set. */
function fewBits(bits: number, most: number): boolean {
  let left = bits
  for (let taken = 0; taken <= most; taken += 1) {
    if (left === 0) return true
    left &= left - 1
  }
  return false
}

/**
 * Makes an index of a closed list by first letter. Each mistake changes which letters a word has by
 * two at most, so few words of about the right length are left to compare letter by letter.
 */
export function spellingOf(words: Iterable<string>): Spelling {
  const byBeginning = new Map<string, Listed[]>()
  for (const word of new Set(words)) {
    const first = word[0] ?? ''
    const there = byBeginning.get(first)
    if (there === undefined) byBeginning.set(first, [listed(word)])
    else there.push(listed(word))
  }
  return { near: (word) => nearest(byBeginning, word) }
}

function nearest(byBeginning: ReadonlyMap<string, readonly Listed[]>, typed: string) {
  // A slip can make a word longer or shorter, so one letter less than the list asks is looked at.
  const mistakes = mistakesAllowed(typed.length + 1)
  if (mistakes === 0 || typed.length > longestWord) return []
  const { sounds, letters } = listed(typed)
  let best: string[] = []
  let least = mistakes
  for (const beginning of beginnings(typed)) {
    for (const candidate of byBeginning.get(beginning) ?? []) {
      if (Math.abs(candidate.sounds.length - sounds.length) > least) continue
      if (!fewBits(candidate.letters ^ letters, 2 * least)) continue
      const limit = Math.min(mistakesAllowed(candidate.word.length), least)
      const distance = editDistance(sounds, candidate.sounds, limit)
      if (distance > limit) continue
      if (distance < least) best = []
      least = distance
      best.push(candidate.word)
    }
  }
  return best
}
