import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { askToDeliver } from './enqueue.ts'

/** Messages that did not arrive, by channel and by why. Nobody is named. */
export interface FailedDeliveries {
  readonly channel: string
  /** A stable code, such as outside-window; null when none was given. */
  readonly failure: string | null
  readonly count: number
  /** How many of them can be sent again: the person is reachable, and the words still mean something. */
  readonly sendable: number
}

/** Which deliveries: those of a city's people whose words are still kept. */
export interface FailedQuestion {
  readonly cityId: string
  readonly now: Date
}

/** Failed deliveries `d` of a city's people, whose words are kept for some days (`unsentWords`). */
const failed = ({ cityId }: FailedQuestion): Prisma.Sql => Prisma.sql`
  "Delivery" d JOIN "ChannelIdentity" i ON i.id = d."identityId" JOIN "Person" p ON p.id = i."personId"
  WHERE d.status = 'failed' AND d.reply IS NOT NULL AND p."cityId" = ${cityId}::uuid`

/** Who is blocked or said *stop* gets nothing, and what is past its moment is not sent any more. */
const sendable = ({ now }: FailedQuestion): Prisma.Sql => Prisma.sql`
  i."unreachableAt" IS NULL AND p."stoppedAt" IS NULL AND p."erasingSince" IS NULL
  AND (d."expiresAt" IS NULL OR d."expiresAt" > ${now})`

/** Counts what did not arrive in the last days, most first. */
export function failedDeliveries(
  db: DatabaseOrTransaction,
  asked: FailedQuestion,
): Promise<readonly FailedDeliveries[]> {
  return db.$queryRaw<FailedDeliveries[]>(Prisma.sql`
    SELECT i.channel, d.failure, count(*)::int AS count,
      (count(*) FILTER (WHERE ${sendable(asked)}))::int AS sendable
    FROM ${failed(asked)}
    GROUP BY i.channel, d.failure ORDER BY count DESC, i.channel, d.failure`)
}

/**
 * Puts what can be sent again back in the outbox, from the part that was not taken yet.
 *
 * @returns how many messages
 */
export async function sendFailedAgain(tx: Transaction, asked: FailedQuestion): Promise<number> {
  const again = await tx.$queryRaw<{ identityId: string }[]>(Prisma.sql`
    UPDATE "Delivery" SET status = 'pending', failure = NULL, attempts = 0, "turnAt" = NULL, "sentAt" = NULL
    WHERE id IN (SELECT d.id FROM ${failed(asked)} AND ${sendable(asked)} FOR UPDATE OF d)
    RETURNING "identityId"`)
  for (const identityId of new Set(again.map((row) => row.identityId))) {
    await askToDeliver(tx, identityId)
  }
  return again.length
}
