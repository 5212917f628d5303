import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import { restore, revoke } from './change-status.ts'

/** How long something can be undone. */
export const undoMinutes = 10

/** Whose last act is undone. */
export interface Undoing {
  readonly actorId: string
  readonly organisationId: string
  /** What stands on the page of a badge that was given by mistake. */
  readonly reason: string
}

export type UndoOutcome =
  | {
      readonly kind: 'undone'
      readonly what: 'given' | 'revoked'
      readonly awardIds: readonly string[]
    }
  /** Nothing was given or revoked in the last ten minutes that still stands as it was left. */
  | { readonly kind: 'nothing' }

/** Undoes what a worker gave or took back last: for everybody at once when it was one stroke. */
export async function undoLast(
  tx: Transaction,
  deps: Deps,
  { actorId, organisationId, reason }: Undoing,
): Promise<UndoOutcome> {
  const since = new Date(deps.clock().getTime() - undoMinutes * 60_000)
  const entries = await tx.auditEntry.findMany({
    where: { actorId, organisationId, subjectType: 'award', at: { gte: since } },
    orderBy: { id: 'desc' },
    select: { id: true, action: true, subjectId: true, batchId: true },
  })
  const undone = new Set<string>()
  const open = entries.filter(({ action, subjectId }) => {
    if (action === 'award.undone') undone.add(subjectId)
    return (action === 'award.given' || action === 'award.revoked') && !undone.has(subjectId)
  })
  const [last] = open
  if (last === undefined) return { kind: 'nothing' }
  const { batchId, action } = last
  const stroke = batchId === null ? [last] : open.filter((entry) => entry.batchId === batchId)
  const awardIds: string[] = []
  for (const { subjectId: awardId } of stroke) {
    const change = { awardId, organisationId, byId: actorId, reason }
    const { kind } =
      action === 'award.given' ? await revoke(tx, deps, change) : await restore(tx, deps, change)
    if (kind !== 'revoked' && kind !== 'restored') continue
    awardIds.push(awardId)
    await audit(tx, deps, {
      actorId,
      organisationId,
      action: 'award.undone',
      subjectType: 'award',
      subjectId: awardId,
    })
  }
  if (awardIds.length === 0) return { kind: 'nothing' }
  return { kind: 'undone', what: action === 'award.given' ? 'given' : 'revoked', awardIds }
}
