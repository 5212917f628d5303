/** A kind of attachment that cannot be read as text. */
export type AttachmentKind =
  | 'sticker'
  | 'voice'
  | 'photo'
  | 'video'
  | 'document'
  | 'location'
  | 'contact'
  | 'other'

/** What one message holds, the same for every channel. */
export type MessageBody =
  /** Typed text, an empty string included. */
  | { readonly kind: 'text'; readonly text: string }
  /** A pressed button or a picked row: the value that we gave it. */
  | { readonly kind: 'choice'; readonly value: string }
  /** A command such as `/award TULP-4821 eerste-stap`; `name` without slash, in lower case. */
  | { readonly kind: 'command'; readonly name: string; readonly rest: string }
  /** Something else, with the text that stood under it, or an empty string. */
  | {
      readonly kind: 'attachment'
      readonly attachment: AttachmentKind
      readonly caption: string
      /** Of a file that can hold a badge: the channel's own reference, opaque to the core. */
      readonly file?: string
    }
  /** A place on the map, in degrees. It is used to find the neighbourhood, and not kept. */
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  /** The person blocked the bot, or took it back. */
  | { readonly kind: 'reachability'; readonly reachable: boolean }

/** One message from a person, as the core sees it. */
export interface Message {
  /** The channel's name; opaque to the core. */
  readonly channel: string
  /** What makes this update unique on its channel: a repeat is dropped by it. */
  readonly updateId: string
  /** The channel's own address of the sender; sealed before it is stored, never logged. */
  readonly sender: string
  readonly body: MessageBody
  /** What the channel wants back with the answer, such as a callback query id. */
  readonly interaction: string | null
}

/** What became of a message. All of it is acknowledged; `tooMany` of one person were dropped. */
export type Handled = 'answered' | 'duplicate' | 'failed' | 'tooMany'

/** The one door from the channels into the core. Throws only when the message must be sent again. */
export type HandleMessage = (message: Message) => Promise<Handled>

const badgeMediaTypes =
  /^(?:image\/(?:png|svg\+xml)|application\/(?:[\w.-]+\+)?(?:json|jwt)|text\/plain)\b/i

/** Tells whether a file of this media type can hold a badge. */
export const canHoldBadge = (mediaType: string): boolean => badgeMediaTypes.test(mediaType)

/** The longest text that is read; the rest of a longer one is left out. */
export const longestTextCharacters = 4000

const commandPattern = /^\/([\p{L}0-9_-]{1,40})(?:@\w+)?(?:\s+([\s\S]*))?$/u

/**
 * Makes a body of typed text: a command when it starts with a slash, text otherwise.
 *
 * @example bodyOfText('/Award TULP-4821 eerste-stap') // { kind: 'command', name: 'award', rest: 'TULP-4821 eerste-stap' }
 */
export function bodyOfText(text: string): MessageBody {
  const readable = text.slice(0, longestTextCharacters).trim()
  const [, name, rest] = commandPattern.exec(readable) ?? []
  if (name === undefined) return { kind: 'text', text: readable }
  return { kind: 'command', name: name.toLowerCase(), rest: (rest ?? '').trim() }
}
