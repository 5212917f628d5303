import { createHmac, randomBytes } from 'node:crypto'
import type { Credentials } from '../credentials.ts'
import type { SentFiles } from '../sent-files.ts'
import {
  type PhoneAction,
  type SimulatedAttachment,
  simulatedPlace,
  type Webhook,
  type WebhookMaker,
} from '../webhook.ts'

type Form = Readonly<Record<string, string>>

/** Where what people send along is fetched. */
interface WhatsAppMedia {
  readonly apiUrl: string
  readonly files: SentFiles
}

const mediaTypes: Readonly<Record<SimulatedAttachment, string>> = {
  sticker: 'image/webp',
  voice: 'audio/ogg',
  photo: 'image/jpeg',
  video: 'video/mp4',
  document: 'application/pdf',
  contact: 'text/vcard',
  location: '',
}

/** Plays the part of Twilio that calls the service: forms, signed over the public address. */
export function whatsAppWebhooks(
  credentials: Credentials['whatsapp'],
  serviceUrl: string,
  { apiUrl, files }: WhatsAppMedia,
): WebhookMaker {
  const mediaUrl = (id: string) =>
    `${apiUrl}/2010-04-01/Accounts/${credentials.accountSid}/Messages/MM1/Media/${id}`
  const fieldsOf = (action: PhoneAction): Form =>
    action.kind === 'sendFile'
      ? mediaFields(action.caption, action.file.mediaType, mediaUrl(files.keep(action.file)))
      : fieldsWithoutFile(action)
  return {
    make(address, action) {
      return signedForm(credentials, serviceUrl, '/webhooks/whatsapp', {
        MessageSid: `SM${randomBytes(16).toString('hex')}`,
        AccountSid: credentials.accountSid,
        From: address,
        To: credentials.from,
        ...fieldsOf(action),
      })
    },
  }
}

function fieldsWithoutFile(action: Exclude<PhoneAction, { kind: 'sendFile' }>): Form {
  if (action.kind === 'say') return { Body: action.text, NumMedia: '0' }
  if (action.kind === 'press') return { NumMedia: '0', ...fieldsOfPress(action) }
  if (action.attachment === 'location') {
    const { latitude, longitude } = simulatedPlace
    return { Body: '', NumMedia: '0', Latitude: String(latitude), Longitude: String(longitude) }
  }
  const url = 'https://api.twilio.com/media/1'
  return mediaFields(action.caption, mediaTypes[action.attachment], url)
}

const mediaFields = (caption: string, mediaType: string, url: string): Form => ({
  Body: caption,
  NumMedia: '1',
  MediaContentType0: mediaType,
  MediaUrl0: url,
})

/** A quick reply and a picked row of a list come in fields of their own; both say their words as well. */
function fieldsOfPress({ button, isListed }: Extract<PhoneAction, { kind: 'press' }>): Form {
  const { label, value } = button
  return isListed
    ? { Body: label, MessageType: 'interactive', ListId: value, ListTitle: label }
    : { Body: label, MessageType: 'button', ButtonPayload: value, ButtonText: label }
}

/** The `X-Twilio-Signature`: HMAC-SHA1 over the address and the fields in the order of their names. */
export function signedForm(
  { authToken }: Credentials['whatsapp'],
  serviceUrl: string,
  path: string,
  form: Form,
): Webhook {
  const fields = Object.entries(form).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const signed = `${serviceUrl}${path}${fields.flat().join('')}`
  return {
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', authToken).update(signed).digest('base64'),
    },
    body: new URLSearchParams(fields).toString(),
  }
}
