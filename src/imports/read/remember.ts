/** So much is kept before it begins anew: the days and times of a table come back over and over. */
const mostKept = 5_000

/**
 * Keeps what a reader made of a text, for the next time that the text comes by.
 *
 * @param read gives the same for the same text, and nothing that is changed afterwards.
 */
export function remember<Read>(read: (typed: string) => Read): (typed: string) => Read {
  const kept = new Map<string, { readonly read: Read }>()
  return (typed) => {
    const before = kept.get(typed)
    if (before !== undefined) return before.read
    if (kept.size >= mostKept) kept.clear()
    const made = read(typed)
    kept.set(typed, { read: made })
    return made
  }
}
