import { z } from 'zod'
import { simulatedTeam } from '../bots/simulator/people.ts'
import type { PhoneOwner, Phones } from '../bots/simulator/phones.ts'
import type { Exchange } from './front.ts'

/** One message that a platform took, as it stands on a phone. */
export interface TakenMessage {
  readonly owner: PhoneOwner
  /** The first line, by which it is known. */
  readonly line: string
  /** Whether it is a picture: with its words after it where the platform makes two messages of them. */
  readonly isPicture: boolean
  readonly providerMessageId: string
  /** Which process sent it. */
  readonly instance: number
  /** Whether that process was told that it was taken. */
  readonly isAnswered: boolean
}

/** All that the platforms took. */
export class Ledger {
  readonly #taken: { owner: PhoneOwner; id: string; instance: number; isAnswered: boolean }[] = []
  readonly #dead = new Set<number>()

  /** Notes what went through the door of one process; what is no message is left out. */
  note(instance: number, exchange: Exchange): (isAnswered: boolean) => void {
    const sent = readSent(exchange)
    if (sent === null) return () => {}
    const taken = { ...sent, instance, isAnswered: false }
    this.#taken.push(taken)
    return (isAnswered) => {
      taken.isAnswered = isAnswered
    }
  }

  /** Notes that a process was killed. */
  killed(instance: number): void {
    this.#dead.add(instance)
  }

  wasKilled(instance: number): boolean {
    return this.#dead.has(instance)
  }

  /** All messages on a phone with how they came there, oldest first. */
  on(phones: Phones, owner: PhoneOwner): readonly TakenMessage[] {
    const shown = phones.messagesOf(owner).filter(({ from }) => from === 'bot')
    const taken = this.#taken.filter(
      (each) => each.owner.channel === owner.channel && each.owner.address === owner.address,
    )
    if (shown.length !== taken.length) {
      throw new Error(`A phone shows ${shown.length} messages, and ${taken.length} were taken.`)
    }
    return taken.map(({ id, instance, isAnswered }, index) => ({
      owner,
      line: shown[index]?.lines[0] ?? '',
      isPicture: (shown[index]?.pictureUrl ?? null) !== null,
      providerMessageId: id,
      instance,
      isAnswered,
    }))
  }
}

const telegramSent = z.object({ chat_id: z.coerce.string() })
const telegramAnswer = z.object({ result: z.object({ message_id: z.number() }) })
const twilioAnswer = z.object({ sid: z.string() })
const slackAnswer = z.object({ ok: z.literal(true), ts: z.string() })

/** Whose phone it came on and the platform's id of it; null for what is no message, or was refused. */
function readSent({ path, body, status, answer }: Exchange) {
  if (status >= 300) return null
  const form = new URLSearchParams(body)
  if (/\/bot[^/]+\/send(?:Message|Photo)$/.test(path)) {
    const { chat_id: address } = telegramSent.parse(JSON.parse(body))
    const { result } = telegramAnswer.parse(JSON.parse(answer))
    return { owner: { channel: 'telegram' as const, address }, id: String(result.message_id) }
  }
  if (path.endsWith('/Messages.json')) {
    const address = form.get('To') ?? ''
    const { sid } = twilioAnswer.parse(JSON.parse(answer))
    return { owner: { channel: 'whatsapp' as const, address }, id: sid }
  }
  if (path.endsWith('/chat.postMessage')) {
    const parsed = slackAnswer.safeParse(JSON.parse(answer))
    if (!parsed.success) return null
    const address = `${simulatedTeam}/${form.get('channel') ?? ''}`
    return { owner: { channel: 'slack' as const, address }, id: parsed.data.ts }
  }
  return null
}
