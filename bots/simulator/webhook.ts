import type { PhoneButton } from './phones.ts'
import type { SimulatedFile } from './sent-files.ts'

/** A request that a platform makes to the service. */
export interface Webhook {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What somebody can send that is not text. */
export const attachments = [
  'sticker',
  'voice',
  'photo',
  'video',
  'document',
  'location',
  'contact',
] as const
export type SimulatedAttachment = (typeof attachments)[number]

/** Where everybody is: on the Afrikaanderplein in Rotterdam. */
export const simulatedPlace = { latitude: 51.8995, longitude: 4.4995 }

/** What somebody does on their phone. */
export type PhoneAction =
  | { readonly kind: 'say'; readonly text: string }
  /** `isListed` when the button stood in a list that had to be opened. */
  | { readonly kind: 'press'; readonly button: PhoneButton; readonly isListed: boolean }
  | {
      readonly kind: 'send'
      readonly attachment: SimulatedAttachment
      readonly caption: string
    }
  | { readonly kind: 'sendFile'; readonly file: SimulatedFile; readonly caption: string }

/** How one platform turns what a person does into a webhook. */
export interface WebhookMaker {
  /** @param address as the channel's adapter writes it. */
  make(address: string, action: PhoneAction): Webhook
}
