import { z } from 'zod'
import { readCommand } from '../../src/conversation/commands.ts'
import {
  type AttachmentKind,
  bodyOfText,
  canHoldBadge,
  longestTextCharacters,
  type Message,
  type MessageBody,
} from '../../src/conversation/message.ts'

const id = z.string().regex(/^[A-Z0-9]{1,40}$/i)

/** A message in the person's own chat with the app: `message.im`. */
const directMessage = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: z.string().min(1),
  event: z.object({
    type: z.literal('message'),
    channel_type: z.literal('im'),
    // Without a subtype a person wrote it; others are edits, removals and notes of Slack itself.
    subtype: z.literal('file_share').optional(),
    bot_id: z.null().optional(),
    user: id,
    text: z.string().nullish(),
    files: z
      .array(
        z.object({ mimetype: z.string().nullish(), url_private_download: z.string().nullish() }),
      )
      .optional(),
  }),
})

const slashCommand = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  trigger_id: z.string().min(1),
})

const pressedButton = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string().min(1),
  team: z.object({ id }).nullish(),
  user: z.object({ id, team_id: id.optional() }),
  actions: z.tuple([z.object({ value: z.string().min(1) })], z.unknown()),
})

const slackBody = z.union([directMessage, slashCommand, pressedButton])

/**
 * Reads what Slack posts: an event, a slash command or a pressed button, from a webhook or a socket.
 * The sender's address is "team/user". No interaction: the answer goes to the person's own chat.
 *
 * @param payload the decoded JSON, or the fields of the form.
 * @returns null for what is acknowledged and left alone.
 */
export function parseSlack(payload: unknown): Message | null {
  const parsed = slackBody.safeParse(payload)
  if (!parsed.success) return null
  const found = parsed.data
  if ('event' in found) {
    const { team_id: team, event_id: eventId, event } = found
    return messageOf(eventId, team, event.user, bodyOfEvent(team, event))
  }
  if ('command' in found) {
    const { trigger_id: triggerId, team_id: team, user_id: user, text } = found
    return messageOf(triggerId, team, user, bodyOfCommand(readableText(text)))
  }
  const { trigger_id: triggerId, user, actions } = found
  const team = found.team?.id ?? user.team_id
  if (team === undefined) return null
  return messageOf(triggerId, team, user.id, { kind: 'choice', value: actions[0].value })
}

const messageOf = (updateId: string, team: string, user: string, body: MessageBody): Message => ({
  channel: 'slack',
  updateId,
  sender: `${team}/${user}`,
  body,
  interaction: null,
})

function bodyOfEvent(
  team: string,
  { text, files }: z.infer<typeof directMessage>['event'],
): MessageBody {
  const readable = readableText(text ?? '')
  const [file] = files ?? []
  if (file === undefined) return bodyOfText(readable)
  const mediaType = file.mimetype ?? ''
  const url = canHoldBadge(mediaType) ? (file.url_private_download ?? undefined) : undefined
  return {
    kind: 'attachment',
    attachment: attachmentKind(mediaType),
    caption: readable.slice(0, longestTextCharacters),
    // The key to it is that of its workspace.
    ...(url !== undefined && { file: `${team} ${url}` }),
  }
}

/** After `/stapje` a command needs no slash of its own; nothing after it asks for help. */
function bodyOfCommand(text: string): MessageBody {
  if (text === '') return { kind: 'command', name: 'help', rest: '' }
  const [word = ''] = text.split(/\s/, 1)
  return bodyOfText(readCommand(word.toLowerCase()) === null ? text : `/${text}`)
}

function attachmentKind(mediaType: string): AttachmentKind {
  // Slack has no stickers; people send a moving picture for one.
  if (mediaType === 'image/gif') return 'sticker'
  if (mediaType.startsWith('image/')) return 'photo'
  if (mediaType.startsWith('video/')) return 'video'
  if (mediaType.startsWith('audio/')) return 'voice'
  return mediaType === '' ? 'other' : 'document'
}

/**
 * Turns Slack's way of writing back into what was typed: links and channels become their own words,
 * mentions of people go, and the three escaped characters return.
 */
export function readableText(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) =>
      label !== undefined && label !== '' ? label : /^[@!#]/.test(target) ? '' : target,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}
