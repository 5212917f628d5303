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

/** Whether what stands on the phone came in the order in which it was written, copies aside. */
async function isInOrder(run: Run, owner: PhoneOwner): Promise<boolean> {
  const { db, seals, ledger, phones } = run
  const { identityId } = await findPerson(db, seals, owner)
  const rows = await db.delivery.findMany({
    where: { identityId, providerMessageId: { not: null } },
    orderBy: { id: 'asc' },
    select: { providerMessageId: true },
  })
  const written = rows.map(({ providerMessageId }) => providerMessageId)
  const shown = ledger
    .on(phones, owner)
    .map(({ providerMessageId }) => providerMessageId)
    .filter((id) => written.includes(id))
  return shown.every((id, index) => written[index] === id)
}
