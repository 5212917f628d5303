import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readModal } from '../../../bots/simulator/slack/modals.ts'
import { connectSlack, slackChannel } from '../../../bots/slack/connect.ts'
import manifest from '../../../bots/slack/manifest.json' with { type: 'json' }
import { ConfigurationError } from '../../../src/configuration-error.ts'
import type {
  AwardSheet,
  AwardSheets,
  CheckedAward,
} from '../../../src/conversation/sheets/award-sheet.ts'
import { testNow } from '../../support/clock.ts'
import {
  type PlatformAnswer,
  type PlatformCall,
  serve,
  startPlatform,
  testContext,
} from '../telegram/platform-server.ts'
import { twoResults, withPicture } from '../telegram/spoken-replies.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** What the app's manifest says of shortcuts. */
const shortcutsOf = z.object({
  features: z.object({
    shortcuts: z.array(z.object({ type: z.enum(['global', 'message']), callback_id: z.string() })),
  }),
})

const signingSecret = 'a-signing-secret'
const nowSeconds = testNow.getTime() / 1000

const event = {
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: {
    type: 'message',
    channel_type: 'im',
    channel: 'D1',
    user: 'U1',
    text: 'geheime woorden',
  },
}

interface Signing {
  readonly seconds?: number | string
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}

describe('the webhooks of Slack', () => {
  let service = testContext()
  let server: Awaited<ReturnType<typeof serve>>
  beforeEach(async () => {
    service = testContext()
    const settings = { botToken: 'xoxb-1', signingSecret, appToken: null, apiUrl: null }
    server = await serve(slackChannel(settings, service.context).router)
  })
  afterEach(() => server.close())

  const request = (path: string, body: string, signing: Signing = {}) => {
    const { seconds = nowSeconds, secret = signingSecret, headers = {} } = signing
    const mac = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
    return fetch(`${server.url}/webhooks/slack/${path}`, {
      method: 'POST',
      headers: {
        'X-Slack-Request-Timestamp': String(seconds),
        'X-Slack-Signature': `v0=${mac}`,
        ...headers,
      },
      body,
    })
  }
  const post = async (path: string, body: string, signing?: Signing) =>
    (await request(path, body, signing)).status

  it('hands a message on and acknowledges it', async () => {
    expect(await post('events', JSON.stringify(event))).toBe(200)
    expect(service.messages).toMatchObject([{ updateId: 'Ev1', sender: 'T1/U1' }])
  })

  it('hands a command on, without words of its own in the answer', async () => {
    const form = { command: '/stapje', text: 'award TULP-4821 x', team_id: 'T1', user_id: 'U1' }
    const body = new URLSearchParams({ ...form, trigger_id: '1.2' }).toString()
    const response = await request('commands', body)
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(service.messages).toMatchObject([{ body: { kind: 'command', name: 'award' } }])
  })

  it('hands a pressed button on', async () => {
    const payload = {
      type: 'block_actions',
      trigger_id: '3.4',
      team: { id: 'T1' },
      user: { id: 'U1' },
      actions: [{ type: 'button', action_id: 'choice-0', block_id: 'b', value: 'come:1' }],
      response_url: 'https://hooks.slack.com/x',
    }
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    expect(await post('interactivity', body)).toBe(200)
    expect(service.messages).toMatchObject([{ body: { kind: 'choice', value: 'come:1' } }])
  })

  it('answers the question whether the address is ours', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
    expect(await (await request('events', body)).json()).toEqual({ challenge: 'abc' })
    expect(await post('events', body, { secret: 'another' })).toBe(401)
  })

  it.each<[string, Signing]>([
    ['a wrong secret', { secret: 'another' }],
    ['an old request', { seconds: nowSeconds - 301 }],
    ['a request from the future', { seconds: nowSeconds + 301 }],
    ['a time that is none', { seconds: 'NaN' }],
    ['an empty signature', { headers: { 'X-Slack-Signature': '' } }],
    ['a signature of another kind', { headers: { 'X-Slack-Signature': 'v1=abc' } }],
  ])('turns %s away', async (_, signing) => {
    expect(await post('events', JSON.stringify(event), signing)).toBe(401)
    expect(service.messages).toEqual([])
  })

  it('turns a request without a signature away', async () => {
    const url = `${server.url}/webhooks/slack/events`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) })
    expect(response.status).toBe(401)
  })

  it('takes a request of up to five minutes away, in both directions', async () => {
    const body = JSON.stringify(event)
    expect(await post('events', body, { seconds: nowSeconds - 300 })).toBe(200)
    expect(await post('events', body, { seconds: nowSeconds + 300 })).toBe(200)
  })

  it('refuses a body that is broken or too large', async () => {
    expect(await post('events', '{ broken')).toBe(400)
    expect(await post('events', '"text"')).toBe(400)
    expect(await post('events', '')).toBe(400)
    expect(await post('interactivity', 'payload=%7Bbroken')).toBe(400)
    expect(await post('interactivity', 'something=else')).toBe(400)
    expect(await post('events', 'x'.repeat(600_000))).toBe(413)
    expect(service.messages).toEqual([])
  })

  it('acknowledges what it does not know', async () => {
    expect(await post('events', JSON.stringify({ type: 'event_callback', event: null }))).toBe(200)
    expect(
      await post('events', JSON.stringify({ ...event, event: { type: 'tokens_revoked' } })),
    ).toBe(200)
    expect(service.messages).toEqual([])
  })

  it('asks for the event again when it could not be kept, and logs no words or ids', async () => {
    service.state.fail = true
    expect(await post('events', JSON.stringify(event))).toBe(503)
    service.state.fail = false
    expect(await post('events', JSON.stringify(event))).toBe(200)
    expect(service.lines.join()).toContain('not-handled')
    expect(service.lines.join()).not.toMatch(/geheim|U1/)
  })
})

describe('the modal for a badge', () => {
  const asked: unknown[] = []
  const open: AwardSheet = {
    kind: 'open',
    title: 'Geef een badge',
    intro: 'Namens De Kade',
    questions: {
      code: { label: 'Code', hint: 'Zoals TULP-4821' },
      badge: { label: 'Badge', hint: 'Kies' },
      note: { label: 'Bericht', hint: 'Mag' },
    },
    badges: [{ value: 'badge-1', label: 'x'.repeat(80) }],
    mostNoteCharacters: 300,
    submit: 'Geef',
    close: 'Sluit',
  }
  const closed = { kind: 'closed', title: 'Badge', says: ['Nee.'], close: 'Sluit' } as const
  const answers: Record<string, CheckedAward> = {
    wrong: { kind: 'wrong', why: { code: 'Die ken ik niet.' } },
    gone: closed,
    right: { kind: 'ready', body: { kind: 'command', name: 'geef', rest: 'TULP-4821 "x"' } },
  }
  const awardSheets: AwardSheets = {
    open: async (user) => {
      asked.push(user)
      return open
    },
    check: async (user, filled) => {
      asked.push(user, filled)
      return answers[filled.code] ?? closed
    },
  }
  const start = async (answer: PlatformAnswer = { json: { ok: true } }) => {
    const platform = await startPlatform(() => answer)
    const service = testContext({ awardSheets })
    const apiUrl = `${platform.url}/api/`
    const settings = { botToken: 'xoxb-1', signingSecret, appToken: null, apiUrl }
    const server = await serve(slackChannel(settings, service.context).router)
    closing.push(server.close, platform.close)
    const send = async (payload: object, secret = signingSecret) => {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
      const mac = createHmac('sha256', secret).update(`v0:${nowSeconds}:${body}`).digest('hex')
      const response = await fetch(`${server.url}/webhooks/slack/interactivity`, {
        method: 'POST',
        headers: { 'X-Slack-Request-Timestamp': `${nowSeconds}`, 'X-Slack-Signature': `v0=${mac}` },
        body,
      })
      return { status: response.status, text: await response.text() }
    }
    return { platform, service, send }
  }
  const by = { trigger_id: '1.2', team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' } }
  const submitted = (code: string) => ({
    ...by,
    type: 'view_submission',
    view: {
      id: 'V1',
      callback_id: 'give_badge',
      state: {
        values: {
          code: { answer: { type: 'plain_text_input', value: code } },
          badge: { answer: { type: 'static_select', selected_option: { value: 'badge-1' } } },
          note: { answer: { type: 'plain_text_input', value: null } },
        },
      },
    },
  })

  it('opens at each shortcut of the manifest, with the code of the message in it', async () => {
    const { platform, send } = await start()
    const { features } = shortcutsOf.parse(manifest)
    expect(features.shortcuts.map(({ type }) => type)).toEqual(['global', 'message'])
    for (const { type, callback_id } of features.shortcuts) {
      const payload =
        type === 'global'
          ? { ...by, type: 'shortcut', callback_id }
          : {
              ...by,
              type: 'message_action',
              callback_id,
              message: { text: 'van zeil 1 en tulp 4821' },
            }
      expect(await send(payload)).toEqual({ status: 200, text: '' })
    }
    const views = platform.calls.map(({ body }) => new URLSearchParams(body).get('view') ?? '')
    expect(platform.calls.map(({ path }) => path)).toEqual(['/api/views.open', '/api/views.open'])
    expect(views.map((view) => readModal(view)?.fields[0]?.filled)).toEqual(['', 'TULP-4821'])
    expect(readModal(views[0] ?? '')).toMatchObject({ name: 'give_badge', submit: 'Geef' })
  })

  it('says at its question what will not do, and changes into words when nothing may be given', async () => {
    const { service, send } = await start()
    const wrong = await send(submitted('wrong'))
    expect(JSON.parse(wrong.text)).toEqual({
      response_action: 'errors',
      errors: { code: 'Die ken ik niet.' },
    })
    const gone = await send(submitted('gone'))
    expect(JSON.parse(gone.text)).toMatchObject({
      response_action: 'update',
      view: { blocks: [{ text: { text: 'Nee.' } }] },
    })
    expect(service.messages).toEqual([])
  })

  it('closes when all is well, and hands the command on once', async () => {
    const { service, send } = await start()
    asked.length = 0
    expect(await send(submitted('right'))).toEqual({ status: 200, text: '' })
    expect(asked).toEqual([
      { channel: 'slack', sender: 'T1/U1' },
      { code: 'right', badge: 'badge-1', note: '' },
    ])
    expect(service.messages).toMatchObject([
      { updateId: '1.2', sender: 'T1/U1', body: { kind: 'command', name: 'geef' } },
    ])
  })

  it('is only for what Slack signed, and for nothing that is not ours', async () => {
    const { platform, service, send } = await start()
    const shortcut = { ...by, type: 'shortcut', callback_id: 'give_badge' }
    expect((await send(shortcut, 'another')).status).toBe(401)
    expect((await send({ ...shortcut, callback_id: 'another' })).status).toBe(200)
    expect((await send({ ...submitted('right'), view: {} })).status).toBe(200)
    expect([platform.calls, service.messages]).toEqual([[], []])
  })

  it('is said to have failed when Slack does not open it, or the message is not kept', async () => {
    const { service, send } = await start({ json: { ok: false, error: 'expired_trigger_id' } })
    const shortcut = { ...by, type: 'shortcut', callback_id: 'give_badge' }
    expect((await send(shortcut)).status).toBe(503)
    service.state.fail = true
    expect((await send(submitted('right'))).status).toBe(503)
    expect(service.lines.join()).not.toMatch(/U1|TULP/)
  })
})

describe('the settings of Slack', () => {
  it.each([
    [{}, null, null],
    [{ SLACK_SIGNING_SECRET: 's' }, 'https://s.nl', 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxb' }, 'https://s.nl', 'SLACK_SIGNING_SECRET'],
    [{ SLACK_BOT_TOKEN: 'xoxb' }, null, 'SLACK_APP_TOKEN'],
  ])('%j with address %s name %s', (environment, publicUrl, setting) => {
    const attempt = () => connectSlack(environment, testContext({ publicUrl }).context)
    if (setting === null) {
      expect(attempt()).toBeNull()
      return
    }
    expect(attempt).toThrow(ConfigurationError)
    expect(attempt).toThrow(new RegExp(`^${setting}`))
  })
})

describe('sending on Slack', () => {
  const connect = async (answer: (call: PlatformCall) => PlatformAnswer) => {
    const platform = await startPlatform(answer)
    closing.push(platform.close)
    const environment = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `${platform.url}/api`,
    }
    const channel = connectSlack(environment, testContext().context)
    if (channel === null) throw new Error('Slack is off')
    return { platform, channel }
  }
  const outgoing = {
    address: 'T1/U1',
    reply: twoResults,
    interaction: null,
    lastMessageAt: testNow,
  }
  const fields = ({ body }: PlatformCall) => Object.fromEntries(new URLSearchParams(body))

  it("posts in the person's own chat", async () => {
    const { platform, channel } = await connect(() => ({ json: { ok: true, ts: '17.4' } }))
    expect(await channel.send(outgoing)).toEqual({ kind: 'sent', providerMessageId: '17.4' })
    expect(platform.calls.map(({ path }) => path)).toEqual(['/api/chat.postMessage'])
    expect(platform.calls.map(fields)).toMatchObject([{ channel: 'U1' }])
    expect(platform.calls[0]?.headers.authorization).toBe('Bearer xoxb-1')
  })

  it('posts the words without a picture that Slack cannot show', async () => {
    const { platform, channel } = await connect((call) =>
      fields(call).blocks?.includes('"image"')
        ? { json: { ok: false, error: 'invalid_blocks' } }
        : { json: { ok: true, ts: '1.1' } },
    )
    expect(await channel.send({ ...outgoing, reply: withPicture })).toMatchObject({ kind: 'sent' })
    expect(platform.calls).toHaveLength(2)
  })

  const refused = (error: string): PlatformAnswer => ({ json: { ok: false, error } })
  it.each<[string, PlatformAnswer, object]>([
    [
      'too fast',
      { status: 429, headers: { 'Retry-After': '7' } },
      { kind: 'tryLater', afterMilliseconds: 7000 },
    ],
    ['too fast, for how long is not said', { status: 429 }, { kind: 'tryLater' }],
    ['gone', refused('user_not_found'), { kind: 'unreachable', code: 'user_not_found' }],
    ['a person who is gone', refused('user_disabled'), { kind: 'unreachable' }],
    ['our own account closed', refused('account_inactive'), { kind: 'tryLater' }],
    ['a wrong token', refused('invalid_auth'), { kind: 'tryLater', afterMilliseconds: 60_000 }],
    ['not taken', refused('msg_too_long'), { kind: 'refused', code: 'msg_too_long' }],
    ['forbidden', { status: 403 }, { kind: 'refused' }],
    ['a fault of Slack', { status: 500, text: 'oops' }, { kind: 'tryLater', code: 'slack-500' }],
    ['a page instead of JSON', { text: '<html>' }, { kind: 'tryLater' }],
    ['a broken connection', 'hangUp', { kind: 'tryLater', code: 'network' }],
  ])('says what became of it: %s', async (_, answer, result) => {
    const { platform, channel } = await connect(() => answer)
    expect(await channel.send(outgoing)).toMatchObject(result)
    expect(platform.calls).toHaveLength(1)
  })
})
