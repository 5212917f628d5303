import { expect, it } from 'vitest'
import { createMetrics } from '../../src/web/metrics.ts'

it('counts messages, deliveries and requests apart, and only a sent reply has a time', async () => {
  const metrics = createMetrics(async () => [
    { channel: 'one', pending: 3, failed: 1, oldestSeconds: 12.5 },
  ])
  metrics.observeTurn({ channel: 'one', handled: 'answered', seconds: 0.02 })
  metrics.observeTurn({ channel: 'one', handled: 'duplicate', seconds: 0.01 })
  metrics.observeDelivery({ channel: 'one', result: 'sent', seconds: 0.2 })
  metrics.observeDelivery({ channel: 'one', result: 'tryLater', seconds: 0.2 })
  metrics.observeRequest({ method: 'GET', route: '/b/:file', status: 200, seconds: 0.01 })
  metrics.observeNotice({ kind: 'evening', outcome: 'unreachable' })
  const text = await metrics.text()
  expect(text).toContain('stapje_notices_total{kind="evening",outcome="unreachable"} 1')
  expect(text).toContain('stapje_outbox_replies{channel="one",status="pending"} 3')
  expect(text).toContain('stapje_outbox_replies{channel="one",status="failed"} 1')
  expect(text).toContain('stapje_outbox_oldest_seconds{channel="one"} 12.5')
  expect(text).toContain('stapje_messages_total{channel="one",outcome="answered"} 1')
  expect(text).toContain('stapje_messages_total{channel="one",outcome="duplicate"} 1')
  expect(text).toContain('stapje_deliveries_total{channel="one",result="tryLater"} 1')
  expect(text).toContain('stapje_delivery_seconds_count{channel="one"} 1')
  expect(text).toContain(
    'stapje_http_request_seconds_count{method="GET",route="/b/:file",status="200"} 1',
  )
})
