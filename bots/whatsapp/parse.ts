import { z } from 'zod'
import {
  type AttachmentKind,
  bodyOfText,
  canHoldBadge,
  longestTextCharacters,
  type Message,
  type MessageBody,
} from '../../src/conversation/message.ts'
import type { DeliveryStatus } from '../channel.ts'

const degrees = z.preprocess(
  (typed) => typed || undefined,
  z.coerce.number().optional().catch(undefined),
)

const incoming = z.object({
  MessageSid: z.string().min(1),
  From: z.string().startsWith('whatsapp:'),
  Body: z.string().default(''),
  /** What we gave the pressed button, or the picked row of a list. */
  ButtonPayload: z.string().optional(),
  ListId: z.string().optional(),
  NumMedia: z.coerce.number().catch(0),
  MediaContentType0: z.string().default(''),
  MediaUrl0: z.string().optional(),
  Latitude: degrees,
  Longitude: degrees,
})
type Incoming = z.infer<typeof incoming>

const statusCallback = z.object({
  MessageSid: z.string().min(1),
  MessageStatus: z.string(),
  ErrorCode: z.string().optional(),
})

/**
 * Reads a message that Twilio posts.
 *
 * @param form the fields of the form.
 * @returns null for what is acknowledged and left alone, such as an SMS to the same number.
 */
export function parseWhatsApp(form: unknown): Message | null {
  const parsed = incoming.safeParse(form)
  if (!parsed.success) return null
  const { MessageSid: updateId, From: sender } = parsed.data
  return {
    channel: 'whatsapp',
    updateId,
    sender,
    body: bodyOfForm(parsed.data),
    interaction: null,
  }
}

function bodyOfForm(form: Incoming): MessageBody {
  const value = form.ButtonPayload || form.ListId
  if (value) return { kind: 'choice', value }
  const { Latitude: latitude, Longitude: longitude, NumMedia } = form
  if (latitude !== undefined && longitude !== undefined) {
    return { kind: 'location', latitude, longitude }
  }
  if (NumMedia === 0) return bodyOfText(form.Body)
  const attachment = mediaKind(form.MediaContentType0, form.Body)
  const caption = form.Body.slice(0, longestTextCharacters).trim()
  const file = canHoldBadge(form.MediaContentType0) ? form.MediaUrl0 : undefined
  return { kind: 'attachment', attachment, caption, ...(file !== undefined && { file }) }
}

/** Twilio does not tell a sticker from a picture, but stickers are WebP and have no words. */
function mediaKind(mediaType: string, body: string): AttachmentKind {
  if (mediaType.startsWith('image/webp') && body.trim() === '') return 'sticker'
  if (mediaType.startsWith('image/')) return 'photo'
  if (mediaType.startsWith('audio/')) return 'voice'
  if (mediaType.startsWith('video/')) return 'video'
  if (/^text\/(x-)?vcard/.test(mediaType)) return 'contact'
  return mediaType === '' ? 'other' : 'document'
}

/** Reads what Twilio tells later of a message; null for the steps in between. */
export function parseStatus(form: unknown): DeliveryStatus | null {
  const parsed = statusCallback.safeParse(form)
  if (!parsed.success) return null
  const { MessageSid: providerMessageId, MessageStatus: status, ErrorCode } = parsed.data
  const code = ErrorCode || null
  switch (status) {
    case 'delivered':
    case 'read':
      return { providerMessageId, kind: 'delivered', code: null }
    case 'failed':
    case 'undelivered':
      return { providerMessageId, kind: 'failed', code }
    default:
      return null
  }
}
