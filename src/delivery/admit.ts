import type { DeliveryService } from './deliver.ts'
import type { PendingDelivery } from './outbox.ts'
import { takeTurn } from './pace.ts'

export type Admitted =
  | { readonly kind: 'in' }
  /** Not yet: the reply stays first, and this is no try. */
  | { readonly kind: 'wait'; readonly milliseconds: number }

/** A turn that is this near is waited for in place. */
const nearMilliseconds = 50

/** A turn that was missed by this much is over: many may have been, after the service was away. */
const missedMilliseconds = 2000

/**
 * Asks whether a reply may go now: there is room on the lane to the channel, and it has its turn within
 * the channel's pace. A turn that is further off is remembered with the reply.
 */
export async function admit(
  service: DeliveryService,
  delivery: Pick<PendingDelivery, 'id' | 'channel' | 'kind' | 'turnAt'>,
): Promise<Admitted> {
  const lane = service.lanes.get(delivery.channel)
  const entered = lane?.enter(service.deps.clock()) ?? { kind: 'in' as const }
  if (entered.kind === 'wait') return entered
  try {
    const milliseconds = await untilTurn(service, delivery)
    if (milliseconds === 0) return entered
    lane?.leave('tryLater', service.deps.clock())
    return { kind: 'wait', milliseconds }
  } catch (error) {
    lane?.leave('tryLater', service.deps.clock())
    throw error
  }
}

/** How long to wait for this reply's turn; 0 for now. */
async function untilTurn(
  { db, deps, channels, pause }: DeliveryService,
  { id, channel, kind, turnAt }: Pick<PendingDelivery, 'id' | 'channel' | 'kind' | 'turnAt'>,
): Promise<number> {
  const pace = channels.get(channel)?.pace ?? null
  if (pace === null) return 0
  const now = deps.clock().getTime()
  const ahead = turnAt === null ? null : turnAt.getTime() - now
  if (ahead !== null && ahead > -missedMilliseconds) return Math.max(0, ahead)
  const wait = await takeTurn(db, pace, kind)
  if (wait > nearMilliseconds) {
    await db.delivery.updateMany({ where: { id }, data: { turnAt: new Date(now + wait) } })
    return wait
  }
  if (wait > 0) await pause(wait)
  return 0
}
