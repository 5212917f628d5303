import type { TaskList } from 'graphile-worker'
import { type DeliveryService, deliverPayload, emptyOutbox } from './deliver.ts'
import { deliverAfter, deliverTask } from './enqueue.ts'

/**
 * The queue's tasks. `deliver` empties one identity's outbox; when the platform asks for patience it
 * puts itself back for that time and lets the queue go, so that nobody else waits.
 */
export function deliveryTasks(service: DeliveryService): TaskList {
  return {
    [deliverTask]: async (payload: unknown) => {
      const { identityId } = deliverPayload.parse(payload)
      const emptied = await emptyOutbox(service, identityId)
      if (emptied.kind === 'empty') return
      const wait = emptied.until.getTime() - service.deps.clock().getTime()
      await deliverAfter(service.db, identityId, Math.max(0, wait))
    },
  }
}
