import { z } from 'zod'
import type { Reply } from '../conversation/reply.ts'
import type { ConversationState } from '../conversation/state.ts'
import { Prisma } from '../database/generated/client.ts'
import type { Locale } from '../language/locale.ts'
import { currentRequestId } from '../request-id.ts'
import { deliverJob } from './enqueue.ts'

/** What a turn leaves: its replies, and where the conversation is. */
export interface TurnToKeep {
  readonly identityId: string
  readonly locale: Locale
  readonly replies: readonly Reply[]
  readonly interaction: string | null
  readonly state: ConversationState
  readonly now: Date
  /** The process that would send the replies at once; null for none. */
  readonly holder: string | null
}

/**
 * The one statement that ends a turn: replies go in the outbox, and the conversation is kept. The
 * replies are held by `holder` when nothing waits before them; otherwise the queue is asked.
 */
export function keepTurn(turn: TurnToKeep): Prisma.Sql {
  const { identityId, locale, replies, interaction, state, now, holder } = turn
  const conversation = Prisma.sql`
    INSERT INTO "Conversation" ("identityId", state, "updatedAt")
    VALUES (${identityId}::uuid, ${JSON.stringify(state)}::jsonb, ${now})
    ON CONFLICT ("identityId") DO UPDATE SET state = excluded.state, "updatedAt" = excluded."updatedAt"`
  if (replies.length === 0) return conversation
  return Prisma.sql`
    WITH own AS MATERIALIZED (
      SELECT ${holder}::text AS name
      WHERE ${holder}::text IS NOT NULL AND NOT EXISTS (
        SELECT FROM "Delivery" WHERE "identityId" = ${identityId}::uuid AND status = 'pending')
    ), conversation AS (${conversation}), added AS (
      INSERT INTO "Delivery" ("identityId", kind, locale, reply, interaction, "createdAt",
        "requestId", "heldBy")
      SELECT ${identityId}::uuid, 'answer', ${locale}::"Locale", reply,
        CASE place WHEN 1 THEN ${interaction}::text END, ${now}::timestamptz,
        ${currentRequestId()}::text, (SELECT name FROM own)
      FROM jsonb_array_elements(${JSON.stringify(replies)}::jsonb)
        WITH ORDINALITY AS each(reply, place)
      ORDER BY place
      RETURNING id, "heldBy"
    ), asked AS (
      ${deliverJob(identityId)} WHERE NOT EXISTS (SELECT FROM own)
    )
    SELECT array_agg(id ORDER BY id) FILTER (WHERE "heldBy" IS NOT NULL) AS held,
      (SELECT count(*) FROM asked) AS jobs
    FROM added`
}

const kept = z.tuple([z.object({ held: z.array(z.coerce.bigint()).nullable() })])

/** Which of the replies are held by this process, from the rows that `keepTurn` gave. */
export function heldReplies(replies: readonly Reply[], rows: readonly unknown[]) {
  const ids = replies.length === 0 ? null : kept.parse(rows)[0].held
  return (ids ?? []).flatMap((id, index) => {
    const reply = replies[index]
    return reply === undefined ? [] : [{ id, reply }]
  })
}
