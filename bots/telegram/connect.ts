import { setTimeout } from 'node:timers/promises'
import { Router } from 'express'
import { Api } from 'grammy'
import { commandWords } from '../../src/conversation/commands.ts'
import type { Locale } from '../../src/language/locale.ts'
import type { ChannelContext, ConnectChannel, ConnectedChannel } from '../channel.ts'
import { paceOf } from '../settings.ts'
import { examineTelegram } from './examine.ts'
import { keepTrying, type Pause } from './keep-trying.ts'
import { forGrammy, longPollSeconds, pollUpdates, updateKinds } from './poll.ts'
import { readTelegramFile } from './read-file.ts'
import { readTelegramFailure, sendTelegram } from './send.ts'
import { readTelegramSettings, type TelegramSettings } from './settings.ts'
import { telegramWebhook } from './webhook.ts'

const sendTimeoutSeconds = 10

/** The reply's own wait is the queue's; this one is for what we tell Telegram about ourselves. */
const realPause: Pause = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined)
}

/** Connects Telegram when its settings are there: by webhook with a public URL, by polling without. */
export const connectTelegram: ConnectChannel = (environment, context) => {
  const settings = readTelegramSettings(environment, context.publicUrl)
  return settings && telegramChannel(settings, context)
}

/**
 * The channel itself.
 *
 * @param pause waits between two tries of what is done in the background.
 */
export function telegramChannel(
  settings: TelegramSettings,
  context: ChannelContext,
  pause: Pause = realPause,
): ConnectedChannel {
  const { log, handle, publicUrl } = context
  const { token, webhookSecret, apiRoot } = settings
  const client = (timeoutSeconds: number) =>
    new Api(token, { timeoutSeconds, ...(apiRoot !== null && { apiRoot }) })
  const api = client(sendTimeoutSeconds)
  const stopping = new AbortController()
  const { signal } = stopping
  /** Our own name on Telegram, once it told us. */
  let username: string | null = null
  const askName = async (stopped: AbortSignal) => {
    username = (await api.getMe(forGrammy(stopped))).username ?? null
  }
  let background: Promise<unknown> = Promise.resolve()

  const onFailure = (error: unknown) => {
    const failure = readTelegramFailure(error)
    log.warn({ channel: 'telegram', code: failure.code }, 'Telegram did not answer; trying again')
    return failure.kind === 'tryLater' ? (failure.afterMilliseconds ?? 0) : 0
  }
  const onNotHandled = () => {
    log.error({ channel: 'telegram', code: 'not-handled' }, 'an update is tried again')
    return 0
  }
  const insist = (task: (signal: AbortSignal) => Promise<unknown>) =>
    keepTrying(task, onFailure, pause, signal)
  const receive = async () => {
    await insist((stopped) => setWebhook(api, publicUrl, webhookSecret, stopped))
    if (publicUrl !== null) return
    const polling = client(longPollSeconds + sendTimeoutSeconds)
    await pollUpdates({ api: polling, handle, onFailure, onNotHandled, pause, signal })
  }
  return {
    name: 'telegram',
    pace: paceOf('telegram', settings.messagesPerSecond ?? null),
    router: webhookSecret === null ? Router() : telegramWebhook(webhookSecret, context),
    chatLink: ({ payload }) =>
      username === null
        ? null
        : { app: 'Telegram', url: `https://t.me/${username}?start=${payload}` },
    send: (outgoing) => sendTelegram(api, outgoing),
    readFile: (fileId, mostBytes) => readTelegramFile(api, settings, fileId, mostBytes),
    examine: () => examineTelegram(api, publicUrl),
    async start() {
      background = Promise.all([
        insist((stopped) => setMenu(api, stopped)),
        insist(askName),
        receive(),
      ])
    },
    async stop() {
      stopping.abort()
      await background
    },
  }
}

/** Tells Telegram our commands, in Dutch for everyone and in English for who has that set. */
async function setMenu(api: Api, signal: AbortSignal): Promise<void> {
  const menu = (locale: Locale) =>
    commandWords(locale).map(({ name, description }) => ({ command: name, description }))
  await api.setMyCommands(menu('nl'), {}, forGrammy(signal))
  await api.setMyCommands(menu('en'), { language_code: 'en' }, forGrammy(signal))
}

/** Tells Telegram where our webhook is, or that there is none, without which it cannot be polled. */
async function setWebhook(
  api: Api,
  publicUrl: string | null,
  webhookSecret: string | null,
  signal: AbortSignal,
): Promise<void> {
  if (publicUrl === null || webhookSecret === null) {
    await api.deleteWebhook({}, forGrammy(signal))
    return
  }
  const asked = { allowed_updates: updateKinds, secret_token: webhookSecret }
  await api.setWebhook(`${publicUrl}/webhooks/telegram`, asked, forGrammy(signal))
}
