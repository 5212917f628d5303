import { createHmac, randomUUID } from 'node:crypto'
import type { Credentials } from '../credentials.ts'
import type { SentFiles } from '../sent-files.ts'
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

/** Where shared files are fetched. */
interface SlackFiles {
  readonly apiUrl: string
  readonly files: SentFiles
}

/** Plays the part of Slack that calls the service: events, slash commands and pressed buttons. */
export function slackWebhooks(
  credentials: Credentials['slack'],
  clock: () => Date,
  { apiUrl, files }: SlackFiles,
): WebhookMaker {
  const sign = signer(credentials, clock)
  const sharedFile = (action: Extract<PhoneAction, { kind: 'send' | 'sendFile' }>) => {
    if (action.kind === 'send') return { mimetype: mediaTypes[action.attachment] }
    const url = `${apiUrl}/files-pri/${files.keep(action.file)}/download`
    return { name: action.file.name, mimetype: action.file.mediaType, url_private_download: url }
  }
  return {
    make(address, action) {
      const [team = '', user = ''] = address.split('/')
      return sign(requestOf(team, user, action, sharedFile))
    },
  }
}

/** A request before it is signed. */
export interface UnsignedRequest {
  readonly path: string
  readonly contentType: string
  readonly body: string
}

/** Makes the function that signs as Slack does. */
export function signer(
  { signingSecret }: Pick<Credentials['slack'], 'signingSecret'>,
  clock: () => Date,
): (request: UnsignedRequest) => Webhook {
  return ({ path, contentType, body }) => {
    const timestamp = String(Math.floor(clock().getTime() / 1000))
    const signature = createHmac('sha256', signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex')
    const headers = {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    }
    return { path, headers, body }
  }
}

/** What is pressed, or sent from a modal: JSON in one field of a form. */
export function interaction(payload: object): UnsignedRequest {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return { path: '/webhooks/slack/interactivity', contentType: asForm, body }
}

const asForm = 'application/x-www-form-urlencoded'

function requestOf(
  team: string,
  user: string,
  action: PhoneAction,
  sharedFile: (action: Extract<PhoneAction, { kind: 'send' | 'sendFile' }>) => object,
) {
  if (action.kind === 'press') {
    return interaction({
      type: 'block_actions',
      trigger_id: randomUUID(),
      team: { id: team },
      user: { id: user, team_id: team },
      actions: [{ type: 'button', action_id: 'choice-0', value: action.button.value }],
    })
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
          files: [sharedFile(action)],
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
