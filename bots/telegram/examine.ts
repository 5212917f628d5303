import type { Api } from 'grammy'
import { type Examined, examining } from '../../src/conversation/examined.ts'
import { readTelegramFailure } from './send.ts'

const telegram = examining('Telegram')

/** Asks Telegram who we are, and where it sends what people write. */
export async function examineTelegram(
  api: Api,
  publicUrl: string | null,
): Promise<readonly Examined[]> {
  try {
    const { username } = await api.getMe()
    return [
      telegram.good(`The token is that of @${username}.`),
      await examineWebhook(api, publicUrl),
    ]
  } catch (error) {
    const { code } = readTelegramFailure(error)
    return [
      telegram.mend(
        code === 'network'
          ? 'Telegram does not answer. May this machine ask api.telegram.org?'
          : `Telegram refuses the token (${code}). Ask @BotFather for TELEGRAM_BOT_TOKEN.`,
      ),
    ]
  }
}

async function examineWebhook(api: Api, publicUrl: string | null): Promise<Examined> {
  const { url = '', pending_update_count: pending, last_error_message } = await api.getWebhookInfo()
  if (publicUrl === null) {
    return url === ''
      ? telegram.good('It is polled, as PUBLIC_URL is not set.')
      : telegram.note(`It still sends to ${url}; that ends when the service starts.`)
  }
  const ours = `${publicUrl}/webhooks/telegram`
  if (url !== ours) {
    return telegram.mend(
      `It sends to ${url || 'nowhere'}, not to ${ours}. Start the service to tell it.`,
    )
  }
  return last_error_message === undefined || pending === 0
    ? telegram.good(`It sends to ${ours}; ${pending} updates wait.`)
    : telegram.mend(`${pending} updates wait. Its last try failed: ${last_error_message}.`)
}
