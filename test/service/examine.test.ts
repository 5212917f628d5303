import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectChannels } from '../../bots/index.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { examine } from '../../src/service/examine.ts'
import {
  type PlatformAnswer,
  type PlatformCall,
  startPlatform,
  testContext,
} from '../bots/telegram/platform-server.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testSecret } from '../support/deps.ts'

const publicUrl = 'https://stapje.example.nl'
const templateSid = `HX${'a'.repeat(32)}`
let database: TestDatabase
let platform: Awaited<ReturnType<typeof startPlatform>>
/** What the platforms answer by the end of the path; nothing is a refusal. */
let answers: Record<string, PlatformAnswer> = {}

const right: Record<string, PlatformAnswer> = {
  getMe: { json: { ok: true, result: { id: 1, is_bot: true, username: 'stapje_bot' } } },
  getWebhookInfo: {
    json: {
      ok: true,
      result: { url: `${publicUrl}/webhooks/telegram`, pending_update_count: 0 },
    },
  },
  'AC1.json': { json: { sid: 'AC1', status: 'active' } },
  ApprovalRequests: { json: { sid: templateSid, whatsapp: { status: 'approved' } } },
  'auth.test': { json: { ok: true, url: 'https://stapje.slack.com/', team_id: 'T1' } },
}

beforeAll(async () => {
  database = await seededTestDatabase()
  platform = await startPlatform(({ path }: PlatformCall) => {
    const end = path.split('?')[0]?.split('/').at(-1) ?? ''
    return answers[end] ?? { status: 401, json: { ok: false, error_code: 401, code: 20003 } }
  })
})
afterAll(async () => {
  await platform.close()
  await database.close()
})

async function look(settings: Record<string, string> = {}, status: number | null = 200) {
  const config: Config = readConfig({
    DATABASE_URL: database.url,
    STAPJE_SECRET: testSecret,
    PUBLIC_URL: publicUrl,
    TELEGRAM_BOT_TOKEN: '1:a',
    TELEGRAM_WEBHOOK_SECRET: 'secret',
    TELEGRAM_API_ROOT: platform.url,
    TWILIO_ACCOUNT_SID: 'AC1',
    TWILIO_AUTH_TOKEN: 'token',
    TWILIO_WHATSAPP_FROM: '+31101234567',
    TWILIO_API_ROOT: platform.url,
    TWILIO_TEMPLATE_REMINDER_EVENING_NL: templateSid,
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_API_URL: `${platform.url}/api`,
    ...settings,
  })
  const channels = connectChannels(config.environment, testContext({ publicUrl }).context)
  const found = await examine({
    ...{ config, channels, clock: () => new Date() },
    ask: async () => status,
  })
  return { mend: found.filter(({ outcome }) => outcome === 'mend').map(({ says }) => says), found }
}

describe('the doctor', () => {
  it('finds nothing to mend where all is right, and says what it saw', async () => {
    answers = right
    const { mend, found } = await look()
    expect(mend).toEqual([])
    const said = found.map(({ says }) => says).join('\n')
    for (const seen of ['@stapje_bot', 'account is active', 'NL is approved', 'stapje.slack.com']) {
      expect(said).toContain(seen)
    }
    expect(new Set(found.map(({ subject }) => subject)).size).toBe(7)
  })

  it('says in words what each platform refuses, and what to do', async () => {
    answers = {}
    const { mend } = await look({}, null)
    expect(mend).toHaveLength(4)
    expect(mend.join('\n')).toMatch(
      /by nobody[\s\S]*@BotFather[\s\S]*TWILIO_AUTH_TOKEN[\s\S]*Slack refuses/,
    )
  })

  it('sees a webhook that goes elsewhere, and a text that was not approved', async () => {
    answers = {
      ...right,
      getWebhookInfo: { json: { ok: true, result: { url: '', pending_update_count: 3 } } },
      ApprovalRequests: { json: { sid: templateSid, whatsapp: { status: 'rejected' } } },
    }
    const { mend } = await look()
    expect(mend).toEqual([
      `It sends to nowhere, not to ${publicUrl}/webhooks/telegram. Start the service to tell it.`,
      "TWILIO_TEMPLATE_REMINDER_EVENING_NL is rejected. Hand it in, or wait, in Twilio's Content Template Builder.",
    ])
  })

  it('sees another secret than the data were sealed with, and a database that is away', async () => {
    answers = right
    const other = await look({ STAPJE_SECRET: 'another secret, of enough characters for it' })
    expect(other.mend).toHaveLength(1)
    expect(other.mend[0]).toContain('STAPJE_SECRET')
    const away = await look({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
    expect(away.mend[0]).toMatch(/^It does not answer .* See DATABASE_URL\.$/)
    expect((await look({ PUBLIC_URL: 'http://localhost:3000' })).mend[0]).toContain('want https')
    expect(() => readConfig({ PUBLIC_URL: 'http://stapje.example.nl' })).toThrow('https://')
  })
})
