import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Level } from '../understand/asks.ts'
import type { PartOfDay, Topic } from '../understand/understood.ts'
import { type AuditAction, audit } from './audit.ts'

/** What a learner is referred for. `words` are as the worker typed them; they are sealed. */
export interface Need {
  readonly words: string
  readonly topic: Topic | null
  readonly level: Level | null
  readonly times: readonly PartOfDay[]
}

/** A referral as both organisations and the learner see it. */
export interface Referral {
  readonly id: string
  readonly personId: string
  readonly code: string
  readonly status: 'asked' | 'offered' | 'accepted' | 'declined' | 'withdrawn'
  readonly topic: Topic | null
  readonly need: string
  readonly answer: string | null
  readonly from: { readonly id: string; readonly name: string }
  readonly to: { readonly id: string; readonly name: string; readonly website: string | null }
}

const fields = {
  id: true,
  personId: true,
  status: true,
  topic: true,
  needSealed: true,
  answerSealed: true,
  person: { select: { learnerCode: true } },
  from: { select: { id: true, name: true } },
  to: { select: { id: true, name: true, website: true } },
} as const

async function opened(
  deps: Pick<Deps, 'seals'>,
  row: Omit<Referral, 'code' | 'need' | 'answer'> & {
    readonly needSealed: string
    readonly answerSealed: string | null
    readonly person: { readonly learnerCode: string }
  },
): Promise<Referral> {
  const { needSealed, answerSealed, person, ...rest } = row
  return {
    ...rest,
    code: person.learnerCode,
    need: await deps.seals.open('note', needSealed),
    answer: answerSealed === null ? null : await deps.seals.open('note', answerSealed),
  }
}

/** Reads one referral; null when there is none. */
export async function findReferral(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'seals'>,
  id: string,
): Promise<Referral | null> {
  const row = await db.referral.findUnique({ where: { id }, select: fields })
  return row === null ? null : opened(deps, row)
}

/**
 * The last ten referrals that an organisation made or was offered. What waits for the learner's yes, or
 * got a no, is not seen by the other organisation.
 */
export async function referralsOf(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'seals'>,
  organisationId: string,
): Promise<readonly Referral[]> {
  const rows = await db.referral.findMany({
    where: {
      OR: [
        { fromOrganisationId: organisationId },
        {
          toOrganisationId: organisationId,
          status: { in: ['offered', 'accepted', 'declined'] },
        },
      ],
    },
    orderBy: { createdAt: 'desc' },
    take: 10,
    select: fields,
  })
  return Promise.all(rows.map((row) => opened(deps, row)))
}

/** Notes a referral, which begins with the question to the learner; null when one is open already. */
export async function askReferral(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'clock'>,
  asked: {
    readonly personId: string
    readonly madeById: string
    readonly fromId: string
    readonly toId: string
    readonly need: Need
  },
): Promise<string | null> {
  const { personId, madeById, fromId, toId, need } = asked
  const open = await tx.referral.count({
    where: {
      personId,
      fromOrganisationId: fromId,
      toOrganisationId: toId,
      status: { in: ['asked', 'offered'] },
    },
  })
  if (open > 0) return null
  const { id } = await tx.referral.create({
    data: {
      personId,
      madeById,
      fromOrganisationId: fromId,
      toOrganisationId: toId,
      needSealed: await deps.seals.seal('note', need.words),
      topic: need.topic,
      level: need.level,
      times: [...need.times],
      status: 'asked',
      createdAt: deps.clock(),
    },
    select: { id: true },
  })
  await audit(tx, deps, {
    actorId: madeById,
    organisationId: fromId,
    action: 'referral.asked',
    subjectType: 'referral',
    subjectId: id,
  })
  return id
}

const steps = {
  offered: { from: 'asked', action: 'referral.offered' },
  withdrawn: { from: 'asked', action: 'referral.withdrawn' },
  accepted: { from: 'offered', action: 'referral.accepted' },
  declined: { from: 'offered', action: 'referral.declined' },
} as const satisfies Record<string, { from: 'asked' | 'offered'; action: AuditAction }>

/** Moves a referral on; false when it is not where this step begins, so that each is taken once. */
export async function stepReferral(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'clock'>,
  step: {
    readonly referral: Referral
    readonly to: keyof typeof steps
    readonly actorId: string
  },
): Promise<boolean> {
  const { referral, to, actorId } = step
  const now = deps.clock()
  const { from, action } = steps[to]
  const moved = await tx.referral.updateMany({
    where: { id: referral.id, status: from },
    data: { status: to, ...(from === 'asked' ? { learnerAnsweredAt: now } : { answeredAt: now }) },
  })
  if (moved.count === 0) return false
  await audit(tx, deps, {
    actorId,
    organisationId: from === 'asked' ? referral.from.id : referral.to.id,
    action,
    subjectType: 'referral',
    subjectId: referral.id,
  })
  return true
}

/** Keeps, sealed, what the other organisation answered in words. */
export async function keepAnswer(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  id: string,
  answer: string,
): Promise<void> {
  await tx.referral.updateMany({
    where: { id, status: { in: ['accepted', 'declined'] } },
    data: { answerSealed: await deps.seals.seal('note', answer) },
  })
}
