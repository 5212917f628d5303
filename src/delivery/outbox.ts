import type { Database } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { Locale } from '../language/locale.ts'
import { deliverJob } from './enqueue.ts'

/** A reply that waits to be sent, with all that sending it needs. */
export interface PendingDelivery {
  readonly id: bigint
  readonly kind: 'answer' | 'notice'
  readonly locale: Locale
  readonly reply: unknown
  readonly interaction: string | null
  readonly attempts: number
  readonly partsSent: number
  readonly turnAt: Date | null
  readonly requestId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly channel: string
  readonly addressSealed: string
  readonly lastMessageAt: Date
  readonly stoppedAt: Date | null
  /** Since when the platform does not take messages for this person. */
  readonly unreachableAt: Date | null
  /** The process that sends it at once, if one does. */
  readonly heldBy: string | null
}

/** What became of a reply that needs no other try. */
export interface ClosedDelivery {
  readonly id: bigint
  readonly status: 'sent' | 'failed' | 'suppressed'
  readonly failure: string | null
  readonly providerMessageId: string | null
  readonly at: Date
}

/** The first reply that waits for an identity, after the one with this id. */
const firstAfter = (identityId: string, id: bigint) => Prisma.sql`
  SELECT d.id, d.kind::text AS kind, d.locale::text AS locale, d.reply, d.interaction, d.attempts,
         d."partsSent", d."turnAt", d."heldBy", d."requestId", d."createdAt", d."expiresAt",
         i."unreachableAt", i.channel, i."addressSealed", i."lastMessageAt", p."stoppedAt"
  FROM "Delivery" d
  JOIN "ChannelIdentity" i ON i.id = d."identityId"
  JOIN "Person" p ON p.id = i."personId"
  WHERE d."identityId" = ${identityId}::uuid AND d.status = 'pending' AND d.id > ${id}
  ORDER BY d.id LIMIT 1`

/** The first reply in an identity's outbox; null when it is empty. */
export async function firstDelivery(
  db: Database,
  identityId: string,
): Promise<PendingDelivery | null> {
  const [first] = await db.$queryRaw<PendingDelivery[]>(firstAfter(identityId, 0n))
  return first ?? null
}

/**
 * Notes what became of a reply and takes the next one, in one statement: this runs for every
 * message. The words are let go as soon as they are not needed any more.
 */
export async function closeAndTakeNext(
  db: Database,
  identityId: string,
  closed: ClosedDelivery,
): Promise<PendingDelivery | null> {
  const [next] = await db.$queryRaw<PendingDelivery[]>(Prisma.sql`
    WITH closed AS (${closing(closed)})
    ${firstAfter(identityId, closed.id)}`)
  return next ?? null
}

const closing = (closed: ClosedDelivery) => Prisma.sql`
  UPDATE "Delivery" SET status = ${closed.status}::"DeliveryStatus", failure = ${closed.failure},
    "providerMessageId" = ${closed.providerMessageId}, attempts = attempts + 1,
    reply = CASE WHEN ${closed.status}::"DeliveryStatus" = 'failed' THEN reply END,
    "heldBy" = NULL, "sentAt" = ${closed.at}
  WHERE id = ${closed.id} AND status = 'pending'`

/** Leaves what a process held for an identity to the queue, to be sent after so long. */
export async function letGo(
  db: Database,
  held: { readonly identityId: string; readonly by: string; readonly milliseconds: number },
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH free AS (
      UPDATE "Delivery" SET "heldBy" = NULL
      WHERE "identityId" = ${held.identityId}::uuid AND "heldBy" = ${held.by} AND status = 'pending')
    ${deliverJob(held.identityId, held.milliseconds)}`)
}
