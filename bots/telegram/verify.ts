import { createHash, timingSafeEqual } from 'node:crypto'

/** The header in which Telegram sends our webhook secret back. */
export const secretHeader = 'x-telegram-bot-api-secret-token'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Tells whether the header holds our secret; takes the same time whatever it holds. */
export function isFromTelegram(header: string | undefined, webhookSecret: string): boolean {
  return header !== undefined && timingSafeEqual(digest(header), digest(webhookSecret))
}
