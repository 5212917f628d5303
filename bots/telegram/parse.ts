import { z } from 'zod'
import {
  type AttachmentKind,
  bodyOfText,
  canHoldBadge,
  longestTextCharacters,
  type Message,
  type MessageBody,
} from '../../src/conversation/message.ts'

/** Only a person's own chat with the bot: nobody's learning is answered in a group. */
const privateChat = z.object({ id: z.int(), type: z.literal('private') })

const privateMessage = z.looseObject({
  chat: privateChat,
  from: z.object({ is_bot: z.boolean().optional() }).optional(),
  text: z.string().optional(),
  caption: z.string().default(''),
  document: z
    .looseObject({ file_id: z.string().optional(), mime_type: z.string().optional() })
    .optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined),
})
type PrivateMessage = z.infer<typeof privateMessage>

const updateKinds = z.object({ update_id: z.int() }).and(
  z.union([
    z.object({ message: privateMessage }),
    z.object({
      callback_query: z.object({
        id: z.string(),
        data: z.string(),
        message: z.object({ chat: privateChat }),
      }),
    }),
    z.object({
      my_chat_member: z.object({
        chat: privateChat,
        new_chat_member: z.object({ status: z.enum(['kicked', 'member']) }),
      }),
    }),
  ]),
)

/**
 * The fields of a message that hold what a person sent, first match first: an animation has a
 * document beside it, a venue a location. What is in none of them is a note of Telegram itself,
 * such as a pinned message, and needs no answer.
 */
const attachmentFields: readonly (readonly [field: string, kind: AttachmentKind])[] = [
  ['sticker', 'sticker'],
  ['voice', 'voice'],
  ['photo', 'photo'],
  ['live_photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['document', 'document'],
  ['venue', 'location'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['audio', 'other'],
  ['dice', 'other'],
  ['poll', 'other'],
  ['checklist', 'other'],
  ['game', 'other'],
  ['story', 'other'],
  ['paid_media', 'other'],
  ['invoice', 'other'],
]

/**
 * Reads an update of the Bot API.
 *
 * @param payload the JSON of one `Update`.
 * @returns null for what is acknowledged and left alone: other kinds of updates, groups, channels,
 *   bots, edits, and notes of Telegram itself.
 */
export function parseTelegram(payload: unknown): Message | null {
  const parsed = updateKinds.safeParse(payload)
  if (!parsed.success) return null
  const update = parsed.data
  const message = (chatId: number, body: MessageBody, interaction: string | null = null) => ({
    channel: 'telegram',
    updateId: String(update.update_id),
    sender: String(chatId),
    body,
    interaction,
  })
  if ('message' in update) {
    const body = bodyOfMessage(update.message)
    return body && message(update.message.chat.id, body)
  }
  if ('callback_query' in update) {
    const { id, data, message: pressed } = update.callback_query
    return message(pressed.chat.id, { kind: 'choice', value: data }, id)
  }
  const { chat, new_chat_member: us } = update.my_chat_member
  return message(chat.id, { kind: 'reachability', reachable: us.status === 'member' })
}

function bodyOfMessage(message: PrivateMessage): MessageBody | null {
  if (message.from?.is_bot === true) return null
  if (message.text !== undefined) return bodyOfText(message.text)
  if (message.location !== undefined) return { kind: 'location', ...message.location }
  const [, attachment] = attachmentFields.find(([field]) => message[field] !== undefined) ?? []
  if (attachment === undefined) return null
  const caption = message.caption.slice(0, longestTextCharacters).trim()
  const file = attachment === 'document' ? badgeFile(message.document) : undefined
  return { kind: 'attachment', attachment, caption, ...(file !== undefined && { file }) }
}

/** Only a document is sent as it was: a photo is made anew, and the badge in it is gone. */
const badgeFile = (document: PrivateMessage['document']): string | undefined =>
  canHoldBadge(document?.mime_type ?? '') ? document?.file_id : undefined
