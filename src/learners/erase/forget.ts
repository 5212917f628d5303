import { z } from 'zod'
import type { Database, Transaction } from '../../database/client.ts'
import { Prisma } from '../../database/generated/client.ts'
import { queueNameOf } from '../../delivery/enqueue.ts'
import { type Erasure, eraseTraces } from './erase-person.ts'

/** The name of the queue's task that lets go of the address too. */
export const finishErasureTask = 'finish-erasure'

/** What that task is told. */
export const finishErasurePayload = z.object({ personId: z.uuid() })

/** A goodbye that has not arrived by then is given up with the address. */
const longestGoodbyeMilliseconds = 86_400_000

/** How long a goodbye takes when nothing is in its way. */
const goodbyeSeconds = 1

/** How long to wait for a goodbye that the platform does not take yet. */
const patienceMilliseconds = 60_000

/** Jobs of one queue are taken by priority: the goodbye, at 0, goes first. */
const afterTheGoodbye = 10

/**
 * Begins to forget a person, in the caller's transaction: all traces go at once, and a job lets go of
 * what is left once the goodbye has arrived, or failed.
 *
 * @param identityId the app that the goodbye goes to; null when there is none.
 */
export async function forget(
  tx: Transaction,
  erasure: Erasure & { readonly identityId: string | null },
): Promise<void> {
  const { personId, identityId, now } = erasure
  await eraseTraces(tx, erasure)
  await tx.person.update({
    where: { id: personId },
    data: { erasingSince: now },
    select: { id: true },
  })
  await tx.$executeRaw(Prisma.sql`
    SELECT graphile_worker.add_job(
      ${finishErasureTask}, json_build_object('personId', ${personId}::text),
      queue_name := ${queueNameOf(identityId ?? personId)}, job_key := ${`erase:${personId}`},
      run_at := now() + make_interval(secs => ${identityId === null ? 0 : goodbyeSeconds}), priority := ${afterTheGoodbye})`)
}

/** What is left to do for a person who is being forgotten. */
export type ErasureFinish =
  | { readonly kind: 'gone' }
  /** The goodbye is still on its way: look again after so long. */
  | { readonly kind: 'waiting'; readonly patienceMilliseconds: number }

/** Erases the person, the addresses and what became of the last messages: no row of theirs is left. */
export async function finishErasure(
  db: Database,
  personId: string,
  now: Date,
): Promise<ErasureFinish> {
  return db.$transaction(async (tx): Promise<ErasureFinish> => {
    const [person] = await tx.$queryRaw<{ erasingSince: Date | null }[]>`
      SELECT "erasingSince" FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`
    const since = person?.erasingSince ?? null
    if (since === null) return { kind: 'gone' }
    const pending = await tx.delivery.count({
      where: { status: 'pending', identity: { personId } },
    })
    if (pending > 0 && now.getTime() - since.getTime() < longestGoodbyeMilliseconds) {
      return { kind: 'waiting', patienceMilliseconds }
    }
    // Once more: a badge may have been given while the goodbye was on its way.
    await eraseTraces(tx, { personId, badges: 'keep', now })
    await tx.person.delete({ where: { id: personId }, select: { id: true } })
    await tx.auditEntry.create({
      data: { at: now, action: 'person.erased', subjectType: 'person', subjectId: 'erased' },
      select: { id: true },
    })
    return { kind: 'gone' }
  })
}
