import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from './audit.ts'

/** A conversation of a learner with a person of an organisation. */
export interface OpenHandOver {
  readonly id: string
  readonly status: 'waiting' | 'taken'
  readonly personId: string
  readonly takenById: string | null
  readonly organisationId: string
  readonly organisationName: string
  readonly createdAt: Date
  readonly lastWordAt: Date
  readonly toldAt: Date | null
}

async function findOpen(
  db: DatabaseOrTransaction,
  where: { readonly id: string } | { readonly personId: string },
): Promise<OpenHandOver | null> {
  const found = await db.handOver.findFirst({
    where: { ...where, status: { in: ['waiting', 'taken'] } },
    select: {
      id: true,
      status: true,
      personId: true,
      takenById: true,
      organisationId: true,
      createdAt: true,
      lastWordAt: true,
      toldAt: true,
      organisation: { select: { name: true } },
    },
  })
  if (found === null || found.status === 'ended') return null
  const { organisation, status, ...rest } = found
  return { ...rest, status, organisationName: organisation.name }
}

/** A conversation that is waiting or taken; null when it ended, or never was. */
export const openHandOver = (db: DatabaseOrTransaction, id: string) => findOpen(db, { id })

/** The conversation that a learner waits for or has. */
export const handOverOf = (db: DatabaseOrTransaction, personId: string) =>
  findOpen(db, { personId })

/** Asks an organisation for a person; the one who has asked already keeps that conversation. */
export async function beginHandOver(
  tx: Transaction,
  begun: { readonly personId: string; readonly organisationId: string; readonly now: Date },
): Promise<{ readonly id: string }> {
  const { now, ...whom } = begun
  return tx.handOver.create({
    data: { ...whom, status: 'waiting', createdAt: now, lastWordAt: now },
    select: { id: true },
  })
}

/** Keeps, sealed, what a learner says while nobody has taken the conversation. */
export async function keepWords(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  kept: { readonly handOverId: string; readonly text: string; readonly now: Date },
): Promise<void> {
  await tx.handOverWords.create({
    data: {
      handOverId: kept.handOverId,
      textSealed: await deps.seals.seal('note', kept.text),
      saidAt: kept.now,
    },
    select: { id: true },
  })
}

export type TakeOutcome =
  /** `words` are what the learner said meanwhile; they are kept no longer. */
  | { readonly kind: 'taken'; readonly handOver: OpenHandOver; readonly words: readonly string[] }
  /** A colleague was first, or the learner does not wait any more. */
  | { readonly kind: 'gone' }
  /** Somebody who talks with one learner finishes that first. */
  | { readonly kind: 'busy' }

/** Takes a conversation: of several workers who press at once one has it. */
export async function takeHandOver(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'clock'>,
  { id, workerId }: { readonly id: string; readonly workerId: string },
): Promise<TakeOutcome> {
  const now = deps.clock()
  const busy = await tx.handOver.count({
    where: { status: 'taken', OR: [{ takenById: workerId }, { personId: workerId }] },
  })
  if (busy > 0) return { kind: 'busy' }
  const taken = await tx.handOver.updateMany({
    where: { id, status: 'waiting' },
    data: { status: 'taken', takenById: workerId, takenAt: now, lastWordAt: now },
  })
  const handOver = taken.count === 0 ? null : await openHandOver(tx, id)
  if (handOver === null) return { kind: 'gone' }
  const kept = await tx.handOverWords.findMany({
    where: { handOverId: id },
    orderBy: { id: 'asc' },
    select: { textSealed: true },
  })
  const words = await Promise.all(kept.map((each) => deps.seals.open('note', each.textSealed)))
  await tx.handOverWords.deleteMany({ where: { handOverId: id } })
  await audit(tx, deps, {
    actorId: workerId,
    organisationId: handOver.organisationId,
    action: 'handOver.taken',
    subjectType: 'handOver',
    subjectId: id,
  })
  return { kind: 'taken', handOver, words }
}

/** Notes that something was said, so that a silence is counted from here. */
export async function noteWord(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.handOver.updateMany({ where: { id, status: 'taken' }, data: { lastWordAt: now } })
}

/** Ends a conversation and lets go what was kept of it; false when it had ended. */
export async function endHandOver(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'clock'>,
  { handOver, actorId }: { readonly handOver: OpenHandOver; readonly actorId: string | null },
): Promise<boolean> {
  const ended = await tx.handOver.updateMany({
    where: { id: handOver.id, status: { not: 'ended' } },
    data: { status: 'ended', endedAt: deps.clock() },
  })
  await tx.handOverWords.deleteMany({ where: { handOverId: handOver.id } })
  if (ended.count === 0) return false
  await audit(tx, deps, {
    actorId,
    organisationId: handOver.organisationId,
    action: 'handOver.ended',
    subjectType: 'handOver',
    subjectId: handOver.id,
  })
  return true
}

/** Forgets that there were conversations which ended so long ago. */
export async function forgetHandOvers(
  db: Pick<Transaction, 'handOver'>,
  endedBefore: Date,
): Promise<void> {
  await db.handOver.deleteMany({ where: { status: 'ended', endedAt: { lt: endedBefore } } })
}
