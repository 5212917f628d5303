/** A file of texts: names that lead to texts or to further names. */
export type Tree = { readonly [key: string]: Tree | string }

/** Every text of a file with its path, such as `find.choice.come`. */
export function leaves(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as const]
      : leaves(value, `${path}${key}.`),
  )
}

/** Files with words that we understand, which nobody reads. */
export const wordLists: readonly string[] = [
  'import-topics.json',
  'search-words.json',
  'words.json',
  'follow-ups.json',
  'preferences.json',
  'told-steps.json',
]
