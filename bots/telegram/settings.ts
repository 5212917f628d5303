import type { Environment } from '../../src/config.ts'
import { ConfigurationError } from '../../src/configuration-error.ts'
import { readAddress, readMessagesPerSecond, readSettings } from '../settings.ts'

/** What is needed to be a bot on Telegram. */
export interface TelegramSettings {
  readonly token: string
  /** Telegram sends it back in a header of each webhook; null when only polling is used. */
  readonly webhookSecret: string | null
  /** Another Bot API server than Telegram's own, without a slash at the end. */
  readonly apiRoot: string | null
  /** How many messages a second the bot may send; null for a server of one's own, which has no such limit. */
  readonly messagesPerSecond?: number | null
}

/** About 30 messages a second over all chats (Bots FAQ, "My bot is hitting limits"). */
const usualMessagesPerSecond = 30

/** Bot API, setWebhook: 1-256 characters. */
const secretPattern = /^[A-Za-z0-9_-]{1,256}$/

/**
 * Reads the settings of Telegram; null when none is there.
 *
 * @throws {ConfigurationError} when a setting is missing or cannot be right.
 */
export function readTelegramSettings(
  environment: Environment,
  publicUrl: string | null,
): TelegramSettings | null {
  const found = readSettings(environment, {
    required: ['TELEGRAM_BOT_TOKEN'],
    optional: ['TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_API_ROOT', 'TELEGRAM_MESSAGES_PER_SECOND'],
  })
  if (found === null) return null
  const webhookSecret = found.TELEGRAM_WEBHOOK_SECRET
  if (webhookSecret === null && publicUrl !== null) {
    throw new ConfigurationError(
      'TELEGRAM_WEBHOOK_SECRET',
      'is needed because TELEGRAM_BOT_TOKEN and PUBLIC_URL are set; make one with: openssl rand -hex 32',
    )
  }
  if (webhookSecret !== null && !secretPattern.test(webhookSecret)) {
    throw new ConfigurationError(
      'TELEGRAM_WEBHOOK_SECRET',
      'must be 1 to 256 letters, digits, _ or -; make one with: openssl rand -hex 32',
    )
  }
  return {
    token: found.TELEGRAM_BOT_TOKEN,
    webhookSecret,
    apiRoot: readAddress('TELEGRAM_API_ROOT', found.TELEGRAM_API_ROOT),
    messagesPerSecond: readMessagesPerSecond(
      'TELEGRAM_MESSAGES_PER_SECOND',
      found.TELEGRAM_MESSAGES_PER_SECOND,
      found.TELEGRAM_API_ROOT === null ? usualMessagesPerSecond : null,
    ),
  }
}
