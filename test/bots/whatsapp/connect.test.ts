import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { channels, connectChannels } from '../../../bots/index.ts'
import { connectWhatsapp } from '../../../bots/whatsapp/connect.ts'
import { ConfigurationError } from '../../../src/configuration-error.ts'
import { createTestClock, testNow } from '../../support/clock.ts'
import {
  type PlatformAnswer,
  type PlatformCall,
  serve,
  startPlatform,
  testContext,
} from '../telegram/platform-server.ts'
import { twoResults, withPicture } from '../telegram/spoken-replies.ts'

const publicUrl = 'https://stapje.example.nl'
const authToken = 'an-auth-token'
const environmentWith = (apiRoot?: string) => ({
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
  TWILIO_AUTH_TOKEN: authToken,
  TWILIO_WHATSAPP_FROM: '+31 10 1234567',
  ...(apiRoot !== undefined && { TWILIO_API_ROOT: apiRoot }),
})
const connectWith = (
  environment: Record<string, string>,
  service: ReturnType<typeof testContext>,
) => {
  const channel = connectWhatsapp(environment, service.context)
  if (channel === null) throw new Error('WhatsApp is off')
  return channel
}

describe('the webhooks of Twilio', () => {
  let service = testContext()
  let server: Awaited<ReturnType<typeof serve>>
  beforeEach(async () => {
    service = testContext()
    server = await serve(connectWith(environmentWith(), service).router)
  })
  afterEach(() => server.close())

  const post = (
    path: string,
    fields: Record<string, string>,
    signing: { url?: string; token?: string; signature?: string } = {},
  ) => {
    const { url = `${publicUrl}${path}`, token = authToken } = signing
    const signature = signing.signature ?? twilio.getExpectedTwilioSignature(token, url, fields)
    return fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signature },
      body: new URLSearchParams(fields),
    })
  }
  const message = { MessageSid: 'SM1', From: 'whatsapp:+31600000001', Body: 'geheime é woorden' }

  it('hands a message on and asks for no answer by Twilio', async () => {
    const response = await post('/webhooks/whatsapp', message)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/xml')
    expect(await response.text()).toContain('<Response/>')
    expect(service.messages).toMatchObject([
      { updateId: 'SM1', body: { kind: 'text', text: 'geheime é woorden' } },
    ])
  })

  it('takes an address with a query', async () => {
    expect((await post('/webhooks/whatsapp?from=a%20b', message)).status).toBe(200)
  })

  it.each([
    ['another token', { token: 'another' }],
    ['another address', { url: 'https://elsewhere.example.nl/webhooks/whatsapp' }],
    ['an empty signature', { signature: '' }],
    ['a signature that is none', { signature: 'x' }],
  ])('turns %s away', async (_, signing) => {
    expect((await post('/webhooks/whatsapp', message, signing)).status).toBe(403)
    expect(
      (await post('/webhooks/whatsapp/status', message, { ...signing, url: 'https://x.nl' }))
        .status,
    ).toBe(403)
    expect(service.messages).toEqual([])
  })

  it('turns a form away that was changed, and one without a signature', async () => {
    const signature = twilio.getExpectedTwilioSignature(
      authToken,
      `${publicUrl}/webhooks/whatsapp`,
      message,
    )
    const changed = await post('/webhooks/whatsapp', { ...message, Body: 'x' }, { signature })
    expect(changed.status).toBe(403)
    const bare = await fetch(`${server.url}/webhooks/whatsapp`, {
      method: 'POST',
      body: new URLSearchParams(message),
    })
    expect(bare.status).toBe(403)
    expect(service.messages).toEqual([])
  })

  it('refuses a body that is broken or too large', async () => {
    expect((await post('/webhooks/whatsapp', { nothing: 'known' })).status).toBe(400)
    expect((await post('/webhooks/whatsapp', {})).status).toBe(400)
    const large = { ...message, Body: 'x'.repeat(200_000) }
    expect((await post('/webhooks/whatsapp', large)).status).toBe(413)
    expect(service.messages).toEqual([])
  })

  it('acknowledges what it does not know', async () => {
    expect((await post('/webhooks/whatsapp', { ...message, From: '+31600000001' })).status).toBe(
      200,
    )
    expect(service.messages).toEqual([])
  })

  it('reports what became of a message', async () => {
    const path = '/webhooks/whatsapp/status'
    const status = { MessageSid: 'SM2', MessageStatus: 'undelivered', ErrorCode: '63016' }
    expect((await post(path, status)).status).toBe(200)
    expect((await post(path, { ...status, MessageStatus: 'sent' })).status).toBe(200)
    expect(service.statuses).toEqual([{ providerMessageId: 'SM2', kind: 'failed', code: '63016' }])
  })

  it('says so when it could not be kept, and logs no words or numbers', async () => {
    service.state.fail = true
    expect((await post('/webhooks/whatsapp', message)).status).toBe(503)
    const status = { MessageSid: 'SM2', MessageStatus: 'read' }
    expect((await post('/webhooks/whatsapp/status', status)).status).toBe(503)
    service.state.fail = false
    expect((await post('/webhooks/whatsapp', message)).status).toBe(200)
    expect(service.lines.join()).toContain('not-handled')
    expect(service.lines.join()).not.toMatch(/geheim|\+316/)
  })
})

describe('the settings of WhatsApp', () => {
  const connect = (environment: Record<string, string>, url: string | null = publicUrl) =>
    connectWhatsapp(environment, testContext({ publicUrl: url }).context)
  const { TWILIO_AUTH_TOKEN: _, ...withoutToken } = environmentWith()

  it('are off when there are none', () => {
    expect(connect({}, null)).toBeNull()
    expect(connectChannels({}, testContext().context)).toEqual([])
    expect(connectChannels(environmentWith(), testContext().context)).toHaveLength(1)
    expect(Object.keys(channels)).toEqual(['telegram', 'whatsapp', 'slack'])
  })

  it.each([
    [withoutToken, publicUrl, 'TWILIO_AUTH_TOKEN'],
    [environmentWith(), null, 'PUBLIC_URL'],
    [{ ...environmentWith(), TWILIO_ACCOUNT_SID: 'XX' }, publicUrl, 'TWILIO_ACCOUNT_SID'],
    [{ ...environmentWith(), TWILIO_WHATSAPP_FROM: 'me' }, publicUrl, 'TWILIO_WHATSAPP_FROM'],
  ])('%j with address %s name %s', (environment, url, setting) => {
    expect(() => connect(environment, url)).toThrow(ConfigurationError)
    expect(() => connect(environment, url)).toThrow(new RegExp(`^${setting}`))
  })
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const plain = { ...twoResults, choices: [], cards: [] }
const outgoing = {
  address: 'whatsapp:+31600000001',
  reply: plain,
  interaction: null,
  lastMessageAt: testNow,
}
const contentSid = `HX${'0'.repeat(32)}`

describe('sending on WhatsApp', () => {
  const connect = async (answer: (call: PlatformCall) => PlatformAnswer) => {
    const platform = await startPlatform(answer)
    closing.push(platform.close)
    const clock = createTestClock()
    const service = testContext({ clock: clock.clock })
    return { platform, clock, channel: connectWith(environmentWith(platform.url), service) }
  }
  const isMessage = ({ path }: PlatformCall) => path.endsWith('/Messages.json')
  const fields = ({ body }: PlatformCall) => Object.fromEntries(new URLSearchParams(body))
  const failure = (status: number, code?: number): PlatformAnswer => ({
    status,
    json: { status, code, message: 'no' },
  })
  const taken: PlatformAnswer = { status: 201, json: { sid: 'SM9' } }
  /** Twilio with a Content API that has what was made in it. */
  const contentApi = (known: { friendly_name: string; sid: string }[]) => (call: PlatformCall) => {
    if (isMessage(call)) return taken
    if (call.method === 'GET') return { json: { contents: known, meta: { key: 'contents' } } }
    return { status: 201, json: { sid: contentSid } }
  }
  const kinds = (calls: readonly PlatformCall[]) =>
    calls.map((call) => (isMessage(call) ? 'message' : call.method))

  it('sends the words, and asks to hear what becomes of them', async () => {
    const { channel, platform } = await connect(() => taken)
    expect(await channel.send(outgoing)).toEqual({ kind: 'sent', providerMessageId: 'SM9' })
    expect(platform.calls.map(fields)).toEqual([
      {
        From: 'whatsapp:+31101234567',
        To: 'whatsapp:+31600000001',
        Body: 'Ik zocht: zaterdag 28 november.\n\nDit kun je doen:\n\nTyp een nummer.',
        StatusCallback: `${publicUrl}/webhooks/whatsapp/status`,
      },
    ])
  })

  it('makes a template the first time, and uses it from then on', async () => {
    const { channel, platform } = await connect(contentApi([]))
    const withChoices = { ...outgoing, reply: twoResults }
    await channel.send(withChoices)
    await channel.send(withChoices)
    expect(kinds(platform.calls)).toEqual(['GET', 'POST', 'message', 'message'])
    expect(JSON.parse(platform.calls[1]?.body ?? '')).toMatchObject({
      friendly_name: 'stapje_list_4_1-1-3-2-1-4',
      variables: { 1: 'Stapje' },
      types: { 'twilio/list-picker': { items: [{ item: '{{13}}', id: '{{17}}' }, {}, {}, {}] } },
    })
    const sent = platform.calls.filter(isMessage).map(fields)
    expect(sent).toMatchObject([{ ContentSid: contentSid }, { ContentSid: contentSid }])
    const variables = z
      .record(z.string(), z.string())
      .parse(JSON.parse(sent[0]?.ContentVariables ?? ''))
    expect(variables[13]).toBe('Ik kom bij 1')
  })

  it('uses a template that the account has already', async () => {
    const name = 'stapje_list_4_1-1-3-2-1-4'
    const { channel, platform } = await connect(
      contentApi([{ friendly_name: name, sid: contentSid }]),
    )
    await channel.send({ ...outgoing, reply: twoResults })
    expect(kinds(platform.calls)).toEqual(['GET', 'message'])
  })

  it('makes a template once for replies that are sent together', async () => {
    const { channel, platform } = await connect(contentApi([]))
    const withChoices = { ...outgoing, reply: twoResults }
    await Promise.all([channel.send(withChoices), channel.send(withChoices)])
    expect(kinds(platform.calls).sort()).toEqual(['GET', 'POST', 'message', 'message'])
  })

  it.each([
    ['cannot be looked up', 'GET'],
    ['cannot be made', 'POST'],
  ])(
    'sends the words alone when templates %s, and tries again after a while',
    async (_, method) => {
      let isBroken = true
      const working = contentApi([])
      const { channel, platform, clock } = await connect((call) =>
        isBroken && !isMessage(call) && call.method === method ? failure(500) : working(call),
      )
      const withChoices = { ...outgoing, reply: twoResults }
      expect(await channel.send(withChoices)).toMatchObject({ kind: 'sent' })
      await channel.send(withChoices)
      const sent = platform.calls.filter(isMessage).map(fields)
      expect(sent).toHaveLength(2)
      expect(sent.every(({ Body }) => Body?.endsWith('4. Andere dag'))).toBe(true)
      isBroken = false
      clock.move(600_000)
      await channel.send({ ...withChoices, lastMessageAt: clock.clock() })
      expect(fields(platform.calls.at(-1) ?? platform.calls[0] ?? fail())).toMatchObject({
        ContentSid: contentSid,
      })
    },
  )

  it('sends the words alone when the template is refused', async () => {
    const working = contentApi([])
    const { channel, platform } = await connect((call) =>
      isMessage(call) && 'ContentSid' in fields(call) ? failure(400, 21656) : working(call),
    )
    expect(await channel.send({ ...outgoing, reply: twoResults })).toMatchObject({ kind: 'sent' })
    expect(fields(platform.calls.at(-1) ?? fail())).toMatchObject({ Body: expect.any(String) })
  })

  it('sends a picture first, and does without one that is refused', async () => {
    const working = contentApi([])
    const { channel, platform } = await connect((call) =>
      'MediaUrl' in fields(call) ? failure(400, 21620) : working(call),
    )
    expect(await channel.send({ ...outgoing, reply: withPicture })).toMatchObject({ kind: 'sent' })
    expect(kinds(platform.calls)).toEqual(['message', 'GET', 'POST', 'message'])
  })

  it('does not send free text later than a day after the last message', async () => {
    const { channel, platform, clock } = await connect(() => taken)
    clock.move(24 * 3_600_000)
    expect(await channel.send(outgoing)).toEqual({ kind: 'refused', code: 'outside-window' })
    expect(platform.calls).toEqual([])
  })

  it.each<[string, PlatformAnswer, object]>([
    ['too fast', failure(429, 20429), { kind: 'tryLater', code: 'twilio-20429' }],
    ['too fast for WhatsApp', failure(400, 63018), { kind: 'tryLater' }],
    ['not on WhatsApp', failure(400, 63024), { kind: 'unreachable', code: 'twilio-63024' }],
    ['unsubscribed', failure(400, 21610), { kind: 'unreachable' }],
    ['not a number', failure(400, 21211), { kind: 'unreachable' }],
    ['after a day', failure(400, 63016), { kind: 'refused', code: 'outside-window' }],
    ['not taken', failure(400, 21602), { kind: 'refused', code: 'twilio-21602' }],
    ['a wrong token', failure(401, 20003), { kind: 'tryLater', afterMilliseconds: 60_000 }],
    ['a fault of Twilio', failure(503), { kind: 'tryLater', code: 'twilio-503' }],
    ['a page instead of JSON', { status: 502, text: '<html>' }, { kind: 'tryLater' }],
    ['a broken connection', 'hangUp', { kind: 'tryLater', code: 'network' }],
  ])('says what became of it: %s', async (_, answer, result) => {
    const { platform, channel } = await connect(() => answer)
    expect(await channel.send(outgoing)).toMatchObject(result)
    expect(platform.calls).toHaveLength(1)
  })
})

function fail(): never {
  throw new Error('nothing was called')
}
