import { Api } from 'grammy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSlack } from '../../bots/slack/parse.ts'
import { readSlackFile } from '../../bots/slack/read-file.ts'
import { oneWorkspace } from '../../bots/slack/workspaces.ts'
import { parseTelegram } from '../../bots/telegram/parse.ts'
import { readTelegramFile } from '../../bots/telegram/read-file.ts'
import { parseWhatsApp } from '../../bots/whatsapp/parse.ts'
import { readWhatsAppFile } from '../../bots/whatsapp/read-file.ts'
import { startPlatform } from './telegram/platform-server.ts'

let platform: Awaited<ReturnType<typeof startPlatform>>

beforeAll(async () => {
  platform = await startPlatform(({ path }) => {
    if (path.endsWith('/getFile')) {
      return { json: { ok: true, result: { file_id: 'f', file_path: 'documents/badge.png' } } }
    }
    if (path.includes('large')) return { text: 'x'.repeat(2000) }
    if (path.includes('gone')) return { status: 404, text: '' }
    return { text: 'a badge' }
  })
})
afterAll(() => platform.close())

const whatsApp = () => ({
  accountSid: 'AC1',
  authToken: 'secret',
  from: 'whatsapp:+31101234567',
  apiRoot: platform.url,
  publicUrl: 'https://stapje.example',
  approved: new Map(),
})
const slack = () => ({ botToken: 'xoxb-1', apiUrl: `${platform.url}/api/` })
const telegramDocument = (document: object) =>
  parseTelegram({
    update_id: 1,
    message: { chat: { id: 5, type: 'private' }, from: { is_bot: false }, document },
  })
const whatsAppMedia = (MediaContentType0: string) =>
  parseWhatsApp({
    MessageSid: 'M',
    From: 'whatsapp:+3161',
    NumMedia: '1',
    MediaContentType0,
    MediaUrl0: `${platform.url}/media/1`,
  })
const slackFile = (mimetype: string) =>
  parseSlack({
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'E1',
    event: {
      type: 'message',
      channel_type: 'im',
      subtype: 'file_share',
      user: 'U1',
      text: '',
      files: [{ mimetype, url_private_download: `${platform.url}/files/1` }],
    },
  })

const readSharedFile = (reference: string) =>
  readSlackFile(slack(), oneWorkspace('xoxb-1', null), reference, 1000)

describe('a file that can hold a badge', () => {
  it('keeps its reference on every channel, and other files do not', () => {
    expect(telegramDocument({ file_id: 'f', mime_type: 'image/png' })?.body).toMatchObject({
      attachment: 'document',
      file: 'f',
    })
    expect(whatsAppMedia('application/json')?.body).toMatchObject({
      file: `${platform.url}/media/1`,
    })
    expect(slackFile('image/svg+xml')?.body).toMatchObject({ file: `T1 ${platform.url}/files/1` })
    const others = [
      telegramDocument({ file_id: 'f', mime_type: 'application/pdf' }),
      whatsAppMedia('image/jpeg'),
      slackFile('video/mp4'),
    ]
    for (const other of others) expect(other?.body).not.toHaveProperty('file')
  })

  it('is read from the platform, with our own key to it', async () => {
    const api = new Api('1:token', { apiRoot: platform.url })
    const settings = { token: '1:token', apiRoot: platform.url }
    const read = [
      await readTelegramFile(api, settings, 'f', 1000),
      await readWhatsAppFile(whatsApp(), `${platform.url}/media/1`, 1000),
      await readSharedFile(`T1 ${platform.url}/files/1`),
    ]
    for (const bytes of read) expect(Buffer.from(bytes ?? []).toString()).toBe('a badge')
    const [, file, media, shared] = platform.calls
    expect(file?.path).toBe('/file/bot1:token/documents/badge.png')
    expect(media?.headers.authorization).toMatch(/^Basic /)
    expect(shared?.headers.authorization).toBe('Bearer xoxb-1')
  })

  it('is not read when it is too large, gone, or on another server, where no key of ours goes', async () => {
    const calls = platform.calls.length
    expect(await readWhatsAppFile(whatsApp(), 'https://evil.example/1', 1000)).toBeNull()
    expect(await readSharedFile('T1 https://evil.example/1')).toBeNull()
    expect(await readSharedFile('T1 no address')).toBeNull()
    expect(platform.calls).toHaveLength(calls)
    expect(await readSharedFile(`T1 ${platform.url}/large`)).toBeNull()
    expect(await readSharedFile(`T1 ${platform.url}/gone`)).toBeNull()
  })
})
