import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** A badge as its organisation sees it in a list. */
export interface ListedAchievement {
  readonly id: string
  readonly kind: 'encouragement' | 'skill' | 'pathway'
  readonly name: InEveryLocale
  /** How many of it stand. */
  readonly given: number
}

/** The badges of an organisation, the one given most first. */
export async function listAchievements(
  db: DatabaseOrTransaction,
  { organisationId, limit }: { readonly organisationId: string; readonly limit: number },
): Promise<readonly ListedAchievement[]> {
  const achievements = await db.achievement.findMany({
    where: { organisationId, endedAt: null },
    orderBy: [{ awards: { _count: 'desc' } }, { slug: 'asc' }],
    take: limit,
    select: {
      id: true,
      kind: true,
      texts: { select: { locale: true, name: true } },
      _count: { select: { awards: { where: { stands: true } } } },
    },
  })
  return achievements.map(({ texts, _count, ...achievement }) => ({
    ...achievement,
    name: inEveryLocale(texts, (row) => row.name),
    given: _count.awards,
  }))
}
