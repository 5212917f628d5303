import { randomUUID } from 'node:crypto'

/** The apps that are stood in for. */
export const simulatedChannels = ['telegram', 'whatsapp', 'slack'] as const
export type SimulatedChannel = (typeof simulatedChannels)[number]

/** A button as the phone shows it, with what the platform gives back when it is pressed. */
export interface PhoneButton {
  readonly label: string
  readonly value: string
}

/** One message as it stands on a phone: no mark-up is left in it. */
export interface PhoneMessage {
  readonly id: string
  readonly from: 'bot' | 'person'
  readonly lines: readonly string[]
  readonly buttons: readonly PhoneButton[]
  readonly pictureUrl: string | null
}

/** Somebody's phone: an app and the address it has there. */
export interface PhoneOwner {
  readonly channel: SimulatedChannel
  /** The address as the channel's adapter writes it. */
  readonly address: string
}

type Listener = (owner: PhoneOwner, message: PhoneMessage) => void

/** What all phones show, in memory. */
export class Phones {
  readonly #messages = new Map<string, PhoneMessage[]>()
  readonly #listeners = new Set<Listener>()

  /** Puts a message on a phone and tells whoever listens. */
  show(owner: PhoneOwner, message: Omit<PhoneMessage, 'id'>): PhoneMessage {
    const shown = { id: randomUUID(), ...message }
    const key = `${owner.channel} ${owner.address}`
    this.#messages.set(key, [...this.messagesOf(owner), shown])
    for (const listener of this.#listeners) listener(owner, shown)
    return shown
  }

  messagesOf(owner: PhoneOwner): readonly PhoneMessage[] {
    return this.#messages.get(`${owner.channel} ${owner.address}`) ?? []
  }

  /** Calls back at every new message; the function it returns ends that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
