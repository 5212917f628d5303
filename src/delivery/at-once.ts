import { setTimeout as wait } from 'node:timers/promises'
import type { Reply } from '../conversation/reply.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { faultOf } from '../fault.ts'
import type { Locale } from '../language/locale.ts'
import { type DeliveryService, deliverOne } from './deliver.ts'
import { closeHeld, letGo } from './outbox.ts'

/** The replies of one turn, in the outbox and held by this process. */
export interface HeldReplies {
  readonly identityId: string
  readonly channel: string
  readonly address: string
  readonly locale: Locale
  readonly interaction: string | null
  readonly now: Date
  readonly replies: readonly { readonly id: bigint; readonly reply: Reply }[]
}

/** Sends the replies of a turn from the process that took it, without the queue in between. */
export interface AtOnce {
  /** The name to hold replies by; null when the queue should do it. */
  holder(channel: string): string | null
  send(held: HeldReplies): void
  /** Finishes what is on its way; from then on the queue does it. */
  stop(): Promise<void>
}

/** So many people of a channel are answered at the same moment; what is more goes by the queue. */
const mostAtOnce = 64

/** How long to wait before noting again what became of a reply, while the database is away. */
const againMilliseconds = 500

/**
 * Makes the short way for answers. It is only a short cut: what it does not finish, because the
 * platform asks for patience or because the process is killed, the queue does.
 *
 * @param name shown as alive by the worker of this process, see `showLiveness`.
 */
export function createAtOnce(service: DeliveryService, name: string): AtOnce {
  const underWay = new Map<string, number>()
  const all = new Set<Promise<void>>()
  let stopping = false

  /** Tries until the database is back: nobody else may send what this process holds. */
  const persist = async (note: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        return await note()
      } catch (cause) {
        if (stopping || !isDatabaseUnreachable(cause)) throw cause
        await wait(againMilliseconds, undefined, { ref: false })
      }
    }
  }

  const sendAll = async (held: HeldReplies): Promise<void> => {
    const { db, deps } = service
    const { identityId } = held
    const leave = (until: Date) => persist(() => letGo(db, { identityId, by: name, until }))
    try {
      for (const { delivery, reply } of deliveriesOf(held)) {
        const delivered = await deliverOne(service, {
          identityId,
          delivery,
          contents: async () => ({ address: held.address, reply }),
          close: (closed) => persist(() => closeHeld(db, identityId, closed)),
        })
        if (delivered.kind === 'waiting') return await leave(delivered.until)
      }
    } catch (cause) {
      service.log.error({ channel: held.channel, fault: faultOf(cause) }, 'sending at once failed')
      await leave(deps.clock())
    }
  }

  return {
    holder: (channel) => (stopping || (underWay.get(channel) ?? 0) >= mostAtOnce ? null : name),
    send(held) {
      const { channel } = held
      underWay.set(channel, (underWay.get(channel) ?? 0) + 1)
      const sending = sendAll(held)
        // The database is away while we stop: the queue takes it up.
        .catch(() => {})
        .finally(() => {
          underWay.set(channel, (underWay.get(channel) ?? 1) - 1)
          all.delete(sending)
        })
      all.add(sending)
    },
    async stop() {
      stopping = true
      await Promise.all(all)
    },
  }
}

function deliveriesOf({ replies, now, channel, locale, interaction }: HeldReplies) {
  return replies.map(({ id, reply }, index) => ({
    reply,
    delivery: {
      id,
      kind: 'answer' as const,
      channel,
      locale,
      interaction: index === 0 ? interaction : null,
      attempts: 0,
      createdAt: now,
      expiresAt: null,
      lastMessageAt: now,
      stoppedAt: null,
    },
  }))
}
