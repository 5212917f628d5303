import type { Environment } from '../../src/config.ts'
import { ConfigurationError } from '../../src/configuration-error.ts'
import { readAddress, readSettings } from '../settings.ts'

/** What is needed to be an app on Slack. */
export interface SlackSettings {
  readonly botToken: string
  /** Proves that a webhook is Slack's; null when only Socket Mode is used. */
  readonly signingSecret: string | null
  /** Opens Socket Mode; needed without a public URL. */
  readonly appToken: string | null
  /** Another Web API than Slack's own, with a slash at the end. */
  readonly apiUrl: string | null
}

/**
 * Reads the settings of Slack; null when none is there.
 *
 * @throws {ConfigurationError} when a setting is missing or cannot be right.
 */
export function readSlackSettings(
  environment: Environment,
  publicUrl: string | null,
): SlackSettings | null {
  const found = readSettings(environment, {
    required: ['SLACK_BOT_TOKEN'],
    optional: ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL'],
  })
  if (found === null) return null
  if (publicUrl !== null && found.SLACK_SIGNING_SECRET === null) {
    throw new ConfigurationError(
      'SLACK_SIGNING_SECRET',
      'is needed because SLACK_BOT_TOKEN and PUBLIC_URL are set',
    )
  }
  if (publicUrl === null && found.SLACK_APP_TOKEN === null) {
    throw new ConfigurationError(
      'SLACK_APP_TOKEN',
      'is needed for Slack without PUBLIC_URL (Socket Mode); or set PUBLIC_URL',
    )
  }
  const apiUrl = readAddress('SLACK_API_URL', found.SLACK_API_URL)
  return {
    botToken: found.SLACK_BOT_TOKEN,
    signingSecret: found.SLACK_SIGNING_SECRET,
    appToken: found.SLACK_APP_TOKEN,
    apiUrl: apiUrl && `${apiUrl}/`,
  }
}
