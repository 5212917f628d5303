import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { telegramWebhook } from '../../../bots/telegram/webhook.ts'
import { serve, testContext } from './platform-server.ts'

const secret = 'a-secret_of-Telegram'
const update = {
  update_id: 7,
  message: { chat: { id: 4711, type: 'private' }, text: 'geheime woorden' },
}

describe('the webhook of Telegram', () => {
  let service = testContext()
  let server: Awaited<ReturnType<typeof serve>>
  beforeEach(async () => {
    service = testContext()
    server = await serve(telegramWebhook(secret, service.context))
  })
  afterEach(() => server.close())

  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/webhooks/telegram`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Telegram-Bot-Api-Secret-Token': secret,
        ...headers,
      },
      body,
    })
    return response.status
  }

  it('hands a message on and says so', async () => {
    expect(await post(JSON.stringify(update))).toBe(200)
    expect(service.messages).toMatchObject([{ updateId: '7', sender: '4711' }])
  })

  it.each([
    ['a wrong secret', 'another'],
    ['a longer secret', `${secret}x`],
    ['an empty secret', ''],
  ])('turns %s away before it reads anything', async (_, given) => {
    const status = await post('{ broken', { 'X-Telegram-Bot-Api-Secret-Token': given })
    expect(status).toBe(401)
    expect(service.messages).toEqual([])
  })

  it('turns a webhook without a secret away', async () => {
    const response = await fetch(`${server.url}/webhooks/telegram`, {
      method: 'POST',
      body: JSON.stringify(update),
    })
    expect(response.status).toBe(401)
    expect(service.messages).toEqual([])
  })

  it('refuses a body that is broken, too large or in an unknown encoding', async () => {
    expect(await post('{ broken')).toBe(400)
    expect(await post(JSON.stringify({ ...update, filler: 'x'.repeat(300_000) }))).toBe(413)
    expect(await post('x', { 'Content-Encoding': 'unheard-of' })).toBe(415)
    expect(service.messages).toEqual([])
  })

  it('acknowledges what it does not know', async () => {
    expect(await post(JSON.stringify({ update_id: 8, poll_answer: {} }))).toBe(200)
    expect(await post('[]')).toBe(200)
    expect(service.messages).toEqual([])
  })

  it('asks for the update again when it could not be kept, and logs no words or ids', async () => {
    service.state.fail = true
    expect(await post(JSON.stringify(update))).toBe(503)
    service.state.fail = false
    expect(await post(JSON.stringify(update))).toBe(200)
    expect(service.lines.join()).toContain('not-handled')
    expect(service.lines.join()).not.toMatch(/geheime|4711/)
  })
})
