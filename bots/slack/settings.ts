import type { Environment } from '../../src/config.ts'
import { ConfigurationError } from '../../src/configuration-error.ts'
import { readAddress, readSettings } from '../settings.ts'
import type { SlackInstall } from './install.ts'

/** What is needed to be an app on Slack. */
export interface SlackSettings {
  /** Of the one workspace; null where workspaces install the app themselves. */
  readonly botToken: string | null
  /** By which workspaces install the app; left out for one workspace. */
  readonly install?: SlackInstall
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
  const installable = readInstallable(environment, publicUrl)
  if (installable !== null) return installable
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

/** Reads the settings of an app that workspaces install themselves; null when it is not one. */
function readInstallable(environment: Environment, publicUrl: string | null): SlackSettings | null {
  const ids = readSettings(environment, {
    required: ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'],
    optional: [],
  })
  if (ids === null) return null
  if (publicUrl === null) {
    throw new ConfigurationError('PUBLIC_URL', 'is needed because SLACK_CLIENT_ID is set')
  }
  if (environment.SLACK_BOT_TOKEN?.trim()) {
    throw new ConfigurationError(
      'SLACK_BOT_TOKEN',
      'is for one workspace only: leave it out because SLACK_CLIENT_ID is set',
    )
  }
  const signingSecret = environment.SLACK_SIGNING_SECRET?.trim() || null
  if (signingSecret === null) {
    throw new ConfigurationError('SLACK_SIGNING_SECRET', 'is needed because SLACK_CLIENT_ID is set')
  }
  const apiUrl = readAddress('SLACK_API_URL', environment.SLACK_API_URL?.trim() || null)
  return {
    botToken: null,
    install: { clientId: ids.SLACK_CLIENT_ID, clientSecret: ids.SLACK_CLIENT_SECRET },
    signingSecret,
    appToken: null,
    apiUrl: apiUrl && `${apiUrl}/`,
  }
}
