import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import type { Reply } from '../reply.ts'

/** Tells everybody who works for an organisation. */
export async function tellWorkers(
  tx: Transaction,
  organisationId: string,
  notice: { readonly replies: readonly Reply[]; readonly now: Date },
): Promise<void> {
  const members = await tx.membership.findMany({
    where: { organisationId, endedAt: null },
    orderBy: { since: 'asc' },
    select: { personId: true },
  })
  for (const { personId } of members) await notify(tx, { personId, ...notice })
}
