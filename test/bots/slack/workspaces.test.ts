import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectSlack } from '../../../bots/slack/connect.ts'
import { ConfigurationError } from '../../../src/configuration-error.ts'
import { createInstallations } from '../../../src/conversation/installations.ts'
import { testNow } from '../../support/clock.ts'
import { testDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import {
  type PlatformCall,
  serve,
  startPlatform,
  testContext,
  testInstallations,
} from '../telegram/platform-server.ts'
import { twoResults } from '../telegram/spoken-replies.ts'

const signingSecret = 'a-signing-secret'
const publicUrl = 'https://stapje.example.nl'

/** What Slack answers: a token of the workspace that the code is for. */
function slack({ path, body }: PlatformCall) {
  if (path.endsWith('/oauth.v2.access')) {
    const code = new URLSearchParams(body).get('code') ?? ''
    if (code === 'organisation') {
      return {
        json: { ok: true, is_enterprise_install: true, enterprise: { id: 'E1' }, team: null },
      }
    }
    return {
      json: {
        ...{ ok: true, app_id: 'A1', token_type: 'bot', scope: 'chat:write', bot_user_id: 'U0' },
        ...{ access_token: `xoxb-${code}`, authed_user: { id: 'U9' }, enterprise: null },
        ...{ team: { id: code, name: code }, is_enterprise_install: false },
      },
    }
  }
  if (path.endsWith('/auth.test')) return { json: { ok: true, team_id: 'T1', user_id: 'U0' } }
  return { json: { ok: true, ts: '1.1' } }
}

let platform: Awaited<ReturnType<typeof startPlatform>>
let server: Awaited<ReturnType<typeof serve>>
let installations = testInstallations()
let service = testContext()
let channel: NonNullable<ReturnType<typeof connectSlack>>

beforeEach(async () => {
  platform = await startPlatform(slack)
  installations = testInstallations({ T1: 'xoxb-T1', T2: 'xoxb-T2' })
  service = testContext({ installations })
  const connected = connectSlack(
    {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-secret',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `${platform.url}/api`,
    },
    service.context,
  )
  if (connected === null) throw new Error('Slack is off')
  channel = connected
  server = await serve(channel.router)
})
afterEach(async () => {
  await server.close()
  await platform.close()
})

const outgoing = (address: string) => ({
  ...{ address, reply: twoResults, interaction: null, lastMessageAt: testNow },
})

/** Posts an event as Slack does for any workspace: all are signed with the app's one secret. */
async function post(team: string, event: object) {
  const body = JSON.stringify({
    ...{ type: 'event_callback', team_id: team, event_id: `Ev-${team}`, event },
  })
  const seconds = String(testNow.getTime() / 1000)
  const mac = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex')
  const headers = { 'X-Slack-Request-Timestamp': seconds, 'X-Slack-Signature': `v0=${mac}` }
  const { status } = await fetch(`${server.url}/webhooks/slack/events`, {
    ...{ method: 'POST', headers, body },
  })
  return status
}
const hello = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'hoi' }

describe('several workspaces', () => {
  it('never takes somebody of one workspace for somebody of another', async () => {
    expect([await post('T1', hello), await post('T2', hello)]).toEqual([200, 200])
    expect(service.messages.map(({ sender }) => sender)).toEqual(['T1/U1', 'T2/U1'])
    const { seals } = testDeps()
    expect(seals.lookup('slack', 'T1/U1')).not.toBe(seals.lookup('slack', 'T2/U1'))
  })

  it('are each answered with their own token, and nobody where the app is not', async () => {
    for (const address of ['T1/U1', 'T2/U1']) {
      expect((await channel.send(outgoing(address))).kind).toBe('sent')
    }
    expect(platform.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer xoxb-T1',
      'Bearer xoxb-T2',
    ])
    expect(await channel.send(outgoing('T3/U1'))).toEqual({
      kind: 'unreachable',
      code: 'not-in-workspace',
    })
    expect(await post('T3', hello)).toBe(200)
    expect(service.messages).toEqual([])
    expect(platform.calls).toHaveLength(2)
  })

  it('are forgotten as soon as they take the app out', async () => {
    expect(await post('T2', { type: 'app_uninstalled' })).toBe(200)
    expect(await installations.find('slack', 'T2')).toBeNull()
    expect((await channel.send(outgoing('T2/U1'))).kind).toBe('unreachable')
    expect((await channel.send(outgoing('T1/U1'))).kind).toBe('sent')
  })
})

describe('installing the app', () => {
  const begin = async () => {
    const response = await fetch(`${server.url}/slack/install`, { redirect: 'manual' })
    const to = new URL(response.headers.get('location') ?? '')
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
    return { to, cookie, state: to.searchParams.get('state') ?? '' }
  }
  const comeBack = (code: string, state: string, cookie: string) =>
    fetch(`${server.url}/slack/oauth_redirect?code=${code}&state=${encodeURIComponent(state)}`, {
      redirect: 'manual',
      headers: { cookie },
    })

  it('asks for what the app needs, and keeps the token of the workspace', async () => {
    const { to, cookie, state } = await begin()
    expect(to.searchParams.get('scope')).toBe('chat:write,im:history,commands,files:read')
    expect(to.searchParams.get('redirect_uri')).toBe(`${publicUrl}/slack/oauth_redirect`)
    const done = await comeBack('T7', state, cookie)
    expect([done.status, done.headers.get('location')]).toEqual([302, publicUrl])
    expect(await installations.find('slack', 'T7')).toBe('xoxb-T7')
  })

  it('installs only for who began it here', async () => {
    const { cookie, state } = await begin()
    const refused = [
      await comeBack('T8', state, ''),
      await comeBack('T8', 'made-up', 'slack-app-oauth-state=made-up'),
      await comeBack('T8', `${state}x`, cookie),
      await comeBack('organisation', state, cookie),
    ]
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect(await refused[0]?.json()).toEqual({ status: 400, code: 'not-installed' })
    expect(await installations.find('slack', 'T8')).toBeNull()
  })
})

describe('one workspace', () => {
  it('answers nobody of another, once Slack told which it is', async () => {
    const environment = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `${platform.url}/api`,
    }
    const single = connectSlack(environment, service.context)
    await single?.start()
    expect((await single?.send(outgoing('T1/U1')))?.kind).toBe('sent')
    expect((await single?.send(outgoing('T2/U1')))?.kind).toBe('unreachable')
  })
})

it('keeps tokens sealed in the database', async () => {
  const { db, close } = await testDatabase()
  const kept = createInstallations(db, testDeps())
  await kept.save('slack', 'T1', 'xoxb-one')
  await kept.save('slack', 'T1', 'xoxb-anew')
  expect(await kept.find('slack', 'T1')).toBe('xoxb-anew')
  expect(JSON.stringify(await db.installation.findMany())).not.toContain('xoxb')
  expect(await kept.find('other', 'T1')).toBeNull()
  await kept.remove('slack', 'T1')
  expect(await kept.find('slack', 'T1')).toBeNull()
  await close()
})

it.each([
  [{ SLACK_CLIENT_ID: '1.2' }, 'SLACK_CLIENT_SECRET'],
  [{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's' }, 'SLACK_SIGNING_SECRET'],
  [
    {
      ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_SIGNING_SECRET: 's' },
      SLACK_BOT_TOKEN: 'xoxb-1',
    },
    'SLACK_BOT_TOKEN',
  ],
])('stops at settings that are half or double (%#)', (environment, setting) => {
  const connect = () => connectSlack(environment, service.context)
  expect(connect).toThrow(ConfigurationError)
  expect(connect).toThrow(setting)
})
