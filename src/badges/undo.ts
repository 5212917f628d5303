import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../organisations/audit.ts'
import { reinstate, restore, revoke, type StatusChange } from './change-status.ts'

/** How long something can be undone. */
export const undoMinutes = 10

/** Whose last act is undone. */
export interface Undoing {
  readonly actorId: string
  readonly organisationId: string
  /** What stands on the page of a badge that was given by mistake. */
  readonly reason: string
}

/** What was done that can be undone. */
const undoable = ['award.given', 'award.revoked', 'award.suspended'] as const
type Undoable = (typeof undoable)[number]

export type UndoOutcome =
  | {
      readonly kind: 'undone'
      readonly what: Undoable
      readonly awardIds: readonly string[]
    }
  /** Nothing was done in the last ten minutes that still stands as it was left. */
  | { readonly kind: 'nothing' }

/** Undoes what a worker gave, revoked or suspended last: for everybody at once when it was one stroke. */
export async function undoLast(
  tx: Transaction,
  deps: Deps,
  { actorId, organisationId, reason }: Undoing,
): Promise<UndoOutcome> {
  const since = new Date(deps.clock().getTime() - undoMinutes * 60_000)
  const entries = await tx.auditEntry.findMany({
    where: { actorId, subjectType: 'award', at: { gte: since } },
    orderBy: { id: 'desc' },
    select: { id: true, action: true, subjectId: true, batchId: true, organisationId: true },
  })
  const undone = new Set<string>()
  const open = entries.flatMap(({ action, subjectId: awardId, ...entry }) => {
    if (action === 'award.undone') undone.add(awardId)
    const what = undoable.find((each) => each === action)
    return what === undefined || undone.has(awardId) ? [] : [{ ...entry, awardId, what }]
  })
  const last = open.find((entry) => entry.organisationId === organisationId)
  if (last === undefined) return { kind: 'nothing' }
  const { batchId, what } = last
  // A stroke may have taken the badge of another organisation's pathway with it.
  const stroke = batchId === null ? [last] : open.filter((entry) => entry.batchId === batchId)
  const awardIds: string[] = []
  for (const { awardId, organisationId: owner } of stroke) {
    const change = { awardId, organisationId: owner ?? organisationId, byId: actorId, reason }
    for (const { awardId: subjectId, organisationId: of } of await undo(tx, deps, what, change)) {
      awardIds.push(subjectId)
      await audit(tx, deps, {
        actorId,
        organisationId: of,
        action: 'award.undone',
        subjectType: 'award',
        subjectId,
      })
    }
  }
  return awardIds.length === 0 ? { kind: 'nothing' } : { kind: 'undone', what, awardIds }
}

/** The badges that changed: none when it is not as it was left. */
async function undo(
  tx: Transaction,
  deps: Deps,
  what: Undoable,
  change: StatusChange,
): Promise<readonly Pick<StatusChange, 'awardId' | 'organisationId'>[]> {
  switch (what) {
    case 'award.given': {
      const outcome = await revoke(tx, deps, change)
      return outcome.kind === 'revoked' ? [change, ...outcome.also] : []
    }
    case 'award.revoked':
      return (await restore(tx, deps, change)).kind === 'restored' ? [change] : []
    case 'award.suspended':
      return (await reinstate(tx, deps, change)).kind === 'reinstated' ? [change] : []
  }
}
