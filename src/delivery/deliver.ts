import type { Logger } from 'pino'
import { z } from 'zod'
import { type Channel, outsideWindowCode, type SendResult } from '../conversation/channel.ts'
import { type Reply, replySchema } from '../conversation/reply.ts'
import { speak } from '../conversation/speak.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { moveToOtherApp } from './other-app.ts'
import {
  type ClosedDelivery,
  closeAndTakeNext,
  firstDelivery,
  type PendingDelivery,
} from './outbox.ts'

/** What the queue's task is told. */
export const deliverPayload = z.object({ identityId: z.uuid() })

/** What became of one reply, for counting. */
export interface ObservedDelivery {
  readonly channel: string
  /** `moved`: to another app of the person; `notTold`: no app of theirs takes it now. */
  readonly result: SendResult['kind'] | 'suppressed' | 'expired' | 'gaveUp' | 'moved' | 'notTold'
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

/** How soon the queue looks again after a process that sends at once; that one calls it when it is done. */
const heldMilliseconds = 1000

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
  const { db, deps } = service
  let next = await firstDelivery(db, identityId)
  while (next !== null) {
    const pending = next
    if (pending.heldBy !== null) {
      return { kind: 'waiting', until: new Date(deps.clock().getTime() + heldMilliseconds) }
    }
    const delivered = await deliverOne(service, {
      identityId,
      delivery: pending,
      contents: () => openContents(deps, pending),
      close: (closed) => closeAndTakeNext(db, identityId, closed),
    })
    if (delivered.kind === 'waiting') return delivered
    next = delivered.closed ?? (await firstDelivery(db, identityId))
  }
  return { kind: 'empty' }
}

/** What is sent, and where to. */
export interface Contents {
  readonly address: string
  readonly reply: Reply
}

/** One reply on its way. */
interface OnItsWay<Closed> {
  readonly identityId: string
  readonly delivery: Omit<PendingDelivery, 'reply' | 'addressSealed' | 'heldBy'>
  /** Null when it can't be read. */
  readonly contents: () => Promise<Contents | null>
  readonly close: (closed: ClosedDelivery) => Promise<Closed>
}

type Delivered<Closed> =
  | { readonly kind: 'closed'; readonly closed: Closed | null }
  | { readonly kind: 'waiting'; readonly until: Date }

/** Sends one reply and notes the result; `closed` is null when it went to another app. */
export async function deliverOne<Closed>(
  service: DeliveryService,
  { identityId, delivery, contents, close: note }: OnItsWay<Closed>,
): Promise<Delivered<Closed>> {
  const { db, deps, observe, log } = service
  const { id, channel } = delivery
  const now = deps.clock()
  const count = (result: ObservedDelivery['result']) =>
    observe({
      channel,
      result,
      seconds: (deps.clock().getTime() - delivery.createdAt.getTime()) / 1000,
    })
  const close = async (
    result: ObservedDelivery['result'],
    closed: Pick<ClosedDelivery, 'status'> & Partial<ClosedDelivery>,
  ): Promise<Delivered<Closed>> => {
    const noted = await note({
      ...{ failure: null, providerMessageId: null, id, at: now },
      ...closed,
    })
    count(result)
    return { kind: 'closed', closed: noted }
  }

  if (delivery.kind === 'notice' && delivery.stoppedAt !== null) {
    return close('suppressed', { status: 'suppressed', failure: 'stopped' })
  }
  if (delivery.expiresAt !== null && delivery.expiresAt <= now) {
    return close('expired', { status: 'suppressed', failure: 'expired' })
  }
  const result = await send(service, delivery, await contents())
  if (result.kind === 'unreachable') {
    await db.channelIdentity.updateMany({
      where: { id: identityId },
      data: { unreachableAt: now },
    })
  }
  const seeksOtherApp = isForAnotherApp(delivery, result)
  if (seeksOtherApp && (await moveToOtherApp(db, { id, identityId, now }))) {
    count('moved')
    return { kind: 'closed', closed: null }
  }
  switch (result.kind) {
    case 'sent':
      return close('sent', { status: 'sent', providerMessageId: result.providerMessageId })
    case 'unreachable':
      return close(seeksOtherApp ? 'notTold' : 'unreachable', {
        status: 'failed',
        failure: result.code,
      })
    case 'refused':
      log.warn({ channel, code: result.code }, 'a reply was refused')
      return close(seeksOtherApp ? 'notTold' : 'refused', {
        status: 'failed',
        failure: result.code,
      })
    case 'tryLater': {
      const attempts = delivery.attempts + 1
      if (attempts >= mostAttempts) {
        log.warn({ channel, code: result.code }, 'a reply was given up')
        return close('gaveUp', { status: 'failed', failure: result.code })
      }
      // It may be gone: the person said *stop*, or asked to be forgotten, while it was being sent.
      await db.delivery.updateMany({ where: { id }, data: { attempts, failure: result.code } })
      count('tryLater')
      const wait = result.afterMilliseconds ?? backOffMilliseconds(attempts)
      return { kind: 'waiting', until: new Date(now.getTime() + wait) }
    }
  }
}

/** What we start ourselves may go by any app of the person; an answer belongs where it was asked. */
function isForAnotherApp({ kind }: Pick<PendingDelivery, 'kind'>, result: SendResult): boolean {
  if (kind !== 'notice') return false
  return (
    result.kind === 'unreachable' ||
    (result.kind === 'refused' && result.code === outsideWindowCode)
  )
}

/** One second, two, four … an hour at the most. */
export function backOffMilliseconds(attempts: number): number {
  return Math.min(longestWaitMilliseconds, 1000 * 2 ** (attempts - 1))
}

async function openContents(deps: Deps, pending: PendingDelivery): Promise<Contents | null> {
  const reply = replySchema.safeParse(pending.reply)
  if (!reply.success) return null
  return { address: await deps.seals.open('address', pending.addressSealed), reply: reply.data }
}

async function send(
  { deps, channels }: DeliveryService,
  delivery: OnItsWay<unknown>['delivery'],
  contents: Contents | null,
): Promise<SendResult> {
  const channel = channels.get(delivery.channel)
  if (channel === undefined) return { kind: 'refused', code: 'channel-off' }
  if (contents === null) return { kind: 'refused', code: 'unreadable-reply' }
  return channel.send({
    address: contents.address,
    reply: speak(contents.reply, delivery.locale, deps.siteUrl),
    interaction: delivery.interaction,
    lastMessageAt: delivery.lastMessageAt,
  })
}
