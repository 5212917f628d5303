import { type Api, GrammyError } from 'grammy'
import type { Outgoing, SendResult } from '../../src/conversation/channel.ts'
import { sendParts } from '../send-parts.ts'
import { renderTelegram, type TelegramPart } from './render.ts'

/** Every result but 'sent'. */
export type TelegramFailure = Exclude<SendResult, { kind: 'sent' }>

/**
 * Sends a reply to a chat. A picture that Telegram cannot fetch is left out: the words go.
 * When the words fail after the picture went, the queue's next try begins with the words.
 */
export async function sendTelegram(api: Api, outgoing: Outgoing): Promise<SendResult> {
  const { interaction } = outgoing
  const [result] = await Promise.all([
    sendReply(api, outgoing),
    interaction === null ? null : answerCallback(api, interaction),
  ])
  return result
}

async function sendReply(
  api: Api,
  { address, reply, partsSent = 0 }: Outgoing,
): Promise<SendResult> {
  const result = await sendParts(renderTelegram(reply), partsSent, (part) =>
    sendPart(api, address, part),
  )
  if (result.kind !== 'refused' || reply.picture === null) return result
  const withoutPicture = renderTelegram({ ...reply, picture: null })
  return sendParts(withoutPicture, 0, (part) => sendPart(api, address, part))
}

/** Takes the clock off the pressed button. An old press cannot be answered: nothing is lost by it. */
const answerCallback = (api: Api, queryId: string) =>
  api.answerCallbackQuery(queryId).catch(() => null)

async function sendPart(
  api: Api,
  chatId: string,
  { kind, html, keyboard, ...part }: TelegramPart,
): Promise<SendResult> {
  const form = {
    parse_mode: 'HTML' as const,
    ...(keyboard.length > 0 && {
      reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) },
    }),
  }
  try {
    const sent =
      'url' in part
        ? await api.sendPhoto(chatId, part.url, { ...form, caption: html })
        : await api.sendMessage(chatId, html, form)
    return { kind: 'sent', providerMessageId: String(sent.message_id) }
  } catch (error) {
    return readTelegramFailure(error)
  }
}

/** Descriptions of a 400 that mean that the person is not there (any more). */
const goneDescription = /chat not found|user is deactivated|user not found|PEER_ID_INVALID/i

/** Reads what grammY threw: an answer of the Bot API, or no answer at all. */
export function readTelegramFailure(error: unknown): TelegramFailure {
  // A proxy in between can answer with JSON that is not the Bot API's.
  if (!(error instanceof GrammyError && Number.isInteger(error.error_code))) {
    return { kind: 'tryLater', code: 'network', afterMilliseconds: null }
  }
  const { error_code: status, description, parameters } = error
  const code = `telegram-${status}`
  if (status === 429) {
    const seconds = parameters.retry_after
    return {
      kind: 'tryLater',
      code,
      afterMilliseconds: seconds === undefined ? null : seconds * 1000,
    }
  }
  if (status === 403) return { kind: 'unreachable', code }
  if (status === 400 && goneDescription.test(description)) {
    return { kind: 'unreachable', code: `${code}-gone` }
  }
  // 401 and 404 are a wrong token: the operator's to mend, and no reason to lose the reply.
  if (status === 401 || status === 404 || status >= 500) {
    return { kind: 'tryLater', code, afterMilliseconds: null }
  }
  return { kind: 'refused', code }
}
