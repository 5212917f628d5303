import type { Logger } from 'pino'
import { z } from 'zod'
import type { Channel, SendResult } from '../conversation/channel.ts'
import { replySchema } from '../conversation/reply.ts'
import { speak } from '../conversation/speak.ts'
import type { Database } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'

/** What the queue's task is told. */
export const deliverPayload = z.object({ identityId: z.uuid() })

/** What became of one reply, for counting. */
export interface ObservedDelivery {
  readonly channel: string
  readonly result: SendResult['kind'] | 'suppressed' | 'gaveUp'
  /** From the reply's being put in the outbox to this result. */
  readonly seconds: number
}

/** What delivering needs from the service. */
export interface DeliveryService {
  readonly db: Database
  readonly deps: Deps
  readonly channels: ReadonlyMap<string, Channel>
  readonly log: Logger
  readonly observe: (delivery: ObservedDelivery) => void
}

/** After so many tries a reply is given up and shown as failed: about six hours with the back-off. */
const mostAttempts = 14

/** The longest wait between two tries. */
const longestWaitMilliseconds = 3_600_000

/** What is left to do for an identity after its outbox was gone through. */
export type Emptied =
  | { readonly kind: 'empty' }
  /** The platform asked for patience: go on at this time, with the same reply first. */
  | { readonly kind: 'waiting'; readonly until: Date }

/**
 * Sends what waits in one identity's outbox, in order, until it is empty or the platform asks for
 * patience. The caller sees to it that no two of these run for one identity at once.
 *
 * A reply is marked as sent after the platform took it, so a process killed in between sends that
 * one reply twice and none is lost: no channel takes an idempotency key (CHANNELS).
 */
export async function emptyOutbox(service: DeliveryService, identityId: string): Promise<Emptied> {
  for (;;) {
    const next = await nextDelivery(service.db, identityId)
    if (next === null) return { kind: 'empty' }
    const waitUntil = await deliverOne(service, next)
    if (waitUntil !== null) return { kind: 'waiting', until: waitUntil }
  }
}

async function nextDelivery(db: Database, identityId: string) {
  return db.delivery.findFirst({
    where: { identityId, status: 'pending' },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      kind: true,
      locale: true,
      reply: true,
      interaction: true,
      attempts: true,
      createdAt: true,
      identity: {
        select: {
          channel: true,
          addressSealed: true,
          lastMessageAt: true,
          unreachableAt: true,
          person: { select: { stoppedAt: true } },
        },
      },
    },
  })
}

type PendingDelivery = NonNullable<Awaited<ReturnType<typeof nextDelivery>>>

/** Sends one reply and notes the result; the time to try again when the platform wants patience. */
async function deliverOne(
  service: DeliveryService,
  delivery: PendingDelivery,
): Promise<Date | null> {
  const { db, deps, observe } = service
  const { id, identity } = delivery
  const now = deps.clock()
  const count = (result: ObservedDelivery['result']) =>
    observe({
      channel: identity.channel,
      result,
      seconds: (deps.clock().getTime() - delivery.createdAt.getTime()) / 1000,
    })
  const close = (
    data: Pick<Prisma.DeliveryUncheckedUpdateInput, 'status' | 'failure' | 'providerMessageId'>,
  ) =>
    // The words are let go as soon as they are not needed any more.
    db.delivery.updateMany({
      where: { id, status: 'pending' },
      data: { ...data, reply: Prisma.DbNull, attempts: { increment: 1 }, sentAt: now },
    })

  if (delivery.kind === 'notice' && identity.person.stoppedAt !== null) {
    await close({ status: 'suppressed', failure: 'stopped' })
    count('suppressed')
    return null
  }
  const result = await send(service, delivery)
  switch (result.kind) {
    case 'sent':
      await close({ status: 'sent', providerMessageId: result.providerMessageId })
      count('sent')
      return null
    case 'unreachable':
      await close({ status: 'failed', failure: result.code })
      await db.channelIdentity.updateMany({
        where: { deliveries: { some: { id } } },
        data: { unreachableAt: now },
      })
      count('unreachable')
      return null
    case 'refused':
      await close({ status: 'failed', failure: result.code })
      service.log.warn({ channel: identity.channel, code: result.code }, 'a reply was refused')
      count('refused')
      return null
    case 'tryLater': {
      const attempts = delivery.attempts + 1
      if (attempts >= mostAttempts) {
        await close({ status: 'failed', failure: result.code })
        service.log.warn({ channel: identity.channel, code: result.code }, 'a reply was given up')
        count('gaveUp')
        return null
      }
      await db.delivery.update({
        where: { id },
        data: { attempts, failure: result.code },
        select: { id: true },
      })
      count('tryLater')
      return new Date(now.getTime() + (result.afterMilliseconds ?? backOffMilliseconds(attempts)))
    }
  }
}

/** One second, two, four … an hour at the most. */
export function backOffMilliseconds(attempts: number): number {
  return Math.min(longestWaitMilliseconds, 1000 * 2 ** (attempts - 1))
}

async function send(service: DeliveryService, delivery: PendingDelivery): Promise<SendResult> {
  const { deps, channels } = service
  const { identity } = delivery
  const channel = channels.get(identity.channel)
  if (channel === undefined) return { kind: 'refused', code: 'channel-off' }
  const reply = replySchema.safeParse(delivery.reply)
  if (!reply.success) return { kind: 'refused', code: 'unreadable-reply' }
  return channel.send({
    address: await deps.seals.open('address', identity.addressSealed),
    reply: speak(reply.data, delivery.locale, deps.siteUrl),
    interaction: delivery.interaction,
    lastMessageAt: identity.lastMessageAt,
  })
}
