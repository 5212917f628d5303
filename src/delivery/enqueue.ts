import type { Reply } from '../conversation/reply.ts'
import type { Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { Locale } from '../language/locale.ts'
import { currentRequestId } from '../request-id.ts'

/** The name of the queue's task that empties one person's outbox. */
export const deliverTask = 'deliver'

/**
 * How many named queues the people of one channel are spread over. Jobs in one queue run one at a time,
 * so a person's messages keep their order; a queue a person would make each fetch lock a row a person.
 */
export const queueCount = 32

/** Replies to be sent to one identity, in this order. */
export interface Enqueued {
  readonly identityId: string
  readonly kind: 'answer' | 'notice'
  readonly locale: Locale
  readonly replies: readonly Reply[]
  readonly interaction: string | null
  readonly now: Date
  /** When the words have lost their meaning; left out, never. */
  readonly expiresAt?: Date
}

/** The number of an identity's queue on its channel: the same one every time. */
export function queueOf(identityId: string): number {
  const head = Number.parseInt(identityId.replaceAll('-', '').slice(-6), 16)
  return head % queueCount
}

/**
 * Puts replies in the outbox and asks the queue to empty it, both in the caller's transaction: what
 * is committed is delivered, what is rolled back is not. Nothing is sent here. It is one statement,
 * as it runs for every message.
 */
export async function enqueue(tx: Transaction, enqueued: Enqueued): Promise<void> {
  const { identityId, kind, locale, replies, interaction, now, expiresAt = null } = enqueued
  if (replies.length === 0) return
  await tx.$executeRaw`
    WITH added AS (
      INSERT INTO "Delivery" ("identityId", kind, locale, reply, interaction, "createdAt", "expiresAt", "requestId")
      SELECT ${identityId}::uuid, ${kind}::"DeliveryKind", ${locale}::"Locale", reply,
        CASE place WHEN 1 THEN ${interaction} END, ${now}, ${expiresAt}, ${currentRequestId()}
      FROM jsonb_array_elements(${JSON.stringify(replies)}::jsonb)
        WITH ORDINALITY AS each(reply, place)
      ORDER BY place
    )
    ${deliverJob(identityId)}`
}

/**
 * Asks the queue to empty an identity's outbox. A job that waits for its turn after a refusal keeps
 * its time: `preserve_run_at` obeys what the platform asked for.
 */
export async function askToDeliver(
  tx: Pick<Transaction, '$executeRaw'>,
  identityId: string,
): Promise<void> {
  await tx.$executeRaw(deliverJob(identityId))
}

/**
 * Puts off what waits for an identity by so long, also when it was asked for sooner. It is counted by the
 * database's clock: ours may jump.
 */
export async function deliverAfter(
  tx: Pick<Transaction, '$executeRaw'>,
  identityId: string,
  milliseconds: number,
): Promise<void> {
  await tx.$executeRaw(deliverJob(identityId, milliseconds))
}

/** Whose outbox is to be emptied, as parts of a statement. */
interface DeliverJob {
  readonly identityId: Prisma.Sql
  /** What `queueOf` gives for it. */
  readonly queue: Prisma.Sql
  readonly waitMilliseconds: number | null
}

/** The named queue of an identity. It holds people of one channel only: one that hangs holds up no other. */
const queueName = ({ identityId, queue }: Pick<DeliverJob, 'identityId' | 'queue'>): Prisma.Sql =>
  Prisma.sql`coalesce((SELECT i.channel FROM "ChannelIdentity" i WHERE i.id = ${identityId}), 'people')
    || '-' || ${queue}`

export const queueNameOf = (identityId: string): Prisma.Sql => queueName(partsOf(identityId))

/**
 * The call that asks the queue to empty an outbox: after so many milliseconds, also when it was asked for
 * another time; null for soon, while a job that waits keeps its time.
 */
export function addDeliverJob({ identityId, queue, waitMilliseconds }: DeliverJob): Prisma.Sql {
  const seconds = waitMilliseconds === null ? null : waitMilliseconds / 1000
  return Prisma.sql`graphile_worker.add_job(
    ${deliverTask}, json_build_object('identityId', ${identityId}::text),
    queue_name := ${queueName({ identityId, queue })},
    run_at := now() + make_interval(secs => ${seconds}::float8),
    job_key := 'deliver:' || ${identityId}::text,
    job_key_mode := ${waitMilliseconds === null ? 'preserve_run_at' : 'replace'})`
}

const partsOf = (identityId: string): Pick<DeliverJob, 'identityId' | 'queue'> => ({
  identityId: Prisma.sql`${identityId}::uuid`,
  queue: Prisma.sql`${queueOf(identityId)}::int`,
})

/** The same as a statement of its own, for one identity. */
export const deliverJob = (
  identityId: string,
  waitMilliseconds: number | null = null,
): Prisma.Sql => Prisma.sql`SELECT ${addDeliverJob({ ...partsOf(identityId), waitMilliseconds })}`
