import type { DatabaseOrTransaction } from '../database/client.ts'
import { foldWords } from '../language/fold-words.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'
import { editDistance } from '../understand/spelling/edit-distance.ts'

/** A badge by its name. */
export interface NamedAchievement {
  readonly achievementId: string
  readonly name: InEveryLocale
}

export type FindAchievementOutcome =
  | ({ readonly kind: 'found' } & NamedAchievement)
  /** No badge of this name; `near` are those that may be meant, `names` all there are. */
  | {
      readonly kind: 'unknown'
      readonly near: readonly NamedAchievement[]
      readonly names: Readonly<Record<Locale, readonly string[]>>
    }

/** How many badges are offered when a name is not quite one. */
const nearShown = 3

/** Shorter words begin too many names to say which is meant. */
const shortestBeginning = 4

/** The badges that an organisation can give, by slug. */
export async function achievementsOf(
  db: DatabaseOrTransaction,
  organisationId: string,
): Promise<
  readonly (NamedAchievement & { readonly slug: string; readonly spellings: readonly string[] })[]
> {
  const achievements = await db.achievement.findMany({
    where: { organisationId, endedAt: null },
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true, texts: { select: { locale: true, name: true } } },
  })
  return achievements.map(({ id, slug, texts }) => ({
    achievementId: id,
    slug,
    name: inEveryLocale(texts, (row) => row.name),
    spellings: [slug, ...texts.map(({ name }) => name)].map(foldWords),
  }))
}

/** Finds a badge of an organisation by its name in any language, or by its slug, as it was typed. */
export async function findAchievement(
  db: DatabaseOrTransaction,
  asked: { readonly organisationId: string; readonly typed: string },
): Promise<FindAchievementOutcome> {
  const achievements = await achievementsOf(db, asked.organisationId)
  const wanted = foldWords(asked.typed)
  const found = achievements.find(({ spellings }) => spellings.includes(wanted))
  if (found !== undefined) {
    return { kind: 'found', achievementId: found.achievementId, name: found.name }
  }
  const near = achievements
    .map((achievement) => ({ achievement, distance: nearness(wanted, achievement.spellings) }))
    .filter(({ distance }) => distance !== null)
    .toSorted((a, b) => (a.distance ?? 0) - (b.distance ?? 0))
    .slice(0, nearShown)
    .map(({ achievement: { achievementId, name } }) => ({ achievementId, name }))
  const names = achievements.map(({ name }) => name)
  return {
    kind: 'unknown',
    near,
    names: { nl: names.map(({ nl }) => nl), en: names.map(({ en }) => en) },
  }
}

/** How far words are from one of the spellings: letters, spaces left out; null when it is another name. */
function nearness(wanted: string, spellings: readonly string[]): number | null {
  const typed = wanted.replaceAll(' ', '')
  const limit = Math.floor(typed.length / 3)
  const distances = spellings.flatMap((spelling) => {
    const name = spelling.replaceAll(' ', '')
    if (typed.length >= shortestBeginning && name.startsWith(typed)) return [0]
    const distance = editDistance(typed, name, limit)
    return distance <= limit && typed !== '' ? [distance] : []
  })
  return distances.length === 0 ? null : Math.min(...distances)
}
