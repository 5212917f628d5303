import { foldWords } from '../../language/fold-words.ts'
import { editDistance } from '../../understand/spelling/edit-distance.ts'
import type { SkillName } from './esco-skills.ts'

/** A skill with what it is called, in each language. */
export interface NamedSkill {
  readonly name: SkillName
  readonly labels: readonly string[]
}

/** How many skills are offered. */
const skillsShown = 4

/** Shorter words are in too many names to tell anything. */
const shortestWord = 4

/**
 * Finds the skills that words may be about, the likeliest first: by the words they have in common,
 * other endings and small slips allowed.
 */
export function findSkills(typed: string, skills: readonly NamedSkill[]): readonly SkillName[] {
  const wanted = wordsOf(typed)
  return skills
    .map(({ name, labels }) => {
      const scores = labels.map((label) => {
        const words = wordsOf(label)
        const common = words.filter((word) => wanted.some((other) => isNear(other, word))).length
        // Of two with as much in common, the one that is about nothing else.
        return common === 0 ? 0 : common + common / words.length
      })
      return { name, score: Math.max(0, ...scores) }
    })
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, skillsShown)
    .map(({ name }) => name)
}

/** The skill that is called so, in any language; null when none is. */
export function skillCalled(typed: string, skills: readonly NamedSkill[]): SkillName | null {
  const wanted = foldWords(typed)
  const found = skills.find(({ labels }) => labels.some((label) => foldWords(label) === wanted))
  return found?.name ?? null
}

const wordsOf = (text: string) =>
  foldWords(text)
    .split(' ')
    .filter((word) => word.length >= shortestWord)

function isNear(typed: string, word: string): boolean {
  const shortest = Math.min(typed.length, word.length)
  // "Serving" and "serve", "plant" and "planten": the same beginning with another ending.
  const stem = word.slice(0, Math.max(shortestWord, Math.floor(shortest * 0.75)))
  if (typed.startsWith(stem)) return true
  const limit = Math.floor(shortest / 4)
  return editDistance(typed, word, limit) <= limit
}
