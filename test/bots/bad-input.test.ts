import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import type { Webhook } from '../../bots/simulator/webhook.ts'
import { signedForm } from '../../bots/simulator/whatsapp/webhooks.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { testSecret } from '../support/deps.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { findTraces } from '../support/traces.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

/** Everything that a webhook could have changed, counted. */
async function traces() {
  const { db } = service
  return Promise.all([
    db.person.count(),
    db.receivedUpdate.count(),
    db.delivery.count(),
    db.conversation.count(),
    db.signup.count(),
  ])
}

function slackRequest(path: string, body: string, timestamp = service.clock().getTime() / 1000) {
  const { signingSecret } = service.platform.credentials.slack
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`)
  return {
    path: `/webhooks/slack/${path}`,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature.digest('hex')}`,
    },
    body,
  }
}

function telegramRequest(body: string): Webhook {
  const { webhookSecret } = service.platform.credentials.telegram
  return {
    path: '/webhooks/telegram',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': webhookSecret,
    },
    body,
  }
}

const whatsAppRequest = (form: Record<string, string>, path = '/webhooks/whatsapp') =>
  signedForm(service.platform.credentials.whatsapp, service.url, path, form)

const withHeaders = (webhook: Webhook, headers: Record<string, string>): Webhook => ({
  ...webhook,
  headers: { ...webhook.headers, ...headers },
})
const withoutHeaders = (webhook: Webhook): Webhook => ({
  ...webhook,
  headers: { 'content-type': webhook.headers['content-type'] ?? '' },
})

const update = JSON.stringify({
  update_id: 1,
  message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, text: 'hoi' },
})
const event = JSON.stringify({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: { type: 'message', channel_type: 'im', user: 'U1', text: 'hoi' },
})
const form = { MessageSid: 'SM1', From: 'whatsapp:+31600000009', Body: 'hoi' }
const now = () => service.clock().getTime() / 1000
const large = 'x'.repeat(2_000_000)

const cases: readonly (readonly [string, number, () => Webhook])[] = [
  ['Telegram without its secret', 401, () => withoutHeaders(telegramRequest(update))],
  [
    'Telegram with another secret',
    401,
    () => withHeaders(telegramRequest(update), { 'x-telegram-bot-api-secret-token': 'guess' }),
  ],
  ['broken JSON from Telegram', 400, () => telegramRequest('{"update_id": 1,')],
  ['an oversize body from Telegram', 413, () => telegramRequest(JSON.stringify({ large }))],
  ['WhatsApp without a signature', 403, () => withoutHeaders(whatsAppRequest(form))],
  [
    'WhatsApp with another signature',
    403,
    () => withHeaders(whatsAppRequest(form), { 'x-twilio-signature': 'AAAA' }),
  ],
  [
    'WhatsApp with a changed word',
    403,
    () => ({
      ...whatsAppRequest(form),
      body: new URLSearchParams({ ...form, Body: 'x' }).toString(),
    }),
  ],
  ['an oversize form from WhatsApp', 413, () => whatsAppRequest({ ...form, Body: large })],
  [
    'a status without a signature',
    403,
    () => withoutHeaders(whatsAppRequest({ MessageSid: 'SM1' }, '/webhooks/whatsapp/status')),
  ],
  ['Slack without a signature', 401, () => withoutHeaders(slackRequest('events', event))],
  ['Slack from six minutes ago', 401, () => slackRequest('events', event, now() - 360)],
  ['Slack from six minutes ahead', 401, () => slackRequest('events', event, now() + 360)],
  [
    'Slack with a changed body',
    401,
    () => ({ ...slackRequest('events', event), body: event.replace('hoi', 'hey') }),
  ],
  ['broken JSON from Slack', 400, () => slackRequest('events', '{"type":')],
  ['an oversize body from Slack', 413, () => slackRequest('events', JSON.stringify({ large }))],
  ['a broken payload from Slack', 400, () => slackRequest('interactivity', 'payload=%7B')],
]

describe('what cannot be believed or read', () => {
  it.each(cases)('%s is answered %i, and nothing changes', async (_name, status, webhook) => {
    const before = await traces()
    expect(await service.platform.post(webhook())).toBe(status)
    expect(await traces()).toEqual(before)
  })

  it.each([
    ['/webhooks/telegram', 'GET'],
    ['/webhooks/unknown', 'POST'],
  ])('%s by %s is not there, and says so to a program', async (path, method) => {
    const response = await fetch(`${service.url}${path}`, { method })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ status: 404, code: 'not-found' })
  })
})

describe.each(simulatedChannels)('a message that comes twice on %s', (channel) => {
  it('is answered once', async () => {
    const address = madeUpAddress(channel, 900)
    const person = service.platform.person({ channel, address })
    expect(await person.say('hoi')).toBe(200)
    const delivered = () => person.messages().filter(({ from }) => from === 'bot').length
    await expect.poll(delivered).toBe(1)
    const before = await traces()
    expect(await Promise.all([person.again(), person.again(), person.again()])).toEqual([
      200, 200, 200,
    ])
    expect(await traces()).toEqual(before)
  })
})

describe('what is kept of people', () => {
  it('has no name and no address in clear in any table, nor in the queue', async () => {
    const owners = simulatedChannels.map((channel) => ({
      channel,
      address: madeUpAddress(channel, 901),
    }))
    for (const owner of owners) {
      const person = service.platform.person(owner)
      await person.say('hoi, ik ben Sanne Verweggistan, bel me op 0612345678')
      await person.answered()
    }
    const bare = owners.map(({ address }) => address.replace(/^.*[:/]/, ''))
    const words = [...bare, 'Verweggistan', '0612345678']
    const traces = await findTraces(service.databaseUrl, createSeals(testSecret), words)
    // Sealed columns are opened and looked into as well: there, and nowhere else, are the addresses.
    expect(new Set(traces.map((trace) => trace.split(':')[0]))).toEqual(
      new Set(['public.ChannelIdentity.addressSealed']),
    )
  })

  it('is one request from the webhook to the delivery in the log, and never a person', async () => {
    const person = service.platform.person({
      channel: 'telegram',
      address: madeUpAddress('telegram', 902),
    })
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const webhook = service.platform.webhooks.telegram.make(person.owner.address, {
      kind: 'say',
      text: 'hoi',
    })
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`
    await service.platform.post(withHeaders(webhook, { traceparent }))
    await person.until((all) => all.length > 0)
    const lines = () =>
      service.logged
        .map((line) => JSON.parse(line))
        .filter(({ requestId }) => requestId === trace)
        .map(({ msg }) => msg)
        .sort()
    await expect.poll(lines).toEqual(['a reply was tried', 'answered'])
  })

  it('is in no line of the log, nor is any secret', () => {
    const { telegram, whatsapp, slack } = service.platform.credentials
    const secrets = [telegram.botToken, telegram.webhookSecret, whatsapp.authToken]
    const logged = service.logged.join('\n')
    expect(logged.length).toBeGreaterThan(1000)
    for (const secret of [...secrets, slack.botToken, slack.signingSecret, testSecret]) {
      expect(logged).not.toContain(secret)
    }
    for (const channel of simulatedChannels) {
      expect(logged).not.toContain(madeUpAddress(channel, 901).replace(/^.*[:/]/, ''))
    }
    expect(logged).not.toContain('Verweggistan')
  })
})
