/** Longer than this, a word is no word, and is not kept. */
const longestKept = 30

/**
 * Keeps the answers of a pure function of a word, because people use the same words. When `most`
 * are kept it begins anew, so memory stays bounded whatever is sent.
 */
export function remember<Answer>(
  most: number,
  answer: (word: string) => Answer,
): (word: string) => Answer {
  const kept = new Map<string, Answer>()
  return (word) => {
    const before = kept.get(word)
    if (before !== undefined) return before
    const found = answer(word)
    if (word.length > longestKept) return found
    if (kept.size >= most) kept.clear()
    kept.set(word, found)
    return found
  }
}
