import { webApi } from '@slack/bolt'
import type { Installations } from '../../src/conversation/installations.ts'
import { quietLogger } from './quiet-logger.ts'
import type { SlackSettings } from './settings.ts'

const sendTimeoutMilliseconds = 10_000

/** The way into one workspace. */
export interface Workspace {
  readonly token: string
  readonly client: webApi.WebClient
}

/** The workspaces that the app is in. What comes from another one is not ours to answer. */
export interface Workspaces {
  /** @returns null for a workspace that the app is not in. */
  find(team: string): Promise<Workspace | null>
  /** The app was taken out of a workspace. */
  leave(team: string): Promise<void>
  /** Learns what must be asked of Slack. */
  start(): Promise<void>
}

/** How we talk to Slack: its own retries are off, those of the queue do it. */
export function slackClientOptions(apiUrl: string | null): webApi.WebClientOptions {
  return {
    logger: quietLogger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: sendTimeoutMilliseconds,
    ...(apiUrl !== null && { slackApiUrl: apiUrl }),
  }
}

const open = (token: string, apiUrl: string | null): Workspace => ({
  token,
  client: new webApi.WebClient(token, slackClientOptions(apiUrl)),
})

/** The one workspace of a token. Which that is Slack tells at the start; until then any is taken for it. */
export function oneWorkspace(token: string, apiUrl: string | null): Workspaces {
  const workspace = open(token, apiUrl)
  let own: string | null = null
  return {
    find: async (team) => (own === null || own === team ? workspace : null),
    leave: async () => {},
    async start() {
      own = await workspace.client.auth.test().then(
        ({ team_id: team }) => team ?? null,
        () => null,
      )
    },
  }
}

/** All workspaces that installed the app, each with a token of its own. */
export function installedWorkspaces(
  installations: Installations,
  { apiUrl }: Pick<SlackSettings, 'apiUrl'>,
): Workspaces {
  const opened = new Map<string, Workspace>()
  return {
    async find(team) {
      // Asked each time: another process may have installed it anew, or taken it out.
      const token = await installations.find('slack', team)
      if (token === null) return null
      const known = opened.get(team)
      if (known?.token === token) return known
      const workspace = open(token, apiUrl)
      opened.set(team, workspace)
      return workspace
    },
    async leave(team) {
      opened.delete(team)
      await installations.remove('slack', team)
    },
    start: async () => {},
  }
}
