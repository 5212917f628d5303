import type { Logger } from 'pino'
import type { ChannelContext } from '../../bots/channel.ts'
import type { Database } from '../database/client.ts'

/** Takes what a platform tells later of a message that it took: one that did not arrive is noted. */
export function createReportStatus(db: Database, log: Logger): ChannelContext['reportStatus'] {
  return async (channel, { providerMessageId, kind, code }) => {
    if (kind === 'delivered') return
    const failed = await db.delivery.updateMany({
      where: { providerMessageId, status: 'sent', identity: { channel } },
      data: { status: 'failed', failure: code ?? 'not-delivered' },
    })
    if (failed.count > 0) log.warn({ channel, code }, 'a message was not delivered')
  }
}
