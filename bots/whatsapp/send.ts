import type { Twilio } from 'twilio'
import { z } from 'zod'
import {
  type Outgoing,
  outsideWindowCode,
  type SendResult,
} from '../../src/conversation/channel.ts'
import { sendParts } from '../send-parts.ts'
import { type ApprovedTexts, approvedContent } from './approved.ts'
import { renderWhatsApp, type WhatsAppPart } from './render.ts'
import type { Templates } from './templates.ts'

/** What sending needs. */
export interface WhatsAppSender {
  readonly client: Twilio
  readonly templates: Templates
  readonly approved: ApprovedTexts
  /** Our own number, as "whatsapp:+31…". */
  readonly from: string
  /** Where Twilio tells what became of a message. */
  readonly statusCallback: string
  readonly clock: () => Date
}

/** WhatsApp takes free text this long after the person's last message. */
const windowMilliseconds = 24 * 60 * 60 * 1000
const outsideWindow = { kind: 'refused', code: outsideWindowCode } as const

/**
 * Sends a reply within the 24 hours, and after them as an approved text where there is
 * one. When the words fail after the picture went, the queue's next try begins with the words; a picture
 * that is refused is left out.
 */
export async function sendWhatsApp(
  sender: WhatsAppSender,
  { address, reply, lastMessageAt, partsSent = 0 }: Outgoing,
): Promise<SendResult> {
  const waited = sender.clock().getTime() - lastMessageAt.getTime()
  if (waited >= windowMilliseconds) {
    const approved = approvedContent(sender.approved, reply)
    return approved === null ? outsideWindow : create(sender, { to: address, ...approved })
  }
  const send = (spoken: typeof reply, from: number) =>
    sendParts(renderWhatsApp(spoken), from, (part) => sendPart(sender, address, part))
  const result = await send(reply, partsSent)
  const isSpoiled = result.kind === 'refused' && result !== outsideWindow && reply.picture !== null
  return isSpoiled ? send({ ...reply, picture: null }, 0) : result
}

async function sendPart(
  sender: WhatsAppSender,
  to: string,
  { body, mediaUrl, template }: WhatsAppPart,
): Promise<SendResult> {
  const contentSid = template && (await sender.templates.sidOf(template))
  if (template !== null && contentSid !== null) {
    const contentVariables = JSON.stringify(template.variables)
    const result = await create(sender, { to, contentSid, contentVariables })
    if (result.kind !== 'refused' || result === outsideWindow) return result
    sender.templates.rest()
  }
  return create(sender, { to, body, ...(mediaUrl !== null && { mediaUrl: [mediaUrl] }) })
}

type Content = { readonly to: string } & (
  | { readonly body: string; readonly mediaUrl?: string[] }
  | { readonly contentSid: string; readonly contentVariables: string }
)

async function create(
  { client, from, statusCallback }: WhatsAppSender,
  content: Content,
): Promise<SendResult> {
  try {
    const { sid } = await client.messages.create({ ...content, from, statusCallback })
    return { kind: 'sent', providerMessageId: sid ?? null }
  } catch (error) {
    return readTwilioFailure(error)
  }
}

/** Twilio's own codes: too fast, twice. */
const rateCodes: readonly number[] = [20429, 63018]
/** Not on WhatsApp, not reachable, unsubscribed, or not a number. */
const goneCodes: readonly number[] = [63024, 21610, 21614, 21211]
const twilioWindowCode = 63016

/** The operator's to mend: no reason to lose the reply. */
const operatorStatuses: readonly number[] = [401, 403, 404]
const operatorWaitMilliseconds = 60_000

const twilioError = z.object({ status: z.number(), code: z.number().nullish() })

/** Reads what Twilio's client threw: an answer of Twilio, or no answer at all. */
export function readTwilioFailure(error: unknown): Exclude<SendResult, { kind: 'sent' }> {
  const parsed = twilioError.safeParse(error)
  if (!parsed.success) return { kind: 'tryLater', code: 'network', afterMilliseconds: null }
  const { status } = parsed.data
  const number = parsed.data.code ?? 0
  const code = `twilio-${number || status}`
  if (status === 429 || status >= 500 || rateCodes.includes(number)) {
    return { kind: 'tryLater', code, afterMilliseconds: null }
  }
  if (number === twilioWindowCode) return outsideWindow
  if (goneCodes.includes(number)) return { kind: 'unreachable', code }
  if (operatorStatuses.includes(status)) {
    return { kind: 'tryLater', code, afterMilliseconds: operatorWaitMilliseconds }
  }
  return { kind: 'refused', code }
}
