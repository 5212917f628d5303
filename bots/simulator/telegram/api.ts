import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { Credentials } from '../credentials.ts'
import type { Faults } from '../faults.ts'
import { canBeFetched } from '../fetch-picture.ts'
import type { PhonePart, Phones } from '../phones.ts'
import { readHtml, readPlain } from '../plain-text.ts'
import type { SentFiles } from '../sent-files.ts'
import { readTelegramHtml } from './html.ts'

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
const fileAsked = z.object({ file_id: z.string().optional() })
type SentMessage = z.infer<typeof message>

const textCharacters = 4096
const captionCharacters = 1024
const callbackBytes = 64
const mostButtons = 100

const answer = (response: Response, result: unknown) => response.json({ ok: true, result })
const refuse = (response: Response, status: number, description: string, parameters?: object) =>
  response.status(status).json({ ok: false, error_code: status, description, parameters })

/** Methods that need no more of us than to be taken, with what the Bot API answers. */
const simpleMethods: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['getMe', { id: 700000000, is_bot: true, first_name: 'Stapje', username: 'stapje_bot' }],
  ['setWebhook', true],
  ['deleteWebhook', true],
  ['setMyCommands', true],
  ['setMyDescription', true],
  ['setMyShortDescription', true],
  ['answerCallbackQuery', true],
  ['sendChatAction', true],
])

/** Plays the Bot API's part that the service calls, with its limits and its errors. */
export function telegramApi(
  credentials: Credentials['telegram'],
  phones: Phones,
  faults: Faults,
  files: SentFiles,
): Router {
  const router = Router()
  let messageId = 0
  const receive = async (
    request: Request<{ token: string; method: string }>,
    response: Response,
  ) => {
    const { token, method } = request.params
    if (token !== credentials.botToken) return refuse(response, 401, 'Unauthorized')
    if (simpleMethods.has(method)) return answer(response, simpleMethods.get(method))
    if (method === 'getUpdates') {
      return refuse(response, 409, "Conflict: can't use getUpdates method while webhook is active")
    }
    if (method === 'getFile') {
      const { file_id: id = '' } = fileAsked.parse({ ...request.query, ...request.body })
      const found = files.find(id)
      if (found === null) return refuse(response, 400, 'Bad Request: invalid file_id')
      return answer(response, { file_id: id, file_path: `documents/${id}` })
    }
    if (method !== 'sendMessage' && method !== 'sendPhoto') {
      return refuse(response, 404, 'Not Found: method not found')
    }
    const fault = faults.take('telegram')
    if (fault?.status === 0) return request.socket.destroy()
    if (fault !== null) {
      const retry = fault.retryAfterSeconds
      return refuse(response, fault.status, descriptionOf(fault.status, retry), {
        ...(retry === undefined ? {} : { retry_after: retry }),
      })
    }
    const parsed = message.safeParse(request.body)
    if (!parsed.success) return refuse(response, 400, 'Bad Request: message is not valid')
    const wrong = await wrongWith(parsed.data, method === 'sendPhoto')
    if (wrong !== null) return refuse(response, 400, `Bad Request: ${wrong}`)
    messageId += 1
    const { chat_id: address } = parsed.data
    phones.show({ channel: 'telegram', address }, { from: 'bot', parts: partsOf(parsed.data) })
    return answer(response, {
      message_id: messageId,
      date: 0,
      chat: { id: Number(address), type: 'private' },
    })
  }
  router.get('/file/bot:token/documents/:id', ({ params: { token, id } }, response) => {
    const found = token === credentials.botToken ? files.find(id) : null
    return found === null
      ? refuse(response, 404, 'Not Found')
      : response.type('application/octet-stream').send(Buffer.from(found.bytes))
  })
  router.post('/bot:token/:method', express.json(), receive)
  router.get('/bot:token/:method', receive)
  return router
}

function partsOf({ text, caption, photo, parse_mode, reply_markup }: SentMessage): PhonePart[] {
  const words = text ?? caption ?? ''
  const rows = (reply_markup?.inline_keyboard ?? []).map((row) =>
    row.map((button) => ({ label: button.text, value: button.callback_data })),
  )
  return [
    ...(photo === undefined ? [] : [{ kind: 'picture' as const, url: photo, alternative: null }]),
    { kind: 'text', paragraphs: parse_mode === 'HTML' ? readHtml(words) : readPlain(words) },
    ...(rows.length > 0 ? [{ kind: 'buttons' as const, rows }] : []),
  ]
}

function descriptionOf(status: number, retryAfterSeconds = 1): string {
  if (status === 429) return `Too Many Requests: retry after ${retryAfterSeconds}`
  return status === 403 ? 'Forbidden: bot was blocked by the user' : 'Internal Server Error'
}

/** What the Bot API would refuse in a message; null when it is good. */
async function wrongWith(sent: SentMessage, isPhoto: boolean): Promise<string | null> {
  const words = (isPhoto ? sent.caption : sent.text) ?? ''
  const read =
    sent.parse_mode === 'HTML'
      ? readTelegramHtml(words)
      : { kind: 'read' as const, text: words.trim() }
  if (read.kind === 'wrong') return read.description
  if (!isPhoto && read.text === '') return 'message text is empty'
  if (isPhoto && read.text.length > captionCharacters) return 'message caption is too long'
  if (read.text.length > textCharacters) return 'message is too long'
  const buttons = (sent.reply_markup?.inline_keyboard ?? []).flat()
  if (buttons.length > mostButtons) return 'reply markup is too long'
  if (buttons.some(({ callback_data: data }) => !isCallbackData(data))) return 'BUTTON_DATA_INVALID'
  if (isPhoto && sent.photo === undefined) return 'there is no photo in the request'
  if (isPhoto && !(await canBeFetched(sent.photo))) return 'failed to get HTTP URL content'
  return null
}

const isCallbackData = (data: string) => data !== '' && Buffer.byteLength(data) <= callbackBytes
