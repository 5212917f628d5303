import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { reissueCredential } from './issue-credential.ts'
import { issueEndorsement } from './issue-endorsement.ts'

export type ReissueOutcome =
  | {
      readonly kind: 'reissued'
      readonly badges: number
      readonly endorsements: number
      /** Badges that were erased: nothing is left of them to sign. */
      readonly left: number
    }
  /** Badges would be signed with the very same key again: it is retired or marked first. */
  | { readonly kind: 'stillSigns' | 'unknown' }

/**
 * Signs once more what a key signed that signs no more, with the key that is its organisation's now, so
 * that learners keep badges that hold: each keeps its id, its links, its status and its award date.
 * Endorsements come first, since badges have them inside. Each is a transaction of its own: what was
 * interrupted is gone on with by running it again.
 */
export async function reissueBadges(
  db: Database,
  deps: Deps,
  keyId: string,
): Promise<ReissueOutcome> {
  const key = await db.signingKey.findUnique({ where: { id: keyId }, select: { status: true } })
  if (key === null) return { kind: 'unknown' }
  if (key.status === 'active') return { kind: 'stillSigns' }
  const endorsements = await db.endorsement.findMany({
    where: { keyId, revokedAt: null, award: { personId: { not: null } } },
    orderBy: { id: 'asc' },
    select: { id: true, awardId: true },
  })
  const signed = { OR: [{ keyId }, { proofKeyId: keyId }] }
  const credentials = await db.credential.findMany({
    where: { ...signed, jwt: { not: '' }, award: { personId: { not: null } } },
    orderBy: { id: 'asc' },
    select: { awardId: true },
  })
  for (const { id, awardId } of endorsements) {
    await db.$transaction(async (tx) => {
      await issueEndorsement(tx, deps, id)
      await reissueCredential(tx, deps, awardId)
    })
  }
  const others = new Set(credentials.map(({ awardId }) => awardId))
  for (const { awardId } of endorsements) others.delete(awardId)
  for (const awardId of others) await db.$transaction((tx) => reissueCredential(tx, deps, awardId))
  return {
    kind: 'reissued',
    badges: new Set([...endorsements, ...credentials].map(({ awardId }) => awardId)).size,
    endorsements: endorsements.length,
    left: await db.credential.count({ where: signed }),
  }
}
