import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'

interface PathwayBadge {
  readonly achievementId: string
  readonly name: InEveryLocale
  readonly description: InEveryLocale
}

/** A pathway: its badge, and the badges that are its steps. */
export interface FoundPathway extends PathwayBadge {
  readonly id: string
  readonly stepsNeeded: number
  readonly organisation: { readonly id: string; readonly name: string }
  /** In the order they are mostly taken; any order will do. */
  readonly steps: readonly PathwayBadge[]
}

const achievement = { select: { id: true, texts: true } } as const

/** Finds a pathway that did not end; null when there is none by this id. */
export async function findPathway(
  db: DatabaseOrTransaction,
  id: string,
): Promise<FoundPathway | null> {
  const pathway = await db.pathway.findFirst({
    where: { id, endedAt: null },
    select: {
      id: true,
      stepsNeeded: true,
      organisation: { select: { id: true, name: true } },
      achievement,
      steps: { orderBy: { position: 'asc' }, select: { achievement } },
    },
  })
  if (pathway === null) return null
  const { steps, achievement: earned, ...rest } = pathway
  return { ...rest, ...badgeOf(earned), steps: steps.map((step) => badgeOf(step.achievement)) }
}

interface AchievementRow {
  readonly id: string
  readonly texts: readonly {
    readonly locale: Locale
    readonly name: string
    readonly description: string
  }[]
}

function badgeOf({ id, texts }: AchievementRow): PathwayBadge {
  return {
    achievementId: id,
    name: inEveryLocale(texts, (row) => row.name),
    description: inEveryLocale(texts, (row) => row.description),
  }
}
