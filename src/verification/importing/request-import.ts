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

/**
 * Asks the queue to verify a badge, in the caller's transaction: other sites are never waited for in
 * the turn of a conversation. All of these share one queue, so that slow sites hold up one worker.
 */
export async function requestImport(
  tx: Pick<Transaction, '$executeRaw'>,
  deps: Pick<Deps, 'seals'>,
  { identityId, given }: ImportRequest,
): Promise<void> {
  const givenSealed = await deps.seals.seal('badge', JSON.stringify(given))
  await tx.$executeRaw(Prisma.sql`
    SELECT graphile_worker.add_job(
      ${importTask},
      json_build_object(
        'identityId', ${identityId}::text,
        'givenSealed', ${givenSealed}::text),
      queue_name := ${importTask}, max_attempts := ${mostAttempts}::int)`)
}
