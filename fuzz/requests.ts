import fc from 'fast-check'
import type { SimulatedPlatform } from '../bots/simulator/platform.ts'
import { anyJson, sentText } from './inputs.ts'

/** What is sent to a service that runs. */
export interface ServiceSide {
  readonly url: string
  readonly platform: SimulatedPlatform
}

/** One request to a service. */
interface AnyRequest {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly type: string
  readonly body: string
}

const segment = fc.oneof(
  fc.constantFrom(
    'b',
    'api',
    'badges',
    'verify',
    'rotterdam',
    'issuers',
    'keys',
    'status',
    'metrics',
  ),
  fc.uuid(),
  sentText.map((text) => encodeURIComponent(text).slice(0, 400)),
)
const path = fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`)
const query = fc
  .array(fc.tuple(fc.constantFrom('when', 'topic', 'lang', '__proto__'), sentText), {
    maxLength: 3,
  })
  .map((pairs) => new URLSearchParams(pairs))
const body = fc.oneof(
  sentText,
  anyJson.map((value) => JSON.stringify(value)),
)

const anyRequest: fc.Arbitrary<AnyRequest> = fc.oneof(
  fc.record({
    path: fc.tuple(path, query).map(([at, asked]) => `${at}?${asked}`),
    method: fc.constant('GET' as const),
    type: fc.constant('text/html'),
    body: fc.constant(''),
  }),
  fc.record({
    path: fc.constantFrom('/api/verify', '/verify', '/webhooks/slack/events', '/webhooks/whatsapp'),
    method: fc.constant('POST' as const),
    type: fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded'),
    body,
  }),
)

/** What came of asking a service: how often, and each answer that no stranger may get. */
export interface Asked {
  readonly inputs: number
  readonly slowestMilliseconds: number
  readonly fault: string | null
}

/**
 * Sends any requests to a service, and any text from people on its channels: it answers all of them,
 * with no fault of its own (5xx).
 */
export async function fuzzRequests(
  service: ServiceSide,
  runs: number,
  seed: number,
): Promise<Asked> {
  let inputs = 0
  let slowestMilliseconds = 0
  const send = async (ask: () => Promise<number>) => {
    inputs += 1
    const start = performance.now()
    const status = await ask()
    slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - start)
    if (status >= 500) throw new Error(`It was answered ${status}.`)
  }
  const asked = await fc.check(
    fc.asyncProperty(anyRequest, (request) => send(() => statusOf(service, request))),
    { numRuns: runs, seed },
  )
  const said = await fc.check(
    fc.asyncProperty(
      fc.constantFrom('telegram' as const, 'whatsapp' as const, 'slack' as const),
      sentText,
      (channel, text) =>
        send(() => {
          const webhook = service.platform.webhooks[channel].make(addressOf[channel], {
            kind: 'say',
            text,
          })
          return service.platform.post(webhook)
        }),
    ),
    { numRuns: runs, seed },
  )
  const [failed] = [asked, said].filter((each) => each.failed)
  const fault =
    failed === undefined
      ? null
      : `${String(failed.errorInstance)}, given ${fc.stringify(failed.counterexample)}`.slice(
          0,
          2000,
        )
  return { inputs, slowestMilliseconds, fault }
}

const addressOf = {
  telegram: '700009999',
  whatsapp: 'whatsapp:+316000009999',
  slack: 'T0STAPJE/U09999',
} as const

async function statusOf({ url }: ServiceSide, request: AnyRequest): Promise<number> {
  const { path: at, method, type, body: sent } = request
  const response = await fetch(`${url}${at}`, {
    method,
    redirect: 'manual',
    headers: { 'content-type': type },
    ...(method === 'POST' && { body: sent }),
  })
  await response.arrayBuffer()
  return response.status
}
