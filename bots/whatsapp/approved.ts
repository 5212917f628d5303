import type { Environment } from '../../src/config.ts'
import { ConfigurationError } from '../../src/configuration-error.ts'
import type { SpokenReply } from '../../src/conversation/channel.ts'
import { type ApprovedName, approvedNames } from '../../src/conversation/reply.ts'
import { type Locale, locales } from '../../src/language/locale.ts'
import { readSettings } from '../settings.ts'

/** SIDs (`HX…`) of the texts that WhatsApp approved, by the name of their setting. */
export type ApprovedTexts = ReadonlyMap<string, string>

/** The setting that holds a text's SID, such as `TWILIO_TEMPLATE_REMINDER_EVENING_NL`. */
export const approvedSetting = (name: ApprovedName, locale: Locale): string =>
  `TWILIO_TEMPLATE_${name}_${locale}`.toUpperCase()

/** Every such setting: a message and a language each. */
export const approvedSettings: readonly string[] = approvedNames.flatMap((name) =>
  locales.map((locale) => approvedSetting(name, locale)),
)

/**
 * Reads which texts WhatsApp approved. One that is left out is not sent after the 24 hours.
 *
 * @throws {ConfigurationError} when a SID cannot be right.
 */
export function readApprovedTexts(environment: Environment): ApprovedTexts {
  const found = readSettings(environment, { required: [], optional: approvedSettings }) ?? {}
  const texts = new Map<string, string>()
  for (const [setting, sid] of Object.entries(found)) {
    if (sid === null) continue
    if (!/^HX[0-9a-fA-F]{32}$/.test(sid)) {
      throw new ConfigurationError(setting, 'must be a content SID: HX and 32 hexadecimal figures')
    }
    texts.set(setting, sid)
  }
  return texts
}

/** A message in Twilio's form for an approved text. */
export interface ApprovedContent {
  readonly contentSid: string
  readonly contentVariables: string
}

/** The approved text of a reply, filled in; null when it has none in its language. */
export function approvedContent(
  texts: ApprovedTexts,
  { approved, locale }: SpokenReply,
): ApprovedContent | null {
  if (approved === undefined) return null
  const contentSid = texts.get(approvedSetting(approved.name, locale))
  if (contentSid === undefined) return null
  const values = approved.values.map((value, index) => [
    String(index + 1),
    // A value is one line (Twilio error 21656).
    value.replace(/\s+/g, ' ').trim(),
  ])
  return { contentSid, contentVariables: JSON.stringify(Object.fromEntries(values)) }
}
