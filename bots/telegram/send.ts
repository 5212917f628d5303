import { type Api, GrammyError } from 'grammy'
import type { Outgoing, SendResult, SpokenReply } from '../../src/conversation/channel.ts'
import { renderTelegram, type TelegramPart } from './render.ts'

/** Every result but 'sent'. */
export type TelegramFailure = Exclude<SendResult, { kind: 'sent' }>

/**
 * Sends a reply to a chat. A picture that Telegram cannot fetch is left out: the words go.
 * When the words fail after the picture went, the queue's next try sends the picture once more.
 */
export async function sendTelegram(api: Api, outgoing: Outgoing): Promise<SendResult> {
  const { address, interaction, reply } = outgoing
  const [result] = await Promise.all([
    sendReply(api, address, reply),
    interaction === null ? null : answerCallback(api, interaction),
  ])
  return result
}

async function sendReply(api: Api, chatId: string, reply: SpokenReply): Promise<SendResult> {
  const result = await sendParts(api, chatId, renderTelegram(reply))
  if (result.kind !== 'refused' || reply.picture === null) return result
  return sendParts(api, chatId, renderTelegram({ ...reply, picture: null }))
}

/** Takes the clock off the pressed button. An old press cannot be answered: nothing is lost by it. */
const answerCallback = (api: Api, queryId: string) =>
  api.answerCallbackQuery(queryId).catch(() => null)

async function sendParts(
  api: Api,
  chatId: string,
  parts: readonly TelegramPart[],
): Promise<SendResult> {
  let providerMessageId: string | null = null
  for (const part of parts) {
    try {
      const sent = await sendPart(api, chatId, part)
      providerMessageId = String(sent.message_id)
    } catch (error) {
      return readTelegramFailure(error)
    }
  }
  return { kind: 'sent', providerMessageId }
}

function sendPart(api: Api, chatId: string, { kind, html, keyboard, ...part }: TelegramPart) {
  const form = {
    parse_mode: 'HTML' as const,
    ...(keyboard.length > 0 && {
      reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) },
    }),
  }
  return 'url' in part
    ? api.sendPhoto(chatId, part.url, { ...form, caption: html })
    : api.sendMessage(chatId, html, form)
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
