import { webApi } from '@slack/bolt'
import { type Examined, examining } from '../../src/conversation/examined.ts'
import { readSlackFailure } from './send.ts'
import type { SlackSettings } from './settings.ts'
import { slackClientOptions } from './workspaces.ts'

const slack = examining('Slack')

/** Asks Slack whose token it is; where workspaces install the app there is none to ask for. */
export async function examineSlack(
  { botToken, apiUrl }: Pick<SlackSettings, 'botToken' | 'apiUrl'>,
  publicUrl: string | null,
): Promise<readonly Examined[]> {
  if (botToken === null) {
    return [
      slack.good(`Workspaces install the app at ${publicUrl}/slack/install.`),
      ...where(publicUrl),
    ]
  }
  try {
    const client = new webApi.WebClient(botToken, slackClientOptions(apiUrl))
    const { url } = await client.auth.test()
    return [slack.good(`The token is that of ${url}.`), ...where(publicUrl)]
  } catch (error) {
    const { code } = readSlackFailure(error)
    return [
      slack.mend(
        code === 'network'
          ? 'Slack does not answer. May this machine ask slack.com?'
          : `Slack refuses the token (${code}). See SLACK_BOT_TOKEN under "OAuth & Permissions" of the app.`,
      ),
    ]
  }
}

const where = (publicUrl: string | null): readonly Examined[] =>
  publicUrl === null
    ? []
    : [
        slack.note(
          `Slack does not tell where it sends: see in the app that it is ${publicUrl}/webhooks/slack/events, /interactivity and /commands.`,
        ),
      ]
