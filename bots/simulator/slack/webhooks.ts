import { createHmac, randomUUID } from 'node:crypto'
import type { Credentials } from '../credentials.ts'
import type { PhoneAction, SimulatedAttachment, Webhook, WebhookMaker } from '../webhook.ts'

const mediaTypes: Readonly<Record<SimulatedAttachment, string>> = {
  sticker: 'image/gif',
  voice: 'audio/mp4',
  photo: 'image/jpeg',
  video: 'video/mp4',
  document: 'application/pdf',
  contact: 'text/vcard',
  location: 'application/octet-stream',
}

/** Plays the part of Slack that calls the service: events, slash commands and pressed buttons. */
export function slackWebhooks(credentials: Credentials['slack'], clock: () => Date): WebhookMaker {
  return {
    make(address, action) {
      const [team = '', user = ''] = address.split('/')
      const { path, contentType, body } = requestOf(team, user, action)
      const timestamp = String(Math.floor(clock().getTime() / 1000))
      const signature = createHmac('sha256', credentials.signingSecret)
        .update(`v0:${timestamp}:${body}`)
        .digest('hex')
      return {
        path,
        headers: {
          'content-type': contentType,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
        },
        body,
      } satisfies Webhook
    },
  }
}

const asForm = 'application/x-www-form-urlencoded'

function requestOf(team: string, user: string, action: PhoneAction) {
  if (action.kind === 'press') {
    const payload = JSON.stringify({
      type: 'block_actions',
      trigger_id: randomUUID(),
      team: { id: team },
      user: { id: user, team_id: team },
      actions: [{ type: 'button', action_id: 'choice-0', value: action.button.value }],
    })
    const body = new URLSearchParams({ payload }).toString()
    return { path: '/webhooks/slack/interactivity', contentType: asForm, body }
  }
  if (action.kind === 'say' && action.text.startsWith('/')) {
    const form = {
      command: '/stapje',
      // The app has one command, and all others are its words: /award x is /stapje /award x.
      text: action.text.replace(/^\/stapje\s*/, ''),
      team_id: team,
      user_id: user,
      trigger_id: randomUUID(),
    }
    const body = new URLSearchParams(form).toString()
    return { path: '/webhooks/slack/commands', contentType: asForm, body }
  }
  const event = {
    type: 'message',
    channel_type: 'im',
    channel: `D${user.slice(1)}`,
    user,
    ...(action.kind === 'say'
      ? { text: escaped(action.text) }
      : {
          subtype: 'file_share',
          text: escaped(action.caption),
          files: [{ mimetype: mediaTypes[action.attachment] }],
        }),
  }
  const envelope = { type: 'event_callback', team_id: team, event_id: `Ev${randomUUID()}`, event }
  return {
    path: '/webhooks/slack/events',
    contentType: 'application/json',
    body: JSON.stringify(envelope),
  }
}

/** Slack escapes three characters of what people type. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
