import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'

/** The wording of the question that is agreed to; a new wording has a new version. */
export const sharingVersion = '2026-11'

const dayMilliseconds = 86_400_000
/** A learner who said no, or has not answered, is asked again by the same organisation after so long. */
const askAgainMilliseconds = 30 * dayMilliseconds

export type AskSharingOutcome =
  /** The learner said yes before: look. */
  | { readonly kind: 'given' }
  /** To be asked now. */
  | { readonly kind: 'ask'; readonly sharingId: string }
  /** Asked not long ago. Whether the answer was no, or is still to come, is the learner's own. */
  | { readonly kind: 'askedBefore' }

/** Whether an organisation may see what a learner shares; notes the question when it is to be asked. */
export async function askSharing(
  tx: Transaction,
  asked: { readonly personId: string; readonly organisationId: string; readonly now: Date },
): Promise<AskSharingOutcome> {
  const { personId, organisationId, now } = asked
  const key = { personId_organisationId: { personId, organisationId } }
  const known = await tx.sharing.findUnique({
    where: key,
    select: { status: true, askedAt: true, answeredAt: true, withdrawnAt: true },
  })
  if (known?.status === 'given') return { kind: 'given' }
  const last = known?.withdrawnAt ?? known?.answeredAt ?? known?.askedAt
  if (last !== undefined && now.getTime() - last.getTime() < askAgainMilliseconds) {
    return { kind: 'askedBefore' }
  }
  const asking = { status: 'asked', version: sharingVersion, askedAt: now } as const
  const { id } = await tx.sharing.upsert({
    where: key,
    create: { personId, organisationId, ...asking },
    update: { ...asking, answeredAt: null, withdrawnAt: null },
    select: { id: true },
  })
  return { kind: 'ask', sharingId: id }
}

/** Tells whether a learner's yes to an organisation stands. */
export async function sharesWith(
  db: DatabaseOrTransaction,
  personId: string,
  organisationId: string,
): Promise<boolean> {
  const given = await db.sharing.count({ where: { personId, organisationId, status: 'given' } })
  return given === 1
}

/** One organisation and what a learner said to it. */
export interface OwnSharing {
  readonly id: string
  readonly organisationName: string
  readonly status: 'asked' | 'given'
}

/** Who can see a learner's data, and who asks to. */
export async function ownSharing(
  db: DatabaseOrTransaction,
  personId: string,
): Promise<readonly OwnSharing[]> {
  const rows = await db.sharing.findMany({
    where: { personId, status: { in: ['asked', 'given'] } },
    orderBy: { askedAt: 'asc' },
    select: { id: true, status: true, organisation: { select: { name: true } } },
  })
  return rows.map(({ id, status, organisation }) => ({
    id,
    organisationName: organisation.name,
    status: status === 'given' ? 'given' : 'asked',
  }))
}

/** Records a learner's yes, no, or taking it back; null when the question is not theirs. */
export async function answerSharing(
  tx: Transaction,
  said: {
    readonly sharingId: string
    readonly personId: string
    readonly answer: 'given' | 'refused' | 'withdrawn'
    readonly now: Date
  },
): Promise<{ readonly organisationName: string; readonly organisationId: string } | null> {
  const { sharingId, personId, answer, now } = said
  const when =
    answer === 'withdrawn' ? { withdrawnAt: now } : { answeredAt: now, withdrawnAt: null }
  const changed = await tx.sharing.updateMany({
    where: { id: sharingId, personId },
    data: { status: answer, ...when },
  })
  if (changed.count === 0) return null
  const { organisation } = await tx.sharing.findUniqueOrThrow({
    where: { id: sharingId },
    select: { organisation: { select: { id: true, name: true } } },
  })
  return { organisationName: organisation.name, organisationId: organisation.id }
}
