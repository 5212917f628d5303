import {
  isSamePhone,
  type PhoneButton,
  type PhoneMessage,
  type PhoneOwner,
  type PhonePart,
  type Phones,
} from './phones.ts'
import { readPlain } from './plain-text.ts'
import { linesOnScreen } from './screen.ts'
import type { SimulatedFile } from './sent-files.ts'
import type { PhoneAction, SimulatedAttachment, Webhook, WebhookMaker } from './webhook.ts'

/** Somebody with a phone. What they do returns the HTTP status that the service answered. */
export interface Person {
  readonly owner: PhoneOwner
  say(text: string): Promise<number>
  /** Says a command; its slash may be left out. */
  command(text: string): Promise<number>
  /**
   * Presses a button. Where the app has no room for the button, the number that stands before the
   * label is typed instead.
   *
   * @param messageId of the message that has the button; otherwise the newest button with this label.
   * @throws {NoSuchButtonError} when neither is on the screen.
   */
  press(label: string, messageId?: string): Promise<number>
  send(attachment: SimulatedAttachment, caption?: string): Promise<number>
  /** Sends a file with what is in it, for the bot to read. */
  sendFile(file: SimulatedFile, caption?: string): Promise<number>
  /** Forms on a screen of their own; null where the app has none. */
  readonly forms: PersonForms | null
  /** The platform sends the last update once more. */
  again(): Promise<number>
  /** Everything on the screen, oldest first. */
  messages(): readonly PhoneMessage[]
  /** The same in lines, as {@link linesOnScreen} writes them. */
  screen(): readonly string[]
  /** The lines that the bot sent since this was last asked. */
  read(): readonly string[]
  /**
   * Waits for the phone: looks at once, and again at every new message.
   *
   * @throws {Error} showing the screen, when it does not come true in time.
   */
  until(
    comesTrue: (messages: readonly PhoneMessage[]) => boolean,
    timeoutMilliseconds?: number,
  ): Promise<void>
  /** Waits until so many messages came since this person last did something, and gives them. */
  answered(count?: number, timeoutMilliseconds?: number): Promise<readonly PhoneMessage[]>
}

/** What somebody does with forms on a screen of their own. */
export interface PersonForms {
  /** Opens a form by its shortcut, at a message with these words if there are any. */
  open(shortcut: string, atWords?: string): Promise<number>
  /** Fills in the newest form, an answer for each question in its order, and sends it. */
  fill(answers: readonly string[]): Promise<number>
}

/** A person was asked to press what is not on their screen. */
export class NoSuchButtonError extends Error {
  override readonly name = 'NoSuchButtonError'
  readonly code = 'no-such-button'
}

interface PersonParts {
  readonly owner: PhoneOwner
  readonly phones: Phones
  readonly webhooks: WebhookMaker
  readonly post: (webhook: Webhook) => Promise<number>
  readonly forms: PersonForms | null
}

const usualTimeoutMilliseconds = 10_000

/** Makes a person from their phone and the way their platform calls the service. */
export function createPerson({ owner, phones, webhooks, post, forms }: PersonParts): Person {
  let last: Webhook | null = null
  let readUpTo = phones.messagesOf(owner).length
  const act = (action: PhoneAction, words: string) => {
    const sent = sentAlong(action)
    const text: PhonePart = { kind: 'text', paragraphs: readPlain(words) }
    phones.show(owner, { from: 'person', parts: [...sent, text] })
    last = webhooks.make(owner.address, action)
    return post(last)
  }
  const say = (text: string) => act({ kind: 'say', text }, text)
  const messages = () => phones.messagesOf(owner)
  const until: Person['until'] = (comesTrue, timeoutMilliseconds = usualTimeoutMilliseconds) =>
    new Promise((resolve, reject) => {
      if (comesTrue(messages())) return resolve()
      const timer = setTimeout(() => {
        end()
        reject(
          new Error(`It did not come. On the screen:\n${linesOnScreen(messages()).join('\n')}`),
        )
      }, timeoutMilliseconds)
      const end = phones.listen((other) => {
        if (!isSamePhone(other, owner) || !comesTrue(messages())) return
        end()
        clearTimeout(timer)
        resolve()
      })
    })
  return {
    owner,
    say,
    forms,
    command: (text) => say(text.startsWith('/') ? text : `/${text}`),
    async press(label, messageId) {
      const received = messages().filter(({ from }) => from === 'bot')
      for (const message of received.toReversed()) {
        if (messageId !== undefined && message.id !== messageId) continue
        const found = pressable(message).find(({ button }) => isLabel(button.label, label))
        if (found !== undefined) return act({ kind: 'press', ...found }, label)
        // A number means what the last message says.
        const number = message === received.at(-1) ? numberOf(message.lines, label) : null
        if (number !== null) return say(number)
      }
      throw new NoSuchButtonError(`There is no button "${label}" on this ${owner.channel} phone.`)
    },
    send: (attachment, caption = '') => act({ kind: 'send', attachment, caption }, caption),
    sendFile: (file, caption = '') => act({ kind: 'sendFile', file, caption }, caption),
    async again() {
      if (last === null) throw new Error('Nothing was sent yet.')
      return post(last)
    },
    messages,
    screen: () => linesOnScreen(messages()),
    read() {
      const unread = messages().slice(readUpTo)
      readUpTo += unread.length
      return linesOnScreen(unread.filter(({ from }) => from === 'bot'))
    },
    until,
    async answered(count = 1, timeoutMilliseconds) {
      await until((all) => sinceActed(all).length >= count, timeoutMilliseconds)
      return sinceActed(messages())
    },
  }
}

function sentAlong(action: PhoneAction): readonly PhonePart[] {
  if (action.kind === 'send') {
    return [{ kind: 'attachment', attachment: action.attachment, fileName: null }]
  }
  if (action.kind !== 'sendFile') return []
  return [{ kind: 'attachment', attachment: 'document', fileName: action.file.name }]
}

const sinceActed = (messages: readonly PhoneMessage[]) =>
  messages.slice(messages.findLastIndex(({ from }) => from === 'person') + 1)

function pressable({ parts }: PhoneMessage) {
  const marked = (buttons: readonly PhoneButton[], isListed: boolean) =>
    buttons.map((button) => ({ button, isListed }))
  return parts.flatMap((part) => {
    if (part.kind === 'buttons') return marked(part.rows.flat(), false)
    return part.kind === 'list' ? marked(part.items, true) : []
  })
}

/** How labels are compared: an app may have cut one off. */
const cutOff = /…$/

function isLabel(shown: string, wanted: string): boolean {
  if (shown === wanted) return true
  return cutOff.test(shown) && wanted.startsWith(shown.replace(cutOff, ''))
}

function numberOf(lines: readonly string[], label: string): string | null {
  for (const line of lines) {
    const [, number = null, words] = /^(\d+)\. (.+)$/.exec(line) ?? []
    if (words === label) return number
  }
  return null
}
