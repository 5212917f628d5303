import { setTimeout } from 'node:timers/promises'
import { App, type Receiver } from '@slack/bolt'
import { Router } from 'express'
import { ConfigurationError } from '../../src/configuration-error.ts'
import type { ChannelContext, ConnectChannel, ConnectedChannel } from '../channel.ts'
import { offerAwardModal } from './award-modal.ts'
import { examineSlack } from './examine.ts'
import { installRoutes } from './install.ts'
import { parseSlack } from './parse.ts'
import { quietLogger } from './quiet-logger.ts'
import { readSlackFile } from './read-file.ts'
import { SlackWebhooks } from './receive.ts'
import { sendSlack } from './send.ts'
import { readSlackSettings, type SlackSettings } from './settings.ts'
import { type Pause, SlackSocket } from './socket.ts'
import {
  installedWorkspaces,
  oneWorkspace,
  slackClientOptions,
  type Workspaces,
} from './workspaces.ts'

/** The reply's own wait is the queue's; this one is for connecting again. */
const realPause: Pause = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined)
}

/** Connects Slack when its settings are there: by webhooks with a public URL, by Socket Mode without. */
export const connectSlack: ConnectChannel = (environment, context) => {
  const settings = readSlackSettings(environment, context.publicUrl)
  return settings && slackChannel(settings, context)
}

/**
 * The channel itself.
 *
 * @param pause waits between two tries to connect.
 */
export function slackChannel(
  settings: SlackSettings,
  context: ChannelContext,
  pause: Pause = realPause,
): ConnectedChannel {
  const { botToken, apiUrl, install } = settings
  const { publicUrl, installations } = context
  const workspaces =
    botToken === null
      ? installedWorkspaces(installations, settings)
      : oneWorkspace(botToken, apiUrl)
  const workspaceOf = (sender: string) => workspaces.find(sender.split('/')[0] ?? '')
  const receiver = receiverFor(settings, context, pause, workspaces)
  const app = new App({
    receiver,
    // Bolt sends nothing by itself here: what it is told does not matter.
    authorize: async () => ({ botToken: botToken ?? 'none' }),
    convoStore: false,
    ignoreSelf: false,
    logger: quietLogger,
    clientOptions: slackClientOptions(apiUrl),
  })
  app.use(async ({ body, next }) => {
    const message = parseSlack(body)
    if (message === null) {
      await next()
      return
    }
    // What a workspace sends that the app is not in (any more) is not answered.
    if ((await workspaceOf(message.sender)) !== null) await context.handle(message)
  })
  offerAwardModal(app, context, async (user, triggerId, view) => {
    const workspace = await workspaceOf(user.sender)
    await workspace?.client.views.open({ trigger_id: triggerId, view })
  })
  const router = Router()
  if (receiver instanceof SlackWebhooks) router.use(receiver.router)
  if (install !== undefined && publicUrl !== null) {
    router.use(installRoutes(install, settings, publicUrl, installations))
  }
  return {
    name: 'slack',
    router,
    chatLink: () => null,
    send: (outgoing) => sendSlack(workspaces, outgoing),
    readFile: (reference, mostBytes) => readSlackFile(settings, workspaces, reference, mostBytes),
    examine: () => examineSlack(settings, publicUrl),
    async start() {
      await workspaces.start()
      await receiver.start()
    },
    async stop() {
      await receiver.stop()
    },
  }
}

function receiverFor(
  { signingSecret, appToken, apiUrl }: SlackSettings,
  { publicUrl, clock, log }: ChannelContext,
  pause: Pause,
  workspaces: Workspaces,
): Receiver & (SlackWebhooks | SlackSocket) {
  if (publicUrl !== null && signingSecret !== null) {
    return new SlackWebhooks(signingSecret, { clock, log }, workspaces.leave)
  }
  if (appToken !== null) return new SlackSocket({ appToken, apiUrl, log, pause })
  throw new ConfigurationError('SLACK_APP_TOKEN', 'is needed for Slack without PUBLIC_URL')
}
