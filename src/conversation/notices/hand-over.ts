import type { Database, Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import { schedule } from '../../delivery/schedule.ts'
import type { Deps } from '../../deps.ts'
import { endHandOver, type OpenHandOver, openHandOver } from '../../organisations/hand-over.ts'
import { type Reply, reply, text } from '../reply.ts'
import { suggestions } from '../turns/suggestions.ts'

/** The queue's task that looks after a conversation which nobody takes, or in which nobody speaks. */
export const handOverTask = 'hand-over'

const minuteMilliseconds = 60_000
/** After so long without anybody taking it the learner is told so, and after so long it ends. */
const waitedMilliseconds = 30 * minuteMilliseconds
const givenUpMilliseconds = 240 * minuteMilliseconds
/** After so long a silence the bot answers again. */
const silentMilliseconds = 60 * minuteMilliseconds

const later = (from: Date, milliseconds: number) => new Date(from.getTime() + milliseconds)

/** When a conversation is to be looked at again. */
function lookAgainAt({ status, createdAt, lastWordAt, toldAt }: OpenHandOver): Date {
  if (status === 'taken') return later(lastWordAt, silentMilliseconds)
  return later(createdAt, toldAt === null ? waitedMilliseconds : givenUpMilliseconds)
}

/** Sees to it that a conversation is looked after. */
export async function lookAfter(tx: Transaction, handOver: OpenHandOver, now: Date): Promise<void> {
  await schedule(tx, {
    task: handOverTask,
    payload: { handOverId: handOver.id },
    key: `${handOverTask}:${handOver.id}`,
    now,
    runAt: lookAgainAt(handOver),
  })
}

/** The task itself: nobody is left with somebody who is not there. */
export async function lookAtHandOver(
  db: Database,
  deps: Pick<Deps, 'seals' | 'clock'>,
  handOverId: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const now = deps.clock()
    const handOver = await openHandOver(tx, handOverId)
    if (handOver === null) return
    if (now < lookAgainAt(handOver)) return lookAfter(tx, handOver, now)
    if (handOver.status === 'waiting' && handOver.toldAt === null) {
      await tx.handOver.update({
        where: { id: handOverId },
        data: { toldAt: now },
        select: { id: true },
      })
      const { organisationName: organisation } = handOver
      const replies = [reply({ paragraphs: [text('handOver.nobodyYet', { organisation })] })]
      await notify(tx, { personId: handOver.personId, replies, now })
      return lookAfter(tx, { ...handOver, toldAt: now }, now)
    }
    await finish(tx, deps, { handOver, actorId: null })
  })
}

/** Ends a conversation and tells both. The one who ended it is answered in their own turn. */
export async function finish(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'clock'>,
  ending: { readonly handOver: OpenHandOver; readonly actorId: string | null },
): Promise<void> {
  const { handOver, actorId } = ending
  if (!(await endHandOver(tx, deps, ending))) return
  const now = deps.clock()
  if (actorId !== handOver.personId) {
    await notify(tx, { personId: handOver.personId, replies: [endedForLearner(handOver)], now })
  }
  if (handOver.takenById !== null && actorId !== handOver.takenById) {
    const replies = [reply({ paragraphs: [text('handOver.endedForWorker')] })]
    await notify(tx, { personId: handOver.takenById, replies, now })
  }
}

/** Ends the conversation that somebody took for an organisation where they do not work any more. */
export async function finishTakenBy(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'clock'>,
  left: {
    readonly personId: string
    readonly organisationId: string
    readonly actorId: string
  },
): Promise<void> {
  const { personId: takenById, organisationId, actorId } = left
  const taken = await tx.handOver.findMany({
    where: { takenById, organisationId, status: 'taken' },
    select: { id: true },
  })
  for (const { id } of taken) {
    const handOver = await openHandOver(tx, id)
    if (handOver !== null) await finish(tx, deps, { handOver, actorId })
  }
}

/** What the learner reads at the end: the bot answers again. */
export const endedForLearner = ({ status, organisationName: organisation }: OpenHandOver): Reply =>
  reply({
    paragraphs: [
      status === 'taken'
        ? text('handOver.ended', { organisation })
        : text('handOver.notTaken', { organisation }),
    ],
    choices: [...suggestions],
  })
