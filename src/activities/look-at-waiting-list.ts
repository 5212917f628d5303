import { z } from 'zod'
import type { Transaction } from '../database/client.ts'
import { schedule } from '../delivery/schedule.ts'

/** The queue's task that looks at a waiting list again. */
export const waitingListTask = 'waiting-list'

/** What that task is told. */
export const waitingListPayload = z.object({ sessionId: z.uuid() })

/**
 * Asks the queue to look at a session's waiting list at a time, in the caller's transaction: it moves up
 * then, and whom it concerns is told.
 */
export async function lookAtWaitingListAt(
  tx: Transaction,
  {
    sessionId,
    now,
    runAt,
  }: { readonly sessionId: string; readonly now: Date; readonly runAt: Date },
): Promise<void> {
  const key = `${waitingListTask}:${sessionId}`
  await schedule(tx, { task: waitingListTask, payload: { sessionId }, key, now, runAt })
}
