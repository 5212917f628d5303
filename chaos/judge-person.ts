import type { PhoneOwner } from '../bots/simulator/phones.ts'
import type { Run } from './judge.ts'
import { findPerson } from './prepare.ts'

/** What is known of one person's answers. */
export interface JudgedPerson {
  readonly answers: number
  readonly expectedAnswers: number
  readonly isInOrder: boolean
  /** What is not as it must be, in words. */
  readonly wrong: readonly string[]
}

/** Compares the answers of one person, in order, with those of the model on the same channel. */
export async function judgePerson(run: Run, owner: PhoneOwner): Promise<JudgedPerson> {
  const { learners, models, workers } = run
  const name = `${owner.channel} ${owner.address.slice(-2)}`
  const mine = await answersOf(run, owner)
  const model = models.find(({ channel }) => channel === owner.channel)
  const right = model === undefined ? [] : await answersOf(run, model)
  const expectedAnswers = workers.includes(owner)
    ? 1 + learners.filter(({ channel }) => channel === owner.channel).length
    : right.length + (models.includes(owner) ? 0 : 1)
  const wrong: string[] = []
  if (mine.length !== expectedAnswers) {
    wrong.push(`${name}: ${mine.length} answers, ${expectedAnswers} expected`)
  }
  if (learners.includes(owner)) {
    right.forEach(({ line }, index) => {
      const heard = mine[index]
      if (heard?.line !== undefined && heard.line !== line) {
        wrong.push(`${name}, answer ${index}: "${heard.line}", not "${line}"`)
      }
    })
  }
  return { answers: mine.length, expectedAnswers, isInOrder: await isInOrder(run, owner), wrong }
}

/** The answers of a person in the order they were written; without a line where it was not delivered. */
async function answersOf(run: Run, owner: PhoneOwner) {
  const { db, seals, ledger, phones } = run
  const { identityId } = await findPerson(db, seals, owner)
  const taken = new Map(
    ledger.on(phones, owner).map(({ providerMessageId, line }) => [providerMessageId, line]),
  )
  const rows = await db.delivery.findMany({
    where: { identityId, kind: 'answer' },
    orderBy: { id: 'asc' },
    select: { providerMessageId: true },
  })
  return rows.map(({ providerMessageId }) => ({
    line: providerMessageId === null ? undefined : taken.get(providerMessageId),
  }))
}

/** Whether what stands on the phone came in the order in which it was written. */
async function isInOrder(run: Run, owner: PhoneOwner): Promise<boolean> {
  const { db, seals, ledger, phones } = run
  const { identityId } = await findPerson(db, seals, owner)
  const written = await db.delivery.findMany({
    where: { identityId, providerMessageId: { not: null } },
    orderBy: { id: 'asc' },
    select: { providerMessageId: true, kind: true, requestId: true },
  })
  const shown = ledger.on(phones, owner).map(({ providerMessageId }) => providerMessageId)
  return isInWrittenOrder(written, shown)
}

/** A message as it stands in the outbox. */
export interface WrittenMessage {
  readonly providerMessageId: string | null
  readonly kind: 'answer' | 'notice'
  readonly requestId: string | null
}

/**
 * Whether messages are shown in the order in which they were written, copies aside. A person's answers
 * have one order, and so have the notices of one turn of somebody else. Between the two there is none
 * to keep: a number in the outbox is drawn before its turn is committed, and both may run at once.
 *
 * @param written by their number in the outbox.
 * @param shown the platform's ids, oldest first.
 */
export function isInWrittenOrder(
  written: readonly WrittenMessage[],
  shown: readonly string[],
): boolean {
  const turns = new Map<string, (string | null)[]>()
  for (const { kind, requestId, providerMessageId } of written) {
    const turn = kind === 'answer' ? kind : `notice ${requestId ?? ''}`
    turns.set(turn, [...(turns.get(turn) ?? []), providerMessageId])
  }
  return [...turns.values()].every((ids) =>
    shown.filter((id) => ids.includes(id)).every((id, index) => ids[index] === id),
  )
}
