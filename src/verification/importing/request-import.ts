import { z } from 'zod'
import type { Transaction } from '../../database/client.ts'
import { Prisma } from '../../database/generated/client.ts'
import type { Deps } from '../../deps.ts'

/** The name of the queue's task that verifies a badge somebody brought. */
export const importTask = 'import-badge'

/** What the task is told. What was given is sealed: a badge can tell who somebody is. */
export const importPayload = z.object({
  identityId: z.uuid(),
  givenSealed: z.string(),
})

/** A link or the text of a badge, or a file by the reference of the channel that it came on. */
export const givenBadge = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('file'), file: z.string() }),
])
export type GivenBadge = z.infer<typeof givenBadge>

/** Who brings what. */
export interface ImportRequest {
  readonly identityId: string
  readonly given: GivenBadge
}

/** Tries in all: what stays a fault is ours, and is in the log by then. */
const mostAttempts = 3

/** So many badges of one person wait to be looked at; a site can take long to answer. */
const mostWaiting = 5

/** Slow sites hold up one of these queues, and leave the workers to the others. */
const queues = 4

/** What came of asking: `tooMany` when enough of this person's are still being looked at. */
export type ImportAsked = { readonly kind: 'asked' } | { readonly kind: 'tooMany' }

/**
 * Asks the queue to verify a badge, in the caller's transaction: other sites are never waited for in
 * the turn of a conversation.
 */
export async function requestImport(
  tx: Pick<Transaction, '$queryRaw'>,
  deps: Pick<Deps, 'seals'>,
  { identityId, given }: ImportRequest,
): Promise<ImportAsked> {
  const givenSealed = await deps.seals.seal('badge', JSON.stringify(given))
  const queue = `${importTask}-${Number.parseInt(identityId.slice(-4), 16) % queues}`
  // Each badge that waits has a key of its own, of as many as there may be.
  const asked = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT (graphile_worker.add_job(
      ${importTask},
      json_build_object(
        'identityId', ${identityId}::text,
        'givenSealed', ${givenSealed}::text),
      queue_name := ${queue}, max_attempts := ${mostAttempts}::int, job_key := free.key)).id::text
    FROM (
      SELECT key FROM generate_series(1, ${mostWaiting}::int) place,
        LATERAL (SELECT ${`${importTask}:${identityId}:`} || place AS key) named
      WHERE NOT EXISTS (
        SELECT FROM graphile_worker.jobs waiting
        WHERE waiting.key = named.key AND waiting.attempts < waiting.max_attempts)
      LIMIT 1) free`)
  return { kind: asked.length > 0 ? 'asked' : 'tooMany' }
}
