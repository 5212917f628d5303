/** A request that a platform makes to the service. */
export interface Webhook {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What somebody can send that is not text. */
export const attachments = ['sticker', 'voice', 'photo', 'location'] as const
export type SimulatedAttachment = (typeof attachments)[number]

/** What somebody does on their phone. */
export type PhoneAction =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'press'; readonly value: string }
  | {
      readonly kind: 'send'
      readonly attachment: SimulatedAttachment
      readonly caption: string
    }

/** How one platform turns what a person does into a webhook. */
export interface WebhookMaker {
  /** @param address as the channel's adapter writes it. */
  make(address: string, action: PhoneAction): Webhook
}
