import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'
import type { AchievementKind } from './credential.ts'
import { picturePath } from './picture.ts'

/** A badge as its learner sees it. */
export interface MyBadge {
  readonly awardId: string
  readonly kind: AchievementKind
  readonly name: InEveryLocale
  readonly description: InEveryLocale
  /** The name of the organisation that gave it. */
  readonly organisation: string
  readonly awardedAt: Date
  /** While its organisation looks into something, it does not count. */
  readonly isSuspended: boolean
  /** The milestone that gives it; null for what people give. */
  readonly milestone: string | null
  /** Where its picture is on our own site. */
  readonly picturePath: string
}

/**
 * Lists the badges that stand for a person and are not hidden, newest first. It is one statement: "my badges"
 * is asked often, and Prisma would read a table after the other.
 */
export async function myBadges(
  db: DatabaseOrTransaction,
  personId: string,
): Promise<readonly MyBadge[]> {
  const rows = await db.$queryRaw<
    (Omit<MyBadge, 'name' | 'description' | 'picturePath'> & {
      readonly achievementId: string
      readonly texts: readonly { locale: Locale; name: string; description: string }[]
    })[]
  >`
    SELECT w.id AS "awardId", w."awardedAt", w."suspendedAt" IS NOT NULL AS "isSuspended",
      a.id AS "achievementId", a.kind::text AS kind, a.milestone, o.name AS organisation, texts.all AS texts
    FROM "Award" w
    JOIN "Achievement" a ON a.id = w."achievementId"
    JOIN "Organisation" o ON o.id = a."organisationId"
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'locale', t.locale, 'name', t.name, 'description', t.description)), '[]') AS all
      FROM "AchievementText" t WHERE t."achievementId" = a.id) texts
    WHERE w."personId" = ${personId}::uuid AND w.stands AND w."hiddenAt" IS NULL
    ORDER BY w."awardedAt" DESC, w.id DESC`
  return rows.map(({ achievementId, texts, ...badge }) => ({
    ...badge,
    name: inEveryLocale(texts, (row) => row.name),
    description: inEveryLocale(texts, (row) => row.description),
    picturePath: picturePath(achievementId),
  }))
}
