import express, { type Response, Router } from 'express'
import { z } from 'zod'
import type { Credentials } from '../credentials.ts'
import type { Faults } from '../faults.ts'
import { canBeFetched } from '../fetch-picture.ts'
import type { Phones } from '../phones.ts'
import { linesOf, withoutMarkup } from '../plain-text.ts'

const keyboard = z.object({
  inline_keyboard: z.array(
    z.array(z.object({ text: z.string().min(1), callback_data: z.string() })),
  ),
})
const message = z.object({
  chat_id: z.coerce.string(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.url().optional(),
  parse_mode: z.literal('HTML').optional(),
  reply_markup: keyboard.optional(),
})
type SentMessage = z.infer<typeof message>

const textCharacters = 4096
const captionCharacters = 1024
const callbackBytes = 64
const buttons = 100

const answer = (response: Response, result: unknown) => response.json({ ok: true, result })
const refuse = (response: Response, status: number, description: string, parameters?: object) =>
  response.status(status).json({ ok: false, error_code: status, description, parameters })

/** Plays the Bot API's part that the service calls, with its limits and its errors. */
export function telegramApi(
  credentials: Credentials['telegram'],
  phones: Phones,
  faults: Faults,
): Router {
  const router = Router()
  let messageId = 0
  router.post('/bot:token/:method', express.json(), async (request, response) => {
    const { token, method } = request.params
    if (token !== credentials.botToken) return refuse(response, 401, 'Unauthorized')
    if (
      method === 'answerCallbackQuery' ||
      method.startsWith('set') ||
      method === 'deleteWebhook'
    ) {
      return answer(response, true)
    }
    if (method !== 'sendMessage' && method !== 'sendPhoto') {
      return refuse(response, 404, 'Not Found: method not found')
    }
    const fault = faults.take('telegram')
    if (fault?.status === 0) return request.socket.destroy()
    if (fault !== null) {
      const retry = fault.retryAfterSeconds
      return refuse(response, fault.status, descriptionOf(fault.status), {
        ...(retry === undefined ? {} : { retry_after: retry }),
      })
    }
    const parsed = message.safeParse(request.body)
    if (!parsed.success) return refuse(response, 400, 'Bad Request: message is not valid')
    const wrong = await wrongWith(parsed.data, method === 'sendPhoto')
    if (wrong !== null) return refuse(response, 400, `Bad Request: ${wrong}`)
    messageId += 1
    const { chat_id: address, text, caption, photo, reply_markup } = parsed.data
    phones.show(
      { channel: 'telegram', address },
      {
        from: 'bot',
        lines: linesOf(withoutMarkup(text ?? caption ?? '')),
        buttons: (reply_markup?.inline_keyboard ?? [])
          .flat()
          .map((button) => ({ label: button.text, value: button.callback_data })),
        pictureUrl: photo ?? null,
      },
    )
    return answer(response, {
      message_id: messageId,
      date: 0,
      chat: { id: Number(address), type: 'private' },
    })
  })
  return router
}

const descriptionOf = (status: number) =>
  status === 429
    ? 'Too Many Requests: retry later'
    : status === 403
      ? 'Forbidden: bot was blocked by the user'
      : 'Internal Server Error'

/** What the Bot API would refuse in a message; null when it is good. */
async function wrongWith(sent: SentMessage, isPhoto: boolean): Promise<string | null> {
  const html = (isPhoto ? sent.caption : sent.text) ?? ''
  const length = withoutMarkup(html).length
  const pressed = (sent.reply_markup?.inline_keyboard ?? []).flat()
  if (/<(?!\/?b>)|&(?!amp;|lt;|gt;|quot;)/.test(html)) return "can't parse entities"
  if (!isPhoto && length === 0) return 'message text is empty'
  if (length > (isPhoto ? captionCharacters : textCharacters)) return 'message is too long'
  if (pressed.length > buttons) return 'reply markup is too long'
  if (pressed.some(({ callback_data: data }) => !isCallbackData(data))) return 'BUTTON_DATA_INVALID'
  if (isPhoto && !(await canBeFetched(sent.photo))) return 'failed to get HTTP URL content'
  return null
}

const isCallbackData = (data: string) => data !== '' && Buffer.byteLength(data) <= callbackBytes
