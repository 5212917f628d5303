import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connectTelegram, telegramChannel } from '../../../bots/telegram/connect.ts'
import { ConfigurationError } from '../../../src/configuration-error.ts'
import { testNow } from '../../support/clock.ts'
import {
  type PlatformAnswer,
  type PlatformCall,
  startPlatform,
  testContext,
} from './platform-server.ts'
import { twoResults, withPicture } from './spoken-replies.ts'

const chatMessage = (updateId: number) => ({
  update_id: updateId,
  message: { chat: { id: 4711, type: 'private' }, text: `bericht ${updateId}` },
})
const methodOf = ({ path }: PlatformCall) => path.split('/').at(-1) ?? ''
const bodyOf = ({ body }: PlatformCall) => z.record(z.string(), z.unknown()).parse(JSON.parse(body))
const refusal = (status: number, description: string, parameters = {}): PlatformAnswer => ({
  status,
  json: { ok: false, error_code: status, description, parameters },
})
const taken: PlatformAnswer = { json: { ok: true, result: { message_id: 33 } } }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function connect(
  answer: (call: PlatformCall) => PlatformAnswer,
  publicUrl: string | null = 'https://stapje.example.nl',
) {
  const platform = await startPlatform(answer)
  const service = testContext({ publicUrl })
  const paused: number[] = []
  const channel = telegramChannel(
    { token: '1:token', webhookSecret: publicUrl && 'secret', apiRoot: platform.url },
    service.context,
    async (milliseconds) => void paused.push(milliseconds),
  )
  closing.push(() => channel.stop(), platform.close)
  return { platform, channel, paused, ...service }
}

const outgoing = {
  address: '4711',
  reply: twoResults,
  interaction: null,
  lastMessageAt: testNow,
}

describe('the settings of Telegram', () => {
  const connectWith = (environment: Record<string, string>, publicUrl: string | null) =>
    connectTelegram(environment, testContext({ publicUrl }).context)

  it('are off when there are none', () => {
    expect(connectWith({ TELEGRAM_BOT_TOKEN: ' ' }, null)).toBeNull()
  })

  it.each([
    [{ TELEGRAM_WEBHOOK_SECRET: 'abc' }, null, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_API_ROOT: 'http://localhost:1' }, null, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: '1:t' }, 'https://s.nl', 'TELEGRAM_WEBHOOK_SECRET'],
    [
      { TELEGRAM_BOT_TOKEN: '1:t', TELEGRAM_WEBHOOK_SECRET: 'a b' },
      null,
      'TELEGRAM_WEBHOOK_SECRET',
    ],
    [{ TELEGRAM_BOT_TOKEN: '1:t', TELEGRAM_API_ROOT: 'ftp://x' }, null, 'TELEGRAM_API_ROOT'],
  ])('%j with address %s name %s', (environment, publicUrl, setting) => {
    const attempt = () => connectWith(environment, publicUrl)
    expect(attempt).toThrow(ConfigurationError)
    expect(attempt).toThrow(setting)
  })
})

describe('sending on Telegram', () => {
  it('sends the words with their buttons', async () => {
    const { channel, platform } = await connect(() => taken)
    expect(await channel.send(outgoing)).toEqual({ kind: 'sent', providerMessageId: '33' })
    expect(platform.calls.map(methodOf)).toEqual(['sendMessage'])
    expect(platform.calls.map(bodyOf)).toMatchObject([
      { chat_id: '4711', parse_mode: 'HTML', reply_markup: { inline_keyboard: [{}, {}, {}] } },
    ])
  })

  it('answers the pressed button, and does not mind when that is too late', async () => {
    const { channel, platform } = await connect((call) =>
      methodOf(call) === 'answerCallbackQuery' ? refusal(400, 'query is too old') : taken,
    )
    expect(await channel.send({ ...outgoing, interaction: '99' })).toMatchObject({ kind: 'sent' })
    expect(platform.calls.map(methodOf).sort()).toEqual(['answerCallbackQuery', 'sendMessage'])
  })

  it('sends the words without a picture that Telegram cannot fetch', async () => {
    const { channel, platform } = await connect((call) =>
      methodOf(call) === 'sendPhoto' ? refusal(400, 'failed to get HTTP URL content') : taken,
    )
    const result = await channel.send({ ...outgoing, reply: withPicture })
    expect(result).toMatchObject({ kind: 'sent' })
    expect(platform.calls.map(methodOf)).toEqual(['sendPhoto', 'sendMessage'])
  })

  it.each<[string, PlatformAnswer, object]>([
    [
      'too fast',
      refusal(429, 'Too Many Requests', { retry_after: 7 }),
      { kind: 'tryLater', afterMilliseconds: 7000 },
    ],
    ['blocked', refusal(403, 'Forbidden: bot was blocked by the user'), { kind: 'unreachable' }],
    ['gone', refusal(400, 'Bad Request: chat not found'), { kind: 'unreachable' }],
    ['not taken', refusal(400, "Bad Request: can't parse entities"), { kind: 'refused' }],
    ['a wrong token', refusal(401, 'Unauthorized'), { kind: 'tryLater' }],
    ['a fault of Telegram', refusal(500, 'Internal Server Error'), { kind: 'tryLater' }],
    ['a page instead of JSON', { status: 502, text: '<html>' }, { kind: 'tryLater' }],
    ['JSON of someone else', { status: 502, json: {} }, { kind: 'tryLater' }],
    ['a broken connection', 'hangUp', { kind: 'tryLater', code: 'network' }],
  ])('says what became of it: %s', async (_, answer, result) => {
    const { channel, platform } = await connect(() => answer)
    expect(await channel.send(outgoing)).toMatchObject(result)
    expect(platform.calls).toHaveLength(1)
  })
})

describe('starting on Telegram', () => {
  it('tells Telegram the commands in both languages, and where the webhook is', async () => {
    const { channel, platform } = await connect(() => ({ json: { ok: true, result: true } }))
    await channel.start()
    await platform.called(4)
    const bodies = platform.calls.map((call) => ({ method: methodOf(call), ...bodyOf(call) }))
    expect(bodies).toContainEqual(
      expect.objectContaining({
        method: 'setWebhook',
        url: 'https://stapje.example.nl/webhooks/telegram',
        secret_token: 'secret',
        allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      }),
    )
    expect(bodies).toContainEqual(
      expect.objectContaining({ method: 'setMyCommands', language_code: 'en' }),
    )
    expect(JSON.stringify(bodies)).toContain('"command":"hulp"')
  })

  it('makes links to its chat, once Telegram told its name', async () => {
    const { channel, platform } = await connect((call) => ({
      json: { ok: true, result: methodOf(call) === 'getMe' ? { username: 'stapje_bot' } : true },
    }))
    const start = { payload: 'join-K7Q4-M2XR', typed: '/join K7Q4-M2XR' }
    expect(channel.chatLink(start)).toBeNull()
    await channel.start()
    await platform.called(4)
    await channel.stop()
    const url = 'https://t.me/stapje_bot?start=join-K7Q4-M2XR'
    expect(channel.chatLink(start)).toEqual({ app: 'Telegram', url })
  })

  it('keeps trying in the background when Telegram does not take it, as patiently as asked', async () => {
    let refusals = 2
    const { channel, platform, paused, lines } = await connect((call) =>
      methodOf(call) === 'setWebhook' && refusals-- > 0
        ? refusal(429, 'Too Many Requests', { retry_after: 30 })
        : { json: { ok: true, result: true } },
    )
    await channel.start()
    await platform.called(6)
    expect(platform.calls.map(methodOf).filter((method) => method === 'setWebhook')).toHaveLength(3)
    expect(paused).toEqual([30_000, 30_000])
    expect(lines.join()).toContain('telegram-429')
  })

  it('polls without a public address, and confirms an update only when it was kept', async () => {
    const offsets: unknown[] = []
    const connected = await connect((call) => {
      if (methodOf(call) !== 'getUpdates') return { json: { ok: true, result: true } }
      const { offset } = bodyOf(call)
      offsets.push(offset)
      if (offsets.length === 1) return 'hangUp'
      if (offset === 0) return { json: { ok: true, result: [chatMessage(5), chatMessage(6)] } }
      return { json: { ok: true, result: [] } }
    }, null)
    const kept: string[] = []
    let failures = 2
    const service = testContext({
      publicUrl: null,
      handle: async (message) => {
        if (message.updateId === '6' && failures-- > 0) throw new Error('the database is down')
        kept.push(message.updateId)
        return 'answered'
      },
    })
    const channel = telegramChannel(
      { token: '1:token', webhookSecret: null, apiRoot: connected.platform.url },
      service.context,
      async () => {},
    )
    closing.unshift(() => channel.stop())
    await channel.start()
    await connected.platform.called(7)
    await channel.stop()
    expect(kept).toEqual(['5', '6'])
    expect(offsets.slice(0, 3)).toEqual([0, 0, 7])
    expect(connected.platform.calls.map(methodOf)).toContain('deleteWebhook')
  })
})
