/** Letters and figures of a session's code: no vowels, and none that is taken for another. */
const shape = /^[BCDFGHJKLMNPQRSTVWXZ]{3}[2-9]{3}$/
const inWords = /(?<![\p{L}\p{N}])([a-z]{3})[\s\-–—_.]?([2-9]{3})(?![\p{L}\p{N}])/giu

/** The longest message that a code is looked for in, in words: more than that is about something else. */
const mostWords = 8

/**
 * Reads a session's code as people type it: "KTR482", "ktr 482", "mijn code is ktr-482".
 *
 * @returns null when there is none, or more than one.
 */
export function readSessionCode(typed: string): string | null {
  if (typed.trim().split(/\s+/).length > mostWords) return null
  const codes = [...typed.matchAll(inWords)]
    .map(([, letters = '', figures = '']) => `${letters.toUpperCase()}${figures}`)
    .filter((code) => shape.test(code))
  const [only, ...others] = new Set(codes)
  return only === undefined || others.length > 0 ? null : only
}
