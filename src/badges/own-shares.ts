import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { ChoiceOutcome } from './keep-or-not.ts'

/** A link that is open, as its learner sees it. */
export interface OpenShare {
  readonly shareId: string
  /** The learner's own word for it, such as an employer; null when there is none. */
  readonly label: string | null
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly badges: number
}

/** Lists the links of somebody that anybody can open now, newest first. */
export async function openShares(
  tx: Transaction,
  { seals }: Pick<Deps, 'seals'>,
  { personId, now }: { readonly personId: string; readonly now: Date },
): Promise<readonly OpenShare[]> {
  const shares = await tx.share.findMany({
    where: { personId, endedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      labelSealed: true,
      expiresAt: true,
      createdAt: true,
      _count: { select: { awards: true } },
    },
  })
  return Promise.all(
    shares.map(async ({ id, labelSealed, _count, ...share }) => ({
      ...share,
      shareId: id,
      label: labelSealed === null ? null : await seals.open('name', labelSealed),
      badges: _count.awards,
    })),
  )
}

/** Gives a link a word of the learner's own, or an end date; only what is named is changed. */
export async function changeShare(
  tx: Transaction,
  { seals }: Pick<Deps, 'seals'>,
  change: {
    readonly personId: string
    readonly shareId: string
    readonly label?: string
    readonly expiresAt?: Date | null
  },
): Promise<ChoiceOutcome> {
  const { personId, shareId, label, expiresAt } = change
  const { count } = await tx.share.updateMany({
    where: { id: shareId, personId, endedAt: null },
    data: {
      ...(label === undefined ? {} : { labelSealed: await seals.seal('name', label) }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
  })
  return { kind: count === 1 ? 'done' : 'notYours' }
}
