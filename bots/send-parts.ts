import type { SendResult } from '../src/conversation/channel.ts'

/**
 * Sends the messages that one reply is made of, in order, until one of them is not taken.
 *
 * @param from how many of them an earlier try sent already.
 * @returns the last result; what must be tried later tells how many were sent by now.
 */
export async function sendParts<Part>(
  parts: readonly Part[],
  from: number,
  send: (part: Part) => Promise<SendResult>,
): Promise<SendResult> {
  let result: SendResult = { kind: 'sent', providerMessageId: null }
  for (const [index, part] of parts.entries()) {
    if (index < from) continue
    result = await send(part)
    if (result.kind === 'tryLater') return { ...result, partsSent: index }
    if (result.kind !== 'sent') return result
  }
  return result
}
