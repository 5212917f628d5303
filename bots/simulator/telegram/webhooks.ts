import type { Credentials } from '../credentials.ts'
import type { SentFiles } from '../sent-files.ts'
import { type PhoneAction, simulatedPlace, type Webhook, type WebhookMaker } from '../webhook.ts'

/** Plays the part of Telegram that calls the service: updates of the Bot API. */
export function telegramWebhooks(
  credentials: Credentials['telegram'],
  clock: () => Date,
  files: SentFiles,
): WebhookMaker {
  let updateId = 1000
  return {
    make(address, action): Webhook {
      updateId += 1
      return {
        path: '/webhooks/telegram',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': credentials.webhookSecret,
        },
        body: JSON.stringify({
          update_id: updateId,
          ...updateOf(
            Number(address),
            action,
            updateId,
            Math.floor(clock().getTime() / 1000),
            files,
          ),
        }),
      }
    },
  }
}

function updateOf(
  id: number,
  action: PhoneAction,
  number: number,
  date: number,
  files: SentFiles,
): object {
  const from = { id, is_bot: false, first_name: 'Sim' }
  const chat = { id, type: 'private', first_name: 'Sim' }
  const message = { message_id: number, date, from, chat }
  const file = { file_id: `file${number}`, file_unique_id: `unique${number}` }
  if (action.kind === 'say') return { message: { ...message, text: action.text } }
  if (action.kind === 'press') {
    return {
      callback_query: {
        id: String(number),
        from,
        chat_instance: '1',
        data: action.button.value,
        message: { ...message, text: '' },
      },
    }
  }
  const caption = action.caption === '' ? {} : { caption: action.caption }
  if (action.kind === 'sendFile') {
    const { name, mediaType, bytes } = action.file
    const kept = { file_id: files.keep(action.file), file_unique_id: `unique${number}` }
    const document = { ...kept, file_name: name, mime_type: mediaType, file_size: bytes.length }
    return { message: { ...message, document, ...caption } }
  }
  switch (action.attachment) {
    case 'sticker':
      return { message: { ...message, sticker: { ...file, width: 512, height: 512 } } }
    case 'voice':
      return { message: { ...message, voice: { ...file, duration: 3 }, ...caption } }
    case 'photo':
      return { message: { ...message, photo: [{ ...file, width: 90, height: 90 }], ...caption } }
    case 'video':
      return { message: { ...message, video: { ...file, width: 90, height: 90 }, ...caption } }
    case 'document':
      return { message: { ...message, document: { ...file, file_name: 'brief.pdf' }, ...caption } }
    case 'contact':
      return { message: { ...message, contact: { phone_number: '+310', first_name: 'Sim' } } }
    case 'location':
      return { message: { ...message, location: simulatedPlace } }
  }
}
