import { randomUUID } from 'node:crypto'
import type { PhoneParagraph } from './plain-text.ts'
import type { SimulatedAttachment } from './webhook.ts'

/** The apps that are stood in for. */
export const simulatedChannels = ['telegram', 'whatsapp', 'slack'] as const
export type SimulatedChannel = (typeof simulatedChannels)[number]

/** A button as the phone shows it, with what the platform gives back when it is pressed. */
export interface PhoneButton {
  readonly label: string
  readonly value: string
}

/** A question on a form: words to type, or options to choose from. */
export interface PhoneField {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  /** Null for words to type. */
  readonly options: readonly PhoneButton[] | null
  /** What stands there already. */
  readonly filled: string
  readonly isOptional: boolean
  /** Why the last answer would not do. */
  readonly error: string | null
}

/** A form on a screen of its own, until it is sent. */
export interface PhoneForm {
  readonly kind: 'form'
  readonly name: string
  readonly title: string
  readonly says: readonly string[]
  readonly fields: readonly PhoneField[]
  /** Null when there is nothing to send. */
  readonly submit: string | null
}

/** What a message is made of, in the order of the screen. */
export type PhonePart =
  | { readonly kind: 'text'; readonly paragraphs: readonly PhoneParagraph[] }
  /** Something that a person sent and that is not text. */
  | {
      readonly kind: 'attachment'
      readonly attachment: SimulatedAttachment
      /** Null where there is no file to it. */
      readonly fileName: string | null
    }
  /** `alternative` is null where the platform has no place for it. */
  | { readonly kind: 'picture'; readonly url: string; readonly alternative: string | null }
  | { readonly kind: 'buttons'; readonly rows: readonly (readonly PhoneButton[])[] }
  /** Buttons that stand behind another one: `opener` is what that says. */
  | { readonly kind: 'list'; readonly opener: string; readonly items: readonly PhoneButton[] }
  | PhoneForm

/** One message as it stands on a phone: no mark-up is left in it. */
export interface PhoneMessage {
  readonly id: string
  readonly from: 'bot' | 'person'
  /** When it came, in ISO 8601. */
  readonly at: string
  readonly parts: readonly PhonePart[]
  /** All its words, all its buttons and its first picture: what `parts` has, in short. */
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
  readonly #clock: () => Date
  readonly #messages = new Map<string, readonly PhoneMessage[]>()
  readonly #listeners = new Set<Listener>()

  constructor(clock: () => Date) {
    this.#clock = clock
  }

  /** Puts a message on a phone and tells whoever listens. */
  show(owner: PhoneOwner, { from, parts }: Pick<PhoneMessage, 'from' | 'parts'>): PhoneMessage {
    const shown: PhoneMessage = {
      id: randomUUID(),
      from,
      at: this.#clock().toISOString(),
      parts,
      lines: parts.flatMap(linesOf),
      buttons: parts.flatMap(buttonsOf),
      pictureUrl: parts.find((part) => part.kind === 'picture')?.url ?? null,
    }
    this.#messages.set(keyOf(owner), [...this.messagesOf(owner), shown])
    for (const listener of [...this.#listeners]) listener(owner, shown)
    return shown
  }

  messagesOf(owner: PhoneOwner): readonly PhoneMessage[] {
    return this.#messages.get(keyOf(owner)) ?? []
  }

  /** When this person last wrote; null when they never did. */
  lastWroteAt(owner: PhoneOwner): Date | null {
    const last = this.messagesOf(owner).findLast(({ from }) => from === 'person')
    return last === undefined ? null : new Date(last.at)
  }

  /** Calls back at every new message; the function it returns ends that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** Whether two are one phone. */
export function isSamePhone(one: PhoneOwner, other: PhoneOwner): boolean {
  return keyOf(one) === keyOf(other)
}

const keyOf = ({ channel, address }: PhoneOwner) => `${channel} ${address}`

function linesOf(part: PhonePart): readonly string[] {
  if (part.kind === 'form') return linesOfForm(part)
  return part.kind === 'text' ? part.paragraphs.flat().map(({ text }) => text) : []
}

/** A form in lines: its title, its words, and each question with what is wrong under it. */
export const linesOfForm = ({ title, says, fields }: PhoneForm): readonly string[] => [
  title,
  ...says,
  ...fields.flatMap(({ label, error }) => [label, ...(error === null ? [] : [error])]),
]

function buttonsOf(part: PhonePart): readonly PhoneButton[] {
  if (part.kind === 'buttons') return part.rows.flat()
  return part.kind === 'list' ? part.items : []
}
