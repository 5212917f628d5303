import type { Locale } from '../language/locale.ts'
import type { ApprovedName } from './reply.ts'

/** A choice in words. `number` is what can be typed instead of pressing it. */
export interface SpokenChoice {
  readonly label: string
  readonly value: string
  readonly number: number
}

/** A reply in words, before a channel gives it its form. Plain text: nothing in it is markup. */
export interface SpokenReply {
  readonly locale: Locale
  readonly paragraphs: readonly string[]
  readonly cards: readonly {
    readonly title: string
    readonly lines: readonly string[]
    readonly choices: readonly SpokenChoice[]
  }[]
  readonly closing: readonly string[]
  readonly choices: readonly SpokenChoice[]
  /** `url` can be fetched by anyone the service is open to. */
  readonly picture: { readonly url: string; readonly alternative: string } | null
  /** The same as an approved text, for a platform that takes nothing else at the moment. */
  readonly approved?: { readonly name: ApprovedName; readonly values: readonly string[] }
}

/** The code of what was refused because the person wrote too long ago: another app may do. */
export const outsideWindowCode = 'outside-window'

/** What the platform said to a message that was sent. */
export type SendResult =
  | { readonly kind: 'sent'; readonly providerMessageId: string | null }
  /** Rate limit, time-out or fault of the platform: the same message again, not before this. */
  | {
      readonly kind: 'tryLater'
      readonly code: string
      readonly afterMilliseconds: number | null
      /** Of a reply that is several messages, how many were taken: the next try goes on after them. */
      readonly partsSent?: number
    }
  /** The person blocked the bot or is gone: stop sending, keep the person. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** This message will never be taken: say so where an operator looks. */
  | { readonly kind: 'refused'; readonly code: string }

/** What is sent to whom. */
export interface Outgoing {
  readonly address: string
  readonly reply: SpokenReply
  /** `Message.interaction` of the message that this answers. */
  readonly interaction: string | null
  /** When the person last wrote: WhatsApp takes free text for 24 hours after it. */
  readonly lastMessageAt: Date
  /** How many messages of the reply an earlier try sent already; left out, none. */
  readonly partsSent?: number
}

/** How fast a platform takes messages. */
export interface Pace {
  /** What the limit holds for, such as one bot: all processes that send for it share it. */
  readonly name: string
  readonly perSecond: number
}

/** The port through which the core speaks to a channel. Retries are the queue's, never the client's. */
export interface Channel {
  readonly name: string
  /** How fast the platform takes messages, over all people and processes; null when only it knows. */
  readonly pace?: Pace | null
  /** Sends one reply. Never throws for what the platform answers: that is a {@link SendResult}. */
  send(outgoing: Outgoing): Promise<SendResult>
  /** Reads a file that came with a message; null when it cannot be had, or is too large. */
  readFile?(reference: string, mostBytes: number): Promise<Uint8Array | null>
}
