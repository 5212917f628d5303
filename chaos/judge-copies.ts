import type { PhoneOwner } from '../bots/simulator/phones.ts'
import type { Run } from './judge.ts'
import type { TakenMessage } from './ledger.ts'

/** Messages that a phone shows and that the database does not know by this id: they were sent again. */
export interface JudgedCopies {
  /** The platform took it, and its answer was lost on the way. */
  readonly lost: number
  /** The process that sent it was killed before it could note the answer. */
  readonly killed: number
  readonly unexplained: number
  readonly wrong: readonly string[]
}

/** Whether this is a picture whose words came in a message of their own: only the last one is known. */
const isFirstOfTwo = (message: TakenMessage, next: TakenMessage | undefined): boolean =>
  message.owner.channel === 'whatsapp' && message.isPicture && next?.isPicture === false

/** Counts the copies on all phones, and looks why each was made. */
export async function judgeCopies(
  run: Run,
  everybody: readonly PhoneOwner[],
): Promise<JudgedCopies> {
  const { db, ledger, phones } = run
  const rows = await db.delivery.findMany({
    where: { providerMessageId: { not: null } },
    select: { providerMessageId: true },
  })
  const known = new Set(rows.map(({ providerMessageId }) => providerMessageId))
  const copies = everybody.flatMap((owner) =>
    ledger
      .on(phones, owner)
      .filter(
        (message, index, all) =>
          !known.has(message.providerMessageId) && !isFirstOfTwo(message, all[index + 1]),
      ),
  )
  const lost = copies.filter(({ isAnswered }) => !isAnswered)
  const heard = copies.filter(({ isAnswered }) => isAnswered)
  const killed = heard.filter(({ instance }) => ledger.wasKilled(instance))
  const unexplained = heard.filter(({ instance }) => !ledger.wasKilled(instance))
  return {
    lost: lost.length,
    killed: killed.length,
    unexplained: unexplained.length,
    wrong: unexplained.map(
      ({ owner, line }) => `${owner.channel} ${owner.address.slice(-2)}: a copy of "${line}"`,
    ),
  }
}
