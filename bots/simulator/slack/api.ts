import express, { type Response, Router } from 'express'
import { z } from 'zod'
import type { Credentials } from '../credentials.ts'
import type { Faults } from '../faults.ts'
import { canBeFetched } from '../fetch-picture.ts'
import type { Phones } from '../phones.ts'
import { linesOf, unescaped, withoutStars } from '../plain-text.ts'

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
  blocks: z.string().transform((json) => z.array(block).max(50).safeParse(JSON.parse(json))),
})

const refuse = (response: Response, error: string) => response.json({ ok: false, error })

/** Plays Slack's part that the service calls, with the limits of Block Kit. */
export function slackApi(
  credentials: Credentials['slack'],
  phones: Phones,
  faults: Faults,
): Router {
  const router = Router()
  let sent = 0
  router.post(
    '/api/chat.postMessage',
    express.urlencoded({ extended: false, limit: '1mb' }),
    async (request, response) => {
      if (request.get('authorization') !== `Bearer ${credentials.botToken}`) {
        return refuse(response, 'invalid_auth')
      }
      const fault = faults.take('slack')
      if (fault?.status === 0) return request.socket.destroy()
      if (fault?.status === 403) return refuse(response, 'user_disabled')
      if (fault !== null) {
        response.set('retry-after', String(fault.retryAfterSeconds ?? 1))
        return response.sendStatus(fault.status)
      }
      const parsed = message.safeParse(request.body)
      if (!parsed.success) return refuse(response, 'invalid_arguments')
      const { channel, blocks } = parsed.data
      if (!blocks.success) return refuse(response, 'invalid_blocks')
      const actionIds = buttonsOf(blocks.data).map(({ action_id: id }) => id)
      if (new Set(actionIds).size < actionIds.length) return refuse(response, 'invalid_blocks')
      const picture = blocks.data.find((each) => each.type === 'image')
      if (picture !== undefined && !(await canBeFetched(picture.image_url))) {
        return refuse(response, 'invalid_blocks')
      }
      sent += 1
      phones.show(
        { channel: 'slack', address: `T0STAPJE/${channel}` },
        {
          from: 'bot',
          lines: blocks.data.flatMap(wordsOf),
          buttons: buttonsOf(blocks.data).map(({ text, value }) => ({ label: text.text, value })),
          pictureUrl: picture?.image_url ?? null,
        },
      )
      return response.json({ ok: true, channel, ts: `${sent}.000100` })
    },
  )
  return router
}

const buttonsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((each) => (each.type === 'actions' ? each.elements : []))

const wordsOf = (each: Block): string[] =>
  each.type === 'section' ? linesOf(withoutStars(unescaped(each.text.text))) : []
