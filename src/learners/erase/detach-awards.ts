import { setStatusBits } from '../../badges/change-status.ts'
import type { Transaction } from '../../database/client.ts'
import type { BadgesAfter } from './erase-person.ts'

/**
 * Lets a person's badges lead to nobody. Of each there stays which badge it was, who issued it, when, and
 * whether it stands: what it takes to verify the file that the learner has. The credential itself, with
 * the opaque id of its subject, and every word that somebody added, go.
 */
export async function detachAwards(
  tx: Transaction,
  personId: string,
  badges: BadgesAfter,
  now: Date,
): Promise<void> {
  const mine = { personId }
  await tx.endorsement.deleteMany({ where: { award: mine } })
  await tx.shareAward.deleteMany({ where: { award: mine } })
  await tx.credential.updateMany({ where: { award: mine }, data: { jwt: '', document: {} } })
  if (badges === 'revoke') {
    await setStatusBits(tx, { award: mine }, true, now)
    await tx.award.updateMany({
      where: { ...mine, revokedAt: null },
      // Why is the learner's own.
      data: { revokedAt: now, revokedReason: null, stands: null },
    })
  }
  await tx.award.updateMany({ where: mine, data: { personId: null, noteSealed: null } })
  // What they gave as a worker stays with who got it.
  await tx.award.updateMany({ where: { givenById: personId }, data: { givenById: null } })
}
