import type { Reply } from '../conversation/reply.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { faultOf } from '../fault.ts'
import type { Locale } from '../language/locale.ts'
import { closeTogether } from './close-together.ts'
import { type DeliveryService, deliverOne } from './deliver.ts'
import { insistOnNoting } from './note-result.ts'
import { letGo } from './outbox.ts'

/** The replies of one turn, in the outbox and held by this process. */
export interface HeldReplies {
  readonly identityId: string
  readonly channel: string
  readonly address: string
  readonly locale: Locale
  readonly interaction: string | null
  readonly now: Date
  readonly requestId: string | null
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
export const answersAtOnce = 64

/**
 * Makes the short way for answers. It is only a short cut: what it does not finish, because the
 * platform asks for patience or because the process is killed, the queue does.
 *
 * @param name shown as alive by the worker of this process, see `showLiveness`.
 */
export function createAtOnce(service: DeliveryService, name: string): AtOnce {
  const all = new Set<Promise<void>>()
  const closeHeld = closeTogether(service.db)
  let stopping = false

  /** As long as this process lives nobody else sends what it holds: it must let go. */
  const leave = async (identityId: string, milliseconds: number): Promise<void> => {
    const held = { identityId, by: name, milliseconds }
    for (;;) {
      try {
        return await insistOnNoting(service.pause, () => letGo(service.db, held))
      } catch (cause) {
        if (stopping || !isDatabaseUnreachable(cause)) throw cause
      }
    }
  }

  const sendAll = async (held: HeldReplies): Promise<void> => {
    const { deps, log } = service
    const { identityId, channel } = held
    try {
      for (const { delivery, reply } of deliveriesOf(held)) {
        const delivered = await deliverOne(service, {
          ...{ identityId, delivery },
          contents: async () => ({ address: held.address, reply }),
          close: (closed) => closeHeld(identityId, closed),
        })
        if (delivered.kind === 'waiting') {
          const wait = delivered.until.getTime() - deps.clock().getTime()
          return await leave(identityId, Math.max(0, wait))
        }
      }
    } catch (cause) {
      log.error({ channel, fault: faultOf(cause) }, 'sending at once failed')
      await leave(identityId, 0)
    }
  }

  return {
    holder: (channel) => (stopping || !service.channels.has(channel) ? null : name),
    send(held) {
      const sending = sendAll(held)
        // The database is away while we stop: another process takes it up.
        .catch(() => {})
        .finally(() => void all.delete(sending))
      all.add(sending)
    },
    async stop() {
      stopping = true
      await Promise.all(all)
    },
  }
}

function deliveriesOf({ requestId, replies, now, channel, locale, interaction }: HeldReplies) {
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
      partsSent: 0,
      turnAt: null,
      unreachableAt: null,
      requestId,
    },
  }))
}
