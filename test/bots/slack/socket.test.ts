import { afterEach, describe, expect, it } from 'vitest'
import { slackChannel } from '../../../bots/slack/connect.ts'
import { testContext } from '../telegram/platform-server.ts'
import { startSocketServer } from './socket-server.ts'

const eventOf = (eventId: string) => ({
  type: 'event_callback',
  team_id: 'T1',
  event_id: eventId,
  event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'hoi' },
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function connect(mayOpen?: (attempt: number) => boolean) {
  const slack = await startSocketServer(mayOpen)
  const service = testContext({ publicUrl: null })
  const settings = {
    botToken: 'xoxb-1',
    signingSecret: null,
    appToken: 'xapp-1',
    apiUrl: `${slack.url}/api/`,
  }
  const channel = slackChannel(settings, service.context, async () => {})
  closing.push(() => channel.stop(), slack.close)
  await channel.start()
  return { slack, channel, ...service }
}

describe('Slack over a socket', () => {
  it('hands an event on before it acknowledges it', async () => {
    const { slack, messages } = await connect()
    await slack.until(() => slack.sockets.length === 1)
    slack.emit('one', eventOf('Ev1'))
    await slack.until(() => slack.acknowledged.length === 1)
    expect(slack.acknowledged).toEqual(['one'])
    expect(messages).toMatchObject([{ updateId: 'Ev1', sender: 'T1/U1' }])
  })

  it('does not acknowledge what could not be kept', async () => {
    const { slack, messages, state, lines } = await connect()
    await slack.until(() => slack.sockets.length === 1)
    state.fail = true
    slack.emit('one', eventOf('Ev1'))
    slack.emit('unknown', { type: 'event_callback', event: { type: 'tokens_revoked' } })
    await slack.until(() => slack.acknowledged.length === 1)
    state.fail = false
    slack.emit('again', eventOf('Ev1'))
    await slack.until(() => slack.acknowledged.length === 2)
    expect(slack.acknowledged).toEqual(['unknown', 'again'])
    expect(messages).toHaveLength(1)
    expect(lines.join()).toContain('not-handled')
  })

  it('connects again when it was refused and when the socket closes', async () => {
    const { slack, messages, lines } = await connect((attempt) => attempt > 2)
    await slack.until(() => slack.sockets.length === 1)
    expect(lines.join()).toContain('invalid_auth')
    slack.sockets[0]?.destroy()
    await slack.until(() => slack.sockets.length === 2)
    slack.emit('one', eventOf('Ev1'))
    await slack.until(() => slack.acknowledged.length === 1)
    expect(messages).toHaveLength(1)
  })

  it('stops at once, also when it never got a connection', async () => {
    const { channel } = await connect(() => false)
    await channel.stop()
    const { channel: open, slack } = await connect()
    await slack.until(() => slack.sockets.length === 1)
    await open.stop()
    await open.stop()
  })
})
