import type { DatabaseOrTransaction } from '../../database/client.ts'
import { Prisma } from '../../database/generated/client.ts'
import { foldWords } from '../../language/fold-words.ts'

/** More words than this are a story, not a question. */
const mostWords = 5

/** How alike two words must be, by the three-letter pieces they share (`pg_trgm`, 0 to 1). */
const alikeEnough = 0.4

/**
 * Keeps of somebody's words those that the city's activities have: as they are, by their Dutch or English
 * stem, or else spelt as in the title that they look most like ("naaimachien"). The rest is let go: what
 * people type is not kept, only words of the city's own.
 */
export async function knownWords(
  db: DatabaseOrTransaction,
  cityId: string,
  typed: readonly string[],
): Promise<readonly string[]> {
  const words = [...new Set(typed.map(foldWords))]
    .filter((word) => /^[\p{L}\p{N}]{3,30}$/u.test(word))
    .slice(0, mostWords)
  if (words.length === 0) return []
  const rows = await db.$queryRaw<{ known: string | null }[]>(Prisma.sql`
    SELECT CASE WHEN EXISTS (
        SELECT FROM "ActivityWords" w WHERE w."cityId" = ${cityId}::uuid
        AND w.words @@ (to_tsquery('search_nl', typed.word) || to_tsquery('search_en', typed.word))
      ) THEN typed.word
      ELSE (
        SELECT title.word
        FROM "ActivityWords" w, regexp_split_to_table(w.titles, '[^[:alnum:]]+') AS title(word)
        WHERE w."cityId" = ${cityId}::uuid AND typed.word <% w.titles
        AND length(typed.word) >= 5 AND abs(length(title.word) - length(typed.word)) <= 3
        AND similarity(title.word, typed.word) >= ${alikeEnough}
        ORDER BY similarity(title.word, typed.word) DESC, title.word LIMIT 1
      ) END AS known
    FROM unnest(${words}::text[]) WITH ORDINALITY AS typed(word, position) ORDER BY position`)
  return [...new Set(rows.flatMap(({ known }) => known ?? []))]
}
