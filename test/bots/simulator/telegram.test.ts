import { Api, GrammyError, HttpError } from 'grammy'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ownerOf } from '../../../bots/simulator/people.ts'
import { attachments, simulatedPlace } from '../../../bots/simulator/webhook.ts'
import { parseTelegram } from '../../../bots/telegram/parse.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let api: Api

beforeAll(async () => {
  stage = await startStage()
  const { apiUrl, credentials } = stage.platform
  api = new Api(credentials.telegram.botToken, { apiRoot: apiUrl })
})
beforeEach(() => stage.platform.faults.clear('telegram'))
afterAll(() => stage.close())

const owner = ownerOf('telegram', 'learner')
const learner = () => stage.platform.person(owner)
const html = { parse_mode: 'HTML' as const }
const button = (data: string) => ({ text: 'Ik kom', callback_data: data })

/** What the Bot API said when it refused. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GrammyError)) throw new Error(`Not refused: ${String(error)}`)
  const { error_code: status, description, parameters } = error
  return { status, description, parameters }
}

describe('the stand-in for the Bot API, to a real client', () => {
  it('knows who we are, and takes the webhook and the commands', async () => {
    expect(await api.getMe()).toMatchObject({ is_bot: true })
    expect(await api.setWebhook('https://stapje.example/webhooks/telegram')).toBe(true)
    expect(await api.setMyCommands([{ command: 'hulp', description: 'Hulp' }])).toBe(true)
    expect(await api.answerCallbackQuery('1')).toBe(true)
    expect(await refusal(api.getUpdates())).toMatchObject({ status: 409 })
  })

  it('shows a message as the app does: words, bold lines, rows of buttons, a picture', async () => {
    const url = `${stage.serviceUrl}/picture.png`
    const reply_markup = { inline_keyboard: [[button('a'), button('b')], [button('c')]] }
    const caption = '<b>1. Soep &amp; brood</b>\nzaterdag\n\nKom je?'
    await api.sendPhoto(owner.address, url, { ...html, caption, reply_markup })
    const shown = learner().messages().at(-1)
    expect(shown?.lines).toEqual(['1. Soep & brood', 'zaterdag', 'Kom je?'])
    expect(shown?.parts).toEqual([
      { kind: 'picture', url, alternative: null },
      {
        kind: 'text',
        paragraphs: [
          [
            { text: '1. Soep & brood', isBold: true },
            { text: 'zaterdag', isBold: false },
          ],
          [{ text: 'Kom je?', isBold: false }],
        ],
      },
      {
        kind: 'buttons',
        rows: [
          [
            { label: 'Ik kom', value: 'a' },
            { label: 'Ik kom', value: 'b' },
          ],
          [{ label: 'Ik kom', value: 'c' }],
        ],
      },
    ])
    expect(learner().screen().slice(-4)).toEqual(['Kom je?', '[Ik kom]', '[Ik kom]', '[Ik kom]'])
  })

  it.each([
    ['an unknown tag', 'a <x>', `Unsupported start tag "x" at byte offset 2`],
    ['a tag left open', '<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['tags that cross', '<b><i>a</b></i>', 'Unmatched end tag at byte offset 7'],
    ['an end without a start', 'é</b>', 'Unexpected end tag at byte offset 2'],
    ['a loose <', 'a < b', 'Unclosed start tag at byte offset 2'],
  ])('refuses %s in HTML, with the offset in bytes', async (_name, text, said) => {
    const { status, description } = await refusal(api.sendMessage(owner.address, text, html))
    expect(status).toBe(400)
    expect(description).toContain(`Bad Request: can't parse entities: ${said}`)
  })

  it('takes 4096 characters after the mark-up, and not one more', async () => {
    await api.sendMessage(owner.address, `<b>${'&amp;'.repeat(4096)}</b>`, html)
    expect(await refusal(api.sendMessage(owner.address, 'x'.repeat(4097)))).toMatchObject({
      status: 400,
      description: 'Bad Request: message is too long',
    })
    expect(await refusal(api.sendMessage(owner.address, ' <b></b> ', html))).toMatchObject({
      description: 'Bad Request: message text is empty',
    })
  })

  it('refuses a caption of 1025 characters and a picture that is not there', async () => {
    const picture = `${stage.serviceUrl}/picture.png`
    const caption = 'x'.repeat(1025)
    expect(await refusal(api.sendPhoto(owner.address, picture, { caption }))).toMatchObject({
      description: 'Bad Request: message caption is too long',
    })
    expect(
      await refusal(api.sendPhoto(owner.address, `${stage.serviceUrl}/none.png`)),
    ).toMatchObject({ description: 'Bad Request: failed to get HTTP URL content' })
  })

  it('counts the data of a button in bytes, to 64', async () => {
    const send = (data: string) =>
      api.sendMessage(owner.address, 'Kom je?', {
        reply_markup: { inline_keyboard: [[button(data)]] },
      })
    await send('é'.repeat(32))
    for (const data of ['é'.repeat(32).concat('x'), '']) {
      expect(await refusal(send(data))).toMatchObject({
        description: 'Bad Request: BUTTON_DATA_INVALID',
      })
    }
  })

  it('takes no more than 100 buttons', async () => {
    const send = (count: number) =>
      api.sendMessage(owner.address, 'Kies', {
        reply_markup: { inline_keyboard: Array.from({ length: count }, () => [button('a')]) },
      })
    await send(100)
    expect(await refusal(send(101))).toMatchObject({
      description: 'Bad Request: reply markup is too long',
    })
  })

  it('turns away another token', async () => {
    const stranger = new Api('1:other', { apiRoot: stage.platform.apiUrl })
    expect(await refusal(stranger.getMe())).toMatchObject({ status: 401 })
  })

  it('fails as it is told, for as long as it is told', async () => {
    const { faults } = stage.platform
    const send = () => api.sendMessage(owner.address, 'hoi')
    faults.set('telegram', { status: 429, retryAfterSeconds: 7, times: 1 })
    expect(await refusal(send())).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    })
    await send()
    faults.set('telegram', { status: 403, times: 1 })
    expect(await refusal(send())).toMatchObject({
      description: 'Forbidden: bot was blocked by the user',
    })
    faults.choose('telegram', 'down')
    await expect(send()).rejects.toThrow(HttpError)
    await expect(send()).rejects.toThrow(HttpError)
    faults.clear('telegram')
    await send()
  })
})

describe('what the stand-in for Telegram sends', () => {
  it('has the secret, and update ids that go up', async () => {
    const from = stage.received.length
    await learner().say('hoi')
    await learner().command('badges')
    const updates = stage.received.slice(from)
    for (const { path, headers } of updates) {
      expect(path).toBe('/webhooks/telegram')
      expect(headers['x-telegram-bot-api-secret-token']).toBe(
        stage.platform.credentials.telegram.webhookSecret,
      )
    }
    const read = updates.map(({ body }) => parseTelegram(JSON.parse(body)))
    expect(read.map((message) => message?.body)).toEqual([
      { kind: 'text', text: 'hoi' },
      { kind: 'command', name: 'badges', rest: '' },
    ])
    expect(read.map((message) => message?.sender)).toEqual([owner.address, owner.address])
    expect(Number(read[1]?.updateId)).toBeGreaterThan(Number(read[0]?.updateId))
  })

  it('has a place on the map, in degrees', async () => {
    await learner().send('location')
    const message = parseTelegram(JSON.parse(stage.received.at(-1)?.body ?? ''))
    expect(message?.body).toEqual({ kind: 'location', ...simulatedPlace })
  })

  it.each(attachments.filter((each) => each !== 'location'))(
    'is read as a %s when it is one',
    async (attachment) => {
      await learner().send(attachment, 'koken')
      const message = parseTelegram(JSON.parse(stage.received.at(-1)?.body ?? ''))
      expect(message?.body).toMatchObject({ kind: 'attachment', attachment })
    },
  )

  it('gives the data of the pressed button back', async () => {
    await api.sendMessage(owner.address, 'Kom je?', {
      reply_markup: { inline_keyboard: [[button('signUp:1')]] },
    })
    await learner().press('Ik kom')
    const message = parseTelegram(JSON.parse(stage.received.at(-1)?.body ?? ''))
    expect(message).toMatchObject({ body: { kind: 'choice', value: 'signUp:1' } })
    expect(message?.interaction).not.toBeNull()
  })
})
