import type { DatabaseOrTransaction } from '../database/client.ts'
import { foldWords } from '../language/fold-words.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'

export type FindAchievementOutcome =
  | { readonly kind: 'found'; readonly achievementId: string; readonly name: InEveryLocale }
  /** No badge of this name; `names` are those there are. */
  | { readonly kind: 'unknown'; readonly names: Readonly<Record<Locale, readonly string[]>> }

/** Finds a badge of an organisation by its name in any language, or by its slug, as it was typed. */
export async function findAchievement(
  db: DatabaseOrTransaction,
  asked: { readonly organisationId: string; readonly typed: string },
): Promise<FindAchievementOutcome> {
  const achievements = await db.achievement.findMany({
    where: { organisationId: asked.organisationId, endedAt: null },
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true, texts: { select: { locale: true, name: true } } },
  })
  const wanted = foldWords(asked.typed)
  const found = achievements.find(({ slug, texts }) =>
    [slug, ...texts.map(({ name }) => name)].some((name) => foldWords(name) === wanted),
  )
  if (found !== undefined) {
    return {
      kind: 'found',
      achievementId: found.id,
      name: inEveryLocale(found.texts, (row) => row.name),
    }
  }
  const names = achievements.map(({ texts }) => inEveryLocale(texts, (row) => row.name))
  return {
    kind: 'unknown',
    names: { nl: names.map(({ nl }) => nl), en: names.map(({ en }) => en) },
  }
}
