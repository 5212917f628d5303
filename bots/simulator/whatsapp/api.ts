import { randomBytes } from 'node:crypto'
import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { Credentials } from '../credentials.ts'
import type { Faults } from '../faults.ts'
import { canBeFetched } from '../fetch-picture.ts'
import type { PhonePart, Phones } from '../phones.ts'
import { readStars } from '../plain-text.ts'
import type { SentFiles } from '../sent-files.ts'
import type { Webhook } from '../webhook.ts'
import { approvals } from './approved.ts'
import { ContentStore } from './content.ts'
import { signedForm } from './webhooks.ts'

const message = z.object({
  To: z.string().startsWith('whatsapp:'),
  From: z.string().startsWith('whatsapp:'),
  Body: z.string().optional(),
  MediaUrl: z.url().optional(),
  ContentSid: z.string().optional(),
  ContentVariables: z.string().optional(),
  StatusCallback: z.url().optional(),
})

const bodyCharacters = 1600
const windowMilliseconds = 24 * 60 * 60 * 1000
/** Free text after the 24 hours: Twilio takes it, and tells afterwards that it did not arrive. */
const outsideWindowCode = 63016

const variables = z.record(z.string(), z.string())

/** The values for a template; null when they are no JSON of names and words. */
function readVariables(json = '{}'): Readonly<Record<string, string>> | null {
  try {
    return variables.parse(JSON.parse(json))
  } catch {
    return null
  }
}

/** Twilio's own codes. */
const refusals = {
  missing: { code: 21604, text: 'A parameter is missing' },
  variables: { code: 21656, text: 'The Content Variables are invalid' },
  empty: { code: 21619, text: 'A text message body or media must be specified' },
  tooLong: { code: 21617, text: 'The message body is too long' },
  sender: { code: 63007, text: 'Twilio could not find a Channel with the specified From address' },
  media: { code: 21620, text: 'Invalid media URL' },
} as const

const refuse = (response: Response, status: number, code: number, text: string) =>
  response.status(status).json({ code, message: text, more_info: '', status })

/** How Twilio reaches the service, what people sent along, and what time it is. */
interface ServiceSide {
  readonly post: (webhook: Webhook) => Promise<unknown>
  readonly serviceUrl: string
  readonly files: SentFiles
  readonly clock: () => Date
}

/** Plays Twilio's part that the service calls: messages and the content of buttons. */
export function whatsAppApi(
  credentials: Credentials['whatsapp'],
  phones: Phones,
  faults: Faults,
  { post, serviceUrl, files, clock }: ServiceSide,
): Router {
  const contents = new ContentStore()
  for (const { sid, content } of approvals) contents.approve(sid, content)
  const router = Router()
  const isKnown = (request: Request) => {
    const expected = `${credentials.accountSid}:${credentials.authToken}`
    return request.get('authorization') === `Basic ${Buffer.from(expected).toString('base64')}`
  }
  router.use(['/v1/Content', '/2010-04-01'], (request, response, next) => {
    if (!isKnown(request)) return refuse(response, 401, 20003, 'Authenticate')
    const fault = faults.take('whatsapp')
    if (fault === null) return next()
    if (fault.status === 0) return request.socket.destroy()
    if (fault.retryAfterSeconds !== undefined) {
      response.set('retry-after', String(fault.retryAfterSeconds))
    }
    return refuse(response, fault.status, fault.status === 429 ? 20429 : 20500, 'Fault')
  })
  router.get('/v1/Content', (_request, response) => {
    response.json({
      contents: contents.list(),
      meta: { page: 0, page_size: 500, key: 'contents', next_page_url: null },
    })
  })
  router.get('/v1/Content/:sid', (request, response) => {
    const found = contents.find(request.params.sid)
    return found === null
      ? refuse(response, 404, 20404, 'The requested resource was not found')
      : response.json(found)
  })
  router.post('/v1/Content', express.json(), (request, response) => {
    const made = contents.create(request.body)
    return made === null
      ? refuse(response, 400, 60200, 'Invalid content')
      : response.status(201).json(made)
  })
  router.get('/2010-04-01/Accounts/:account/Messages/:message/Media/:id', (request, response) => {
    const found = files.find(request.params.id)
    return found === null
      ? refuse(response, 404, 20404, 'The requested resource was not found')
      : response.type(found.mediaType).send(Buffer.from(found.bytes))
  })
  router.post(
    '/2010-04-01/Accounts/:account/Messages.json',
    express.urlencoded({ extended: false }),
    async (request, response) => {
      const parsed = message.safeParse(request.body)
      const taken = parsed.success ? await take(parsed.data) : refusals.missing
      if ('code' in taken) {
        refuse(response, 400, taken.code, taken.text)
        return
      }
      const sid = `SM${randomBytes(16).toString('hex')}`
      response.status(201).json({ sid, status: 'queued', to: taken.to })
      const isLate = !taken.isApproved && isOutsideWindow(taken.to)
      if (!isLate) {
        phones.show({ channel: 'whatsapp', address: taken.to }, { from: 'bot', parts: taken.parts })
      }
      if (taken.statusCallback === undefined) return
      const { pathname } = new URL(taken.statusCallback)
      const outcome = isLate
        ? { MessageStatus: 'undelivered', ErrorCode: String(outsideWindowCode) }
        : { MessageStatus: 'delivered' }
      const form = { MessageSid: sid, To: taken.to, ...outcome }
      await post(signedForm(credentials, serviceUrl, pathname, form)).catch(() => {})
    },
  )
  const fill = (sid: string, values: ReturnType<typeof readVariables>) =>
    values === null ? null : contents.fill(sid, values)
  const isOutsideWindow = (address: string) => {
    const last = phones.lastWroteAt({ channel: 'whatsapp', address })
    return last !== null && clock().getTime() - last.getTime() >= windowMilliseconds
  }
  /** What the phone shows of a message, or why Twilio does not take it. */
  async function take(sent: z.infer<typeof message>) {
    const { To, From, Body = '', MediaUrl, ContentSid, ContentVariables, StatusCallback } = sent
    const filled =
      ContentSid === undefined
        ? { body: Body, choices: null }
        : fill(ContentSid, readVariables(ContentVariables))
    if (From !== credentials.from) return refusals.sender
    if (filled === null) return refusals.variables
    if (filled.body === '' && MediaUrl === undefined) return refusals.empty
    if (filled.body.length > bodyCharacters) return refusals.tooLong
    if (MediaUrl !== undefined && !(await canBeFetched(MediaUrl))) return refusals.media
    const parts: PhonePart[] = [
      ...(MediaUrl === undefined
        ? []
        : [{ kind: 'picture' as const, url: MediaUrl, alternative: null }]),
      { kind: 'text', paragraphs: readStars(filled.body) },
      ...(filled.choices === null ? [] : [filled.choices]),
    ]
    const isApproved = ContentSid !== undefined && contents.isApproved(ContentSid)
    return { to: To, statusCallback: StatusCallback, parts, isApproved }
  }
  return router
}
