import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** What an organisation can do to a badge that it gave. */
export const statusChanges = ['revoke', 'suspend', 'reinstate'] as const
export type StatusChangeName = (typeof statusChanges)[number]

/** A badge whose status can be changed, by its learner's code. */
export interface ChangeableAward {
  readonly awardId: string
  readonly personId: string
  readonly achievementId: string
  readonly code: string
  readonly name: InEveryLocale
}

/** Which badges a change is for; one that its learner did not want can still be revoked. */
const fitting: Readonly<Record<StatusChangeName, Prisma.AwardWhereInput>> = {
  revoke: { OR: [{ stands: true }, { declinedAt: { not: null }, revokedAt: null }] },
  suspend: { stands: true, suspendedAt: null },
  reinstate: { suspendedAt: { not: null }, revokedAt: null },
}

/** Which badges are meant; of what is left out, any. */
export interface AwardsAsked {
  readonly change: StatusChangeName
  /** The organisation that gave them. */
  readonly organisationId: string
  readonly learnerCode?: string
  readonly achievementId?: string
  readonly awardId?: string
  /** Whose own badges are left out: a colleague decides about those. */
  readonly notOf: string
  readonly limit: number
}

/** Lists the badges of an organisation that a change can be made to, newest first. */
export async function changeableAwards(
  db: DatabaseOrTransaction,
  { change, organisationId, learnerCode, achievementId, awardId, notOf, limit }: AwardsAsked,
): Promise<readonly ChangeableAward[]> {
  const awards = await db.award.findMany({
    where: {
      ...fitting[change],
      achievement: { organisationId },
      personId: { not: notOf },
      ...(learnerCode !== undefined && { person: { learnerCode } }),
      ...(achievementId !== undefined && { achievementId }),
      ...(awardId !== undefined && { id: awardId }),
    },
    orderBy: [{ awardedAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      id: true,
      achievementId: true,
      person: { select: { id: true, learnerCode: true } },
      achievement: { select: { texts: { select: { locale: true, name: true } } } },
    },
  })
  return awards.flatMap(({ id, person, achievement, ...award }) => {
    // Whose badge it was has been forgotten: nobody is there to be told.
    if (person === null) return []
    const name = inEveryLocale(achievement.texts, (row) => row.name)
    return [{ ...award, awardId: id, personId: person.id, code: person.learnerCode, name }]
  })
}
