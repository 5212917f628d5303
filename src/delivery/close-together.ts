import type { Database } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { addDeliverJob, queueOf } from './enqueue.ts'
import type { ClosedDelivery } from './outbox.ts'

/** Notes what became of a reply that was sent at once. */
export type CloseHeld = (identityId: string, closed: ClosedDelivery) => Promise<void>

interface Waiting {
  readonly row: ClosedDelivery & { readonly identityId: string; readonly queue: number }
  readonly done: () => void
  readonly failed: (cause: unknown) => void
}

/**
 * Makes the noting of what became of replies that this process sent. One statement is under way at a
 * time, and what comes meanwhile goes together in the next: with nobody else there is no wait, and with very
 * many one write and one commit serve them all.
 */
export function closeTogether(db: Pick<Database, 'quickStatement'>): CloseHeld {
  let waiting: Waiting[] = []
  let underWay = false

  const closeAll = async (): Promise<void> => {
    underWay = true
    while (waiting.length > 0) {
      const some = waiting
      waiting = []
      await db.quickStatement(closing(some.map(({ row }) => row))).then(
        () => some.forEach(({ done }) => void done()),
        (cause: unknown) => some.forEach(({ failed }) => void failed(cause)),
      )
    }
    underWay = false
  }

  return (identityId, closed) =>
    new Promise((done, failed) => {
      waiting.push({ row: { ...closed, identityId, queue: queueOf(identityId) }, done, failed })
      if (!underWay) void closeAll()
    })
}

/**
 * Each row is noted once, however often it is tried. What was put in an outbox behind it meanwhile is left
 * to the queue, which is told that it may go on.
 */
function closing(rows: readonly Waiting['row'][]): Prisma.Sql {
  const all = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  const addJob = addDeliverJob({
    identityId: Prisma.sql`result."identityId"`,
    queue: Prisma.sql`result.queue`,
    waitMilliseconds: 0,
  })
  return Prisma.sql`
    WITH result AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${all}::jsonb) AS each(id bigint, "identityId" uuid, queue int,
        status "DeliveryStatus", failure text, "providerMessageId" text, at timestamptz)
    ), closed AS (
      UPDATE "Delivery" d SET status = result.status, failure = result.failure,
        "providerMessageId" = result."providerMessageId", attempts = attempts + 1,
        reply = CASE WHEN result.status = 'failed' THEN d.reply END,
        "heldBy" = NULL, "sentAt" = result.at
      FROM result WHERE d.id = result.id AND d.status = 'pending'
    )
    SELECT ${addJob} FROM result
    WHERE EXISTS (
      SELECT FROM "Delivery" d WHERE d."identityId" = result."identityId" AND d.status = 'pending'
        AND d."heldBy" IS NULL)`
}
