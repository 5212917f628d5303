import { createHmac } from 'node:crypto'
import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ownerOf } from '../../../bots/simulator/people.ts'
import { parseSlack } from '../../../bots/slack/parse.ts'
import { quietLogger } from '../../../bots/slack/quiet-logger.ts'
import { type ReceivedWebhook, type Stage, startStage } from './stage.ts'

let stage: Stage
const clientWith = (token: string) =>
  new webApi.WebClient(token, {
    slackApiUrl: `${stage.platform.apiUrl}/api/`,
    logger: quietLogger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
let client: webApi.WebClient

beforeAll(async () => {
  stage = await startStage()
  client = clientWith(stage.platform.credentials.slack.botToken)
})
beforeEach(() => stage.platform.faults.clear('slack'))
afterAll(() => stage.close())

const owner = ownerOf('slack', 'learner')
const [team = '', channel = ''] = owner.address.split('/')
const learner = () => stage.platform.person(owner)
const newest = () => {
  const webhook = stage.received.at(-1)
  if (webhook === undefined) throw new Error('Nothing came.')
  return webhook
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (actionId: string, label = 'Ik kom', value = 'signUp:1') => ({
  type: 'button',
  text: { type: 'plain_text', text: label },
  action_id: actionId,
  value,
})
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const image = (path: string) => ({
  type: 'image',
  image_url: `${stage.serviceUrl}${path}`,
  alt_text: 'Een trap',
})
const post = (...blocks: object[]) =>
  client.apiCall('chat.postMessage', { channel, text: 'hoi', blocks })

/** Slack's word for what was wrong. */
async function errorOf(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  throw new Error(`Not refused: ${String(error)}`)
}

describe('the stand-in for the Web API, to a real client', () => {
  it('knows our token, and opens a conversation', async () => {
    expect(await client.auth.test()).toMatchObject({ ok: true, team_id: team })
    const opened = await client.conversations.open({ users: channel })
    const { channel: sentTo } = await client.chat.postMessage({
      channel: opened.channel?.id ?? '',
      text: 'Alleen *woorden* &amp; meer',
    })
    expect(sentTo).toBe(opened.channel?.id)
    expect(learner().screen().at(-1)).toBe('Alleen *woorden* & meer')
    expect(await errorOf(clientWith('xoxb-other').auth.test())).toBe('invalid_auth')
    expect(await errorOf(client.users.list({}))).toBe('unknown_method')
  })

  it('shows blocks in their order', async () => {
    await post(
      section('*1. Soep &amp; brood*\n<https://stapje.example/b/1>'),
      actions(button('a'), button('b', 'Meer')),
      image('/picture.png'),
      section('Kom je?'),
    )
    expect(learner().screen().slice(-6)).toEqual([
      '1. Soep & brood',
      'https://stapje.example/b/1',
      '[Ik kom]',
      '[Meer]',
      '(Een trap)',
      'Kom je?',
    ])
  })

  it.each([
    ['a text of 3001 characters', [section('x'.repeat(3001))]],
    ['a label of 76 characters', [actions(button('a', 'x'.repeat(76)))]],
    ['a value of 2001 characters', [actions(button('a', 'Ja', 'x'.repeat(2001)))]],
    ['an action id of 256 characters', [actions(button('x'.repeat(256)))]],
    ['two buttons of one id', [actions(button('a')), actions(button('a'))]],
    ['26 buttons in a row', [actions(...Array.from({ length: 26 }, (_, at) => button(`${at}`)))]],
    ['51 blocks', Array.from({ length: 51 }, () => section('x'))],
    ['an unknown block', [{ type: 'carousel' }]],
  ])('refuses %s', async (_name, blocks) => {
    expect(await errorOf(post(...blocks))).toBe('invalid_blocks')
  })

  it('refuses a picture that is not there, and blocks that are no JSON', async () => {
    expect(await errorOf(post(image('/none.png')))).toBe('invalid_blocks')
    const broken = client.apiCall('chat.postMessage', { channel, text: 'hoi', blocks: '[{' })
    expect(await errorOf(broken)).toBe('invalid_blocks')
  })

  it('refuses a text that is too long, and nobody', async () => {
    await client.chat.postMessage({ channel, text: 'x'.repeat(40_000) })
    expect(await errorOf(client.chat.postMessage({ channel, text: 'x'.repeat(40_001) }))).toBe(
      'msg_too_long',
    )
    expect(await errorOf(client.chat.postMessage({ channel: 'nobody', text: 'x' }))).toBe(
      'channel_not_found',
    )
  })

  it('fails as it is told', async () => {
    const { faults } = stage.platform
    faults.set('slack', { status: 429, retryAfterSeconds: 3, times: 1 })
    await expect(post(section('hoi'))).rejects.toMatchObject({ retryAfter: 3 })
    faults.set('slack', { status: 500, times: 1 })
    await expect(post(section('hoi'))).rejects.toThrow(webApi.WebAPIHTTPError)
    faults.set('slack', { status: 403, times: 1 })
    expect(await errorOf(post(section('hoi')))).toBe('user_disabled')
    faults.choose('slack', 'down')
    await expect(post(section('hoi'))).rejects.toThrow(webApi.WebAPIRequestError)
    faults.clear('slack')
    await post(section('hoi'))
  })
})

const formOf = ({ body }: ReceivedWebhook) => Object.fromEntries(new URLSearchParams(body))

describe('what the stand-in for Slack sends', () => {
  it('is signed over the time and the raw body, as the documentation of Slack says', async () => {
    await learner().say('a < b & c')
    const { headers, body, path } = newest()
    expect(path).toBe('/webhooks/slack/events')
    const timestamp = String(headers['x-slack-request-timestamp'])
    expect(Number(timestamp)).toBe(Math.floor(stage.clock().getTime() / 1000))
    const hash = createHmac('sha256', stage.platform.credentials.slack.signingSecret)
    expect(headers['x-slack-signature']).toBe(
      `v0=${hash.update(`v0:${timestamp}:${body}`).digest('hex')}`,
    )
    expect(parseSlack(JSON.parse(body))).toMatchObject({
      sender: owner.address,
      body: { kind: 'text', text: 'a < b & c' },
    })
  })

  it('has commands as words of the one command', async () => {
    await learner().command('award TULP-4821 hielp-mee')
    expect(newest().path).toBe('/webhooks/slack/commands')
    expect(formOf(newest())).toMatchObject({ command: '/stapje' })
    const award = { kind: 'command', name: 'award', rest: 'TULP-4821 hielp-mee' }
    expect(parseSlack(formOf(newest()))?.body).toEqual(award)
    await learner().say('/stapje award TULP-4821 hielp-mee')
    expect(parseSlack(formOf(newest()))?.body).toEqual(award)
  })

  it('has the value of a pressed button', async () => {
    await post(section('Kom je?'), actions(button('a')))
    await learner().press('Ik kom')
    expect(newest().path).toBe('/webhooks/slack/interactivity')
    const payload: unknown = JSON.parse(formOf(newest()).payload ?? '')
    expect(parseSlack(payload)?.body).toEqual({ kind: 'choice', value: 'signUp:1' })
  })

  it.each(['sticker', 'voice', 'photo', 'video', 'document'] as const)(
    'is read as a %s when it is one',
    async (attachment) => {
      await learner().send(attachment, 'koken')
      expect(parseSlack(JSON.parse(newest().body))?.body).toEqual({
        kind: 'attachment',
        attachment,
        caption: 'koken',
      })
    },
  )
})
