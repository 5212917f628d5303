import en from '../../locales/en/search-words.json' with { type: 'json' }
import nl from '../../locales/nl/search-words.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import type { Found } from './patterns/matcher.ts'
import type { Word } from './word.ts'
import type { Meaning } from './words/lexicon.ts'

/** Words that name a whole topic, or any activity, or amounts: they say nothing of one title. */
const general: ReadonlySet<string> = new Set(
  [nl, en].flatMap(({ general, upTo, forPeople, groups }) =>
    [...general, ...upTo, ...forPeople, ...groups.flat()].flatMap((said) =>
      foldWords(said).split(' '),
    ),
  ),
)

const shortest = 3
const mostWords = 8

/**
 * The words of a message by which a title can be known: those that say its topic more exactly ("brood"),
 * and those that are in no list ("zumba"). Days, places, wishes and words of asking are none.
 */
export function contentWords(
  words: readonly Word[],
  found: readonly Found<Meaning>[],
  known: ReadonlySet<string>,
): readonly string[] {
  const said = new Set<number>()
  const topical = new Set<number>()
  const spoken = new Set<number>()
  for (const { meaning, start, end } of found) {
    const into = meaning.kind === 'topic' ? topical : meaning.kind === 'spoken' ? spoken : said
    for (let index = start; index < end; index += 1) into.add(index)
  }
  const isStrange = ({ text, forms }: Word) => !known.has(text) && forms.length === 1
  return words
    .filter(
      (word, index) =>
        word.text.length >= shortest &&
        word.marks.size === 0 &&
        !general.has(word.text) &&
        !spoken.has(index) &&
        (topical.has(index) || (isStrange(word) && !said.has(index))),
    )
    .map(({ text }) => text)
    .slice(0, mostWords)
}
