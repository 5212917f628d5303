import express, { type Response, Router } from 'express'
import { z } from 'zod'
import type { Credentials } from '../credentials.ts'
import type { Faults } from '../faults.ts'
import { canBeFetched } from '../fetch-picture.ts'
import { simulatedTeam } from '../people.ts'
import type { PhonePart, Phones } from '../phones.ts'
import { readMrkdwn } from '../plain-text.ts'
import type { SentFiles } from '../sent-files.ts'
import { readModal, userOfTrigger } from './modals.ts'

const plainText = z.object({ type: z.literal('plain_text'), text: z.string().min(1).max(75) })
const button = z.object({
  type: z.literal('button'),
  text: plainText,
  action_id: z.string().min(1).max(255),
  value: z.string().min(1).max(2000),
})
const block = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('section'),
    text: z.object({ type: z.literal('mrkdwn'), text: z.string().min(1).max(3000) }),
  }),
  z.object({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) }),
  z.object({
    type: z.literal('image'),
    image_url: z.url().max(3000),
    alt_text: z.string().min(1).max(2000),
  }),
])
type Block = z.infer<typeof block>

const message = z.object({
  channel: z.string().min(1),
  text: z.string().min(1).max(40_000),
  blocks: z.string().optional(),
})

const mostBlocks = 50
const appUser = { user: 'stapje', user_id: 'U0STAPJE', bot_id: 'B0STAPJE' }

const refuse = (response: Response, error: string) => response.json({ ok: false, error })

/** Plays Slack's part that the service calls, with the limits of Block Kit. */
export function slackApi(
  credentials: Credentials['slack'],
  phones: Phones,
  faults: Faults,
  files: SentFiles,
): Router {
  const router = Router()
  let sent = 0
  router.use('/api', express.urlencoded({ extended: false, limit: '1mb' }), express.json())
  router.use(['/api', '/files-pri'], (request, response, next) => {
    const token = request.get('authorization')
    if (token === undefined) return refuse(response, 'not_authed')
    return token === `Bearer ${credentials.botToken}` ? next() : refuse(response, 'invalid_auth')
  })
  router.get('/files-pri/:id/download', (request, response) => {
    const found = files.find(request.params.id)
    return found === null
      ? response.sendStatus(404)
      : response.type(found.mediaType).send(Buffer.from(found.bytes))
  })
  router.post('/api/auth.test', (_request, response) => {
    response.json({
      ok: true,
      url: 'https://stapje.slack.com/',
      team_id: simulatedTeam,
      ...appUser,
    })
  })
  router.post('/api/conversations.open', (request, response) => {
    const user = String(request.body?.users ?? '')
    return /^U\w+$/.test(user)
      ? response.json({ ok: true, channel: { id: `D${user.slice(1)}` } })
      : refuse(response, 'user_not_found')
  })
  router.post('/api/chat.postMessage', async (request, response) => {
    const fault = faults.take('slack')
    if (fault?.status === 0) return request.socket.destroy()
    if (fault?.status === 403) return refuse(response, 'user_disabled')
    if (fault !== null) {
      response.set('retry-after', String(fault.retryAfterSeconds ?? 1))
      return response.sendStatus(fault.status)
    }
    const parsed = message.safeParse(request.body)
    if (!parsed.success) return refuse(response, errorOf(parsed.error))
    const { channel, text } = parsed.data
    const blocks = readBlocks(parsed.data.blocks)
    if (blocks === null || !(await canShow(blocks))) return refuse(response, 'invalid_blocks')
    const user = channel.replace(/^D/, 'U')
    if (!/^U\w+$/.test(user)) return refuse(response, 'channel_not_found')
    sent += 1
    const parts: PhonePart[] =
      blocks.length > 0 ? blocks.map(partOf) : [{ kind: 'text', paragraphs: readMrkdwn(text) }]
    phones.show({ channel: 'slack', address: `${simulatedTeam}/${user}` }, { from: 'bot', parts })
    return response.json({ ok: true, channel: user.replace(/^U/, 'D'), ts: `${sent}.000100` })
  })
  router.post('/api/views.open', (request, response) => {
    const form = readModal(request.body?.view)
    const user = userOfTrigger(String(request.body?.trigger_id ?? ''))
    if (user === null) return refuse(response, 'invalid_trigger')
    if (form === null) return refuse(response, 'invalid_arguments')
    const owner = { channel: 'slack', address: `${simulatedTeam}/${user}` } as const
    phones.show(owner, { from: 'bot', parts: [form] })
    return response.json({ ok: true, view: { id: `V${user.slice(1)}` } })
  })
  router.post('/api/:method', (_request, response) => refuse(response, 'unknown_method'))
  return router
}

/** Slack's own names for what is missing or too long. */
function errorOf({ issues: [issue] }: z.ZodError): string {
  if (issue?.path[0] === 'channel') return 'channel_not_found'
  return issue?.code === 'too_big' ? 'msg_too_long' : 'no_text'
}

/** The blocks of a message, none included; null when Slack could not read them. */
function readBlocks(json = '[]'): readonly Block[] | null {
  try {
    return z.array(block).max(mostBlocks).parse(JSON.parse(json))
  } catch {
    return null
  }
}

/** Whether each button is one of its own, and Slack gets the picture. */
async function canShow(blocks: readonly Block[]): Promise<boolean> {
  const buttons = blocks.flatMap((each) => (each.type === 'actions' ? each.elements : []))
  if (new Set(buttons.map(({ action_id: id }) => id)).size < buttons.length) return false
  const picture = blocks.find((each) => each.type === 'image')
  return picture === undefined || canBeFetched(picture.image_url)
}

function partOf(shown: Block): PhonePart {
  switch (shown.type) {
    case 'section':
      return { kind: 'text', paragraphs: readMrkdwn(shown.text.text) }
    case 'image':
      return { kind: 'picture', url: shown.image_url, alternative: shown.alt_text }
    case 'actions': {
      const row = shown.elements.map(({ text, value }) => ({ label: text.text, value }))
      return { kind: 'buttons', rows: [row] }
    }
  }
}
