import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import { audit } from '../organisations/audit.ts'

/** Whose badge it is. */
export interface OwnBadge {
  readonly awardId: string
  readonly personId: string
}

export type DeclineOutcome =
  | { readonly kind: 'done'; readonly name: InEveryLocale }
  | { readonly kind: 'gone' }

/** A learner would rather not have a badge: it does not stand any more, and no page shows it. */
export const decline = (tx: Transaction, deps: Deps, badge: OwnBadge): Promise<DeclineOutcome> =>
  setDeclined(tx, deps, badge, true)

/** The learner wants it after all. */
export const keepAfterAll = (
  tx: Transaction,
  deps: Deps,
  badge: OwnBadge,
): Promise<DeclineOutcome> => setDeclined(tx, deps, badge, false)

async function setDeclined(
  tx: Transaction,
  deps: Deps,
  { awardId, personId }: OwnBadge,
  declined: boolean,
): Promise<DeclineOutcome> {
  const award = await tx.award.findFirst({
    where: {
      id: awardId,
      personId,
      revokedAt: null,
      declinedAt: declined ? null : { not: null },
      // Of one that was deleted nothing is left to keep.
      credential: { jwt: { not: '' } },
    },
    select: {
      achievementId: true,
      achievement: {
        select: { organisationId: true, texts: { select: { locale: true, name: true } } },
      },
    },
  })
  if (award === null) return { kind: 'gone' }
  const { achievementId, achievement } = award
  const standing = await tx.award.count({ where: { achievementId, personId, stands: true } })
  if (!declined && standing > 0) return { kind: 'gone' }
  await tx.award.update({
    where: { id: awardId },
    data: declined
      ? { declinedAt: deps.clock(), stands: null }
      : { declinedAt: null, stands: true },
    select: { id: true },
  })
  await audit(tx, deps, {
    actorId: personId,
    organisationId: achievement.organisationId,
    action: declined ? 'award.declined' : 'award.kept',
    subjectType: 'award',
    subjectId: awardId,
  })
  return { kind: 'done', name: inEveryLocale(achievement.texts, (row) => row.name) }
}
