import { setTimeout } from 'node:timers/promises'
import { App, type Receiver, webApi } from '@slack/bolt'
import { Router } from 'express'
import { ConfigurationError } from '../../src/configuration-error.ts'
import type { ChannelContext, ConnectChannel, ConnectedChannel } from '../channel.ts'
import { offerAwardModal } from './award-modal.ts'
import { parseSlack } from './parse.ts'
import { quietLogger } from './quiet-logger.ts'
import { readSlackFile } from './read-file.ts'
import { SlackWebhooks } from './receive.ts'
import { sendSlack } from './send.ts'
import { readSlackSettings, type SlackSettings } from './settings.ts'
import { type Pause, SlackSocket } from './socket.ts'

const sendTimeoutMilliseconds = 10_000

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
  const { botToken, apiUrl } = settings
  const clientOptions: webApi.WebClientOptions = {
    logger: quietLogger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: sendTimeoutMilliseconds,
    ...(apiUrl !== null && { slackApiUrl: apiUrl }),
  }
  const client = new webApi.WebClient(botToken, clientOptions)
  const receiver = receiverFor(settings, context, pause)
  const app = new App({
    receiver,
    // One workspace: whose event it is needs no question to Slack.
    authorize: async () => ({ botToken }),
    convoStore: false,
    ignoreSelf: false,
    logger: quietLogger,
    clientOptions: { ...clientOptions },
  })
  app.use(async ({ body, next }) => {
    const message = parseSlack(body)
    if (message === null) await next()
    else await context.handle(message)
  })
  offerAwardModal(app, context, async (triggerId, view) => {
    await client.views.open({ trigger_id: triggerId, view })
  })
  return {
    name: 'slack',
    router: receiver instanceof SlackWebhooks ? receiver.router : Router(),
    chatLink: () => null,
    send: (outgoing) => sendSlack(client, outgoing),
    readFile: (url, mostBytes) => readSlackFile(settings, url, mostBytes),
    async start() {
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
): Receiver & (SlackWebhooks | SlackSocket) {
  if (publicUrl !== null && signingSecret !== null) {
    return new SlackWebhooks(signingSecret, { clock, log })
  }
  if (appToken !== null) return new SlackSocket({ appToken, apiUrl, log, pause })
  throw new ConfigurationError('SLACK_APP_TOKEN', 'is needed for Slack without PUBLIC_URL')
}
