import { createHmac } from 'node:crypto'
import { HTTPReceiver, type Installation, type InstallationStore } from '@slack/bolt'
import { Router } from 'express'
import type { Installations } from '../../src/conversation/installations.ts'
import { quietLogger } from './quiet-logger.ts'
import type { SlackSettings } from './settings.ts'
import { slackClientOptions } from './workspaces.ts'

/** What the app may do in a workspace. */
const scopes = ['chat:write', 'im:history', 'commands', 'files:read']

const redirectPath = '/slack/oauth_redirect'

/** What an app is installed with. */
export interface SlackInstall {
  readonly clientId: string
  readonly clientSecret: string
}

/** Keeps the token of each workspace. An installation for a whole organisation of workspaces is not taken. */
export function installationStore(installations: Installations): InstallationStore {
  return {
    async storeInstallation(installation: Installation<'v1' | 'v2', boolean>) {
      const { team, bot } = installation
      if (team === undefined || bot?.token === undefined) {
        throw new Error('The app is installed in one workspace at a time.')
      }
      await installations.save('slack', team.id, bot.token)
    },
    async fetchInstallation() {
      throw new Error('Tokens are asked for by workspace.')
    },
  }
}

/**
 * The pages by which a workspace puts the app in (OAuth 2.0): `/slack/install`, and where Slack sends
 * the browser back to. The state is signed, ends after ten minutes, and must be in the same browser.
 */
export function installRoutes(
  { clientId, clientSecret }: SlackInstall,
  { signingSecret, apiUrl }: Pick<SlackSettings, 'signingSecret' | 'apiUrl'>,
  publicUrl: string,
  installations: Installations,
): Router {
  // Bolt makes its installer as part of a receiver; this one is not started.
  const { installer } = new HTTPReceiver({
    signingSecret: signingSecret ?? '',
    clientId,
    clientSecret,
    stateSecret: createHmac('sha256', clientSecret).update('state').digest('base64url'),
    scopes,
    redirectUri: `${publicUrl}${redirectPath}`,
    installationStore: installationStore(installations),
    installerOptions: {
      redirectUriPath: redirectPath,
      directInstall: true,
      clientOptions: slackClientOptions(apiUrl),
    },
    logger: quietLogger,
  })
  const router = Router()
  if (installer === undefined) return router
  const options = { scopes, redirectUri: `${publicUrl}${redirectPath}` }
  router.get('/slack/install', (request, response) =>
    installer.handleInstallPath(request, response, {}, options),
  )
  router.get(redirectPath, (request, response) =>
    installer.handleCallback(
      request,
      response,
      {
        success: (_installation, _options, _request, answer) => {
          answer.writeHead(302, { location: publicUrl })
          answer.end()
        },
        failure: (_error, _options, _request, answer) => {
          answer.writeHead(400, { 'content-type': 'application/problem+json' })
          answer.end(JSON.stringify({ status: 400, code: 'not-installed' }))
        },
      },
      options,
    ),
  )
  return router
}
