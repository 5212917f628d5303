import { createHmac, randomBytes } from 'node:crypto'
import type { Credentials } from '../credentials.ts'
import type { PhoneAction, SimulatedAttachment, Webhook, WebhookMaker } from '../webhook.ts'

type Form = Readonly<Record<string, string>>

const mediaTypes: Readonly<Record<SimulatedAttachment, string>> = {
  sticker: 'image/webp',
  voice: 'audio/ogg',
  photo: 'image/jpeg',
  location: '',
}

/** Plays the part of Twilio that calls the service: forms, signed over the public address. */
export function whatsAppWebhooks(
  credentials: Credentials['whatsapp'],
  serviceUrl: string,
): WebhookMaker {
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

function fieldsOf(action: PhoneAction): Form {
  if (action.kind === 'say') return { Body: action.text, NumMedia: '0' }
  if (action.kind === 'press') {
    return { Body: '', NumMedia: '0', ButtonPayload: action.value, MessageType: 'button' }
  }
  if (action.attachment === 'location') {
    return { Body: '', NumMedia: '0', Latitude: '51.9', Longitude: '4.48' }
  }
  return {
    Body: action.caption,
    NumMedia: '1',
    MediaContentType0: mediaTypes[action.attachment],
    MediaUrl0: 'https://api.twilio.com/media/1',
  }
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
