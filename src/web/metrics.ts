import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ObservedTurn } from '../conversation/handle.ts'
import type { ObservedDelivery } from '../delivery/deliver.ts'
import type { ObservedNotice } from '../reminders/sweep.ts'

/** One answered HTTP request. `route` is the pattern, never the address with its token. */
export interface ObservedRequest {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** What is counted, and how it is read by Prometheus. Nothing in it is about one person. */
export interface Metrics {
  readonly observeTurn: (turn: ObservedTurn) => void
  readonly observeDelivery: (delivery: ObservedDelivery) => void
  readonly observeNotice: (notice: ObservedNotice) => void
  readonly observeRequest: (request: ObservedRequest) => void
  /** The text format of Prometheus. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

const turnBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What a channel's outbox holds now. */
export interface OutboxSize {
  readonly channel: string
  readonly pending: number
  /** Failed, and still kept. */
  readonly failed: number
  /** How long the first of what is pending has waited; 0 for nothing. */
  readonly oldestSeconds: number
}

/**
 * Makes counters at zero, in a registry of their own.
 *
 * @param readOutbox asked each time that the metrics are; what it cannot tell is left out.
 */
export function createMetrics(
  readOutbox: () => Promise<readonly OutboxSize[]> = async () => [],
): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({
    name: 'stapje_messages_total',
    help: 'Messages handled, by channel and what became of them',
    labelNames: ['channel', 'outcome'],
    registers,
  })
  const turnSeconds = new Histogram({
    name: 'stapje_message_seconds',
    help: 'Time to handle a message, without its delivery',
    labelNames: ['channel'],
    buckets: turnBuckets,
    registers,
  })
  const deliveries = new Counter({
    name: 'stapje_deliveries_total',
    help: 'Tries to deliver a reply, by channel and result',
    labelNames: ['channel', 'result'],
    registers,
  })
  const deliverySeconds = new Histogram({
    name: 'stapje_delivery_seconds',
    help: 'Time from a reply being written to the platform having taken it',
    labelNames: ['channel'],
    buckets: [...turnBuckets, 10, 60, 600, 3600],
    registers,
  })
  const notices = new Counter({
    name: 'stapje_notices_total',
    help: 'What we told by ourselves, or could not tell, by kind and what became of it',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const requests = new Histogram({
    name: 'stapje_http_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    buckets: turnBuckets,
    registers,
  })
  const outbox = new Gauge({
    name: 'stapje_outbox_replies',
    help: 'Replies in the outbox now, by channel and whether they wait or failed',
    labelNames: ['channel', 'status'],
    registers,
  })
  const outboxSeconds = new Gauge({
    name: 'stapje_outbox_oldest_seconds',
    help: 'How long the first reply that waits has waited',
    labelNames: ['channel'],
    registers,
  })
  const lookAtOutbox = async (): Promise<void> => {
    const sizes = await readOutbox().catch(() => [])
    outbox.reset()
    outboxSeconds.reset()
    for (const { channel, pending, failed, oldestSeconds } of sizes) {
      outbox.set({ channel, status: 'pending' }, pending)
      outbox.set({ channel, status: 'failed' }, failed)
      outboxSeconds.set({ channel }, oldestSeconds)
    }
  }
  return {
    observeTurn({ channel, handled, seconds }) {
      turns.inc({ channel, outcome: handled })
      turnSeconds.observe({ channel }, seconds)
    },
    observeDelivery({ channel, result, seconds }) {
      deliveries.inc({ channel, result })
      if (result === 'sent') deliverySeconds.observe({ channel }, seconds)
    },
    observeNotice({ kind, outcome }) {
      notices.inc({ kind, outcome })
    },
    observeRequest({ method, route, status, seconds }) {
      requests.observe({ method, route, status }, seconds)
    },
    async text() {
      await lookAtOutbox()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
