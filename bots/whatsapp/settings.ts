import type { Environment } from '../../src/config.ts'
import { ConfigurationError } from '../../src/configuration-error.ts'
import { readAddress, readMessagesPerSecond, readSettings } from '../settings.ts'
import { type ApprovedTexts, readApprovedTexts } from './approved.ts'

/** What is needed to be on WhatsApp through Twilio. */
export interface WhatsAppSettings {
  readonly accountSid: string
  readonly authToken: string
  /** Our own number, as "whatsapp:+31…". */
  readonly from: string
  /** Another server than Twilio's own, for messages and content, without a slash at the end. */
  readonly apiRoot: string | null
  /** SIDs of texts that WhatsApp approved, for after the 24 hours. */
  readonly approved: ApprovedTexts
  /** Where Twilio reaches us; it signs this address, and there is no other way in. */
  readonly publicUrl: string
  /** How many messages a second the number may send; null for a server of one's own. */
  readonly messagesPerSecond?: number | null
}

/** What a WhatsApp sender of Twilio has by default. */
const usualMessagesPerSecond = 80

/**
 * Reads the settings of WhatsApp; null when none is there.
 *
 * @throws {ConfigurationError} when a setting is missing or cannot be right.
 */
export function readWhatsAppSettings(
  environment: Environment,
  publicUrl: string | null,
): WhatsAppSettings | null {
  const found = readSettings(environment, {
    required: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_WHATSAPP_FROM'],
    optional: ['TWILIO_API_ROOT', 'TWILIO_MESSAGES_PER_SECOND'],
  })
  if (found === null) return null
  if (publicUrl === null) {
    throw new ConfigurationError('PUBLIC_URL', 'is needed for WhatsApp: Twilio only sends webhooks')
  }
  if (!/^AC\w+$/.test(found.TWILIO_ACCOUNT_SID)) {
    throw new ConfigurationError(
      'TWILIO_ACCOUNT_SID',
      'must be the account SID that starts with AC',
    )
  }
  const number = found.TWILIO_WHATSAPP_FROM.replace(/^whatsapp:/, '').replace(/[\s()-]/g, '')
  if (!/^\+\d{5,15}$/.test(number)) {
    throw new ConfigurationError('TWILIO_WHATSAPP_FROM', 'must be a number such as +31101234567')
  }
  return {
    accountSid: found.TWILIO_ACCOUNT_SID,
    authToken: found.TWILIO_AUTH_TOKEN,
    from: `whatsapp:${number}`,
    approved: readApprovedTexts(environment),
    apiRoot: readAddress('TWILIO_API_ROOT', found.TWILIO_API_ROOT),
    publicUrl,
    messagesPerSecond: readMessagesPerSecond(
      'TWILIO_MESSAGES_PER_SECOND',
      found.TWILIO_MESSAGES_PER_SECOND,
      found.TWILIO_API_ROOT === null ? usualMessagesPerSecond : null,
    ),
  }
}
