import { expect, it } from 'vitest'
import { sendParts } from '../../bots/send-parts.ts'
import type { SendResult } from '../../src/conversation/channel.ts'

const taken: SendResult = { kind: 'sent', providerMessageId: 'last' }
const busy: SendResult = { kind: 'tryLater', code: '429', afterMilliseconds: 1000 }

/** Sends parts by number to a platform that answers in turn. */
async function send(from: number, answers: readonly SendResult[]) {
  const sent: number[] = []
  const left = [...answers]
  const result = await sendParts([0, 1, 2], from, async (part) => {
    sent.push(part)
    return left.shift() ?? taken
  })
  return { sent, result }
}

it('sends the parts in order, and tells the platform’s id of the last', async () => {
  expect(await send(0, [])).toEqual({ sent: [0, 1, 2], result: taken })
})

it('tells how far it came, and goes on from there', async () => {
  expect(await send(0, [taken, busy])).toEqual({ sent: [0, 1], result: { ...busy, partsSent: 1 } })
  expect(await send(1, [])).toEqual({ sent: [1, 2], result: taken })
})

it('stops at what is refused', async () => {
  const refused: SendResult = { kind: 'refused', code: 'no' }
  expect(await send(0, [refused])).toEqual({ sent: [0], result: refused })
})
