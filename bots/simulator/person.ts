import type { PhoneMessage, PhoneOwner, Phones } from './phones.ts'
import type { PhoneAction, SimulatedAttachment, Webhook, WebhookMaker } from './webhook.ts'

/** Somebody with a phone. What they do returns the HTTP status that the service answered. */
export interface Person {
  readonly owner: PhoneOwner
  say(text: string): Promise<number>
  /**
   * Presses the newest button with this label. Where the app has no room for the button, the number
   * that stands before the label is typed instead.
   *
   * @throws {Error} when neither is on the screen.
   */
  press(label: string): Promise<number>
  send(attachment: SimulatedAttachment, caption?: string): Promise<number>
  /** The platform sends the last update once more. */
  again(): Promise<number>
  /** Everything on the screen, oldest first. */
  messages(): readonly PhoneMessage[]
}

interface PersonParts {
  readonly owner: PhoneOwner
  readonly phones: Phones
  readonly webhooks: WebhookMaker
  readonly post: (webhook: Webhook) => Promise<number>
}

/** How labels are compared: an app may have cut one off. */
const cutOff = /…$/

/** Makes a person from their phone and the way their platform calls the service. */
export function createPerson({ owner, phones, webhooks, post }: PersonParts): Person {
  let last: Webhook | null = null
  const act = (action: PhoneAction, shown: string) => {
    if (shown !== '') {
      phones.show(owner, { from: 'person', lines: [shown], buttons: [], pictureUrl: null })
    }
    last = webhooks.make(owner.address, action)
    return post(last)
  }
  const say = (text: string) => act({ kind: 'say', text }, text)
  return {
    owner,
    say,
    async press(label) {
      const received = phones.messagesOf(owner).filter(({ from }) => from === 'bot')
      const button = received
        .flatMap(({ buttons }) => buttons)
        .findLast((each) => isLabel(each.label, label))
      if (button !== undefined) return act({ kind: 'press', value: button.value }, label)
      const number = numberOf(received.at(-1)?.lines ?? [], label)
      if (number !== null) return say(number)
      throw new Error(`There is no button "${label}" on this ${owner.channel} phone.`)
    },
    send: (attachment, caption = '') =>
      act({ kind: 'send', attachment, caption }, caption === '' ? `(${attachment})` : caption),
    async again() {
      if (last === null) throw new Error('Nothing was sent yet.')
      return post(last)
    },
    messages: () => phones.messagesOf(owner),
  }
}

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
