import type { Database } from '../database/client.ts'
import type { OutboxSize } from '../web/metrics.ts'

/** What waits to be sent, and what failed and is still kept, by channel. */
export function readOutboxSizes(db: Database): Promise<readonly OutboxSize[]> {
  return db.$queryRaw<OutboxSize[]>`
    SELECT i.channel,
      count(*) FILTER (WHERE d.status = 'pending')::int AS pending,
      count(*) FILTER (WHERE d.status = 'failed')::int AS failed,
      coalesce(extract(epoch FROM now() - min(d."createdAt") FILTER (WHERE d.status = 'pending')), 0)::float8
        AS "oldestSeconds"
    FROM "Delivery" d JOIN "ChannelIdentity" i ON i.id = d."identityId"
    WHERE d.status IN ('pending', 'failed')
    GROUP BY 1`
}
