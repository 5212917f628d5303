import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { FiledBadge } from './badge-files.ts'

export type FindBadgeOutcome =
  | { readonly kind: 'found'; readonly badge: FiledBadge }
  /** There is none, or its learner shares it with nobody: to others that is the same. */
  | { readonly kind: 'unknown' }

/**
 * Finds a badge by the id of its credential, which only those know who were shown it, as long as its
 * learner shares it with anybody.
 */
export async function findBadge(
  db: DatabaseOrTransaction,
  { clock }: Pick<Deps, 'clock'>,
  credentialId: string,
): Promise<FindBadgeOutcome> {
  const live = { endedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: clock() } }] }
  const found = await db.credential.findFirst({
    where: {
      id: credentialId,
      award: { hiddenAt: null, declinedAt: null, shares: { some: { share: live } } },
    },
    select: {
      jwt: true,
      document: true,
      award: { select: { achievement: { select: { kind: true, topic: true } } } },
    },
  })
  if (found === null) return { kind: 'unknown' }
  const { jwt, document, award } = found
  return { kind: 'found', badge: { ...award.achievement, credential: { jwt, document } } }
}
