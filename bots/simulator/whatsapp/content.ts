import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { PhonePart } from '../phones.ts'

const quickReply = z.object({
  body: z.string(),
  actions: z
    .array(z.object({ type: z.literal('QUICK_REPLY'), title: z.string(), id: z.string() }))
    .min(1)
    .max(3),
})
const listPicker = z.object({
  body: z.string(),
  button: z.string().min(1).max(20),
  items: z
    .array(z.object({ item: z.string(), id: z.string() }))
    .min(1)
    .max(10),
})
const content = z.object({
  friendly_name: z.string().min(1),
  language: z.string(),
  variables: z.record(z.string(), z.string()),
  types: z.union([
    z.object({ 'twilio/quick-reply': quickReply }),
    z.object({ 'twilio/list-picker': listPicker }),
    z.object({ 'twilio/text': z.object({ body: z.string() }) }),
  ]),
})
export type Content = z.infer<typeof content>

const bodyCharacters = 1024
const labelCharacters = { quick: 20, list: 24 }
const idCharacters = 200

/** A template filled in, as the phone shows it. */
export interface FilledContent {
  readonly body: string
  /** Buttons, or the list that they stand in; null when there are none. */
  readonly choices: PhonePart | null
}

/** Twilio's store of content templates, with the limits of WhatsApp within the 24 hours. */
export class ContentStore {
  readonly #bySid = new Map<string, Content>()
  readonly #approved = new Set<string>()

  /** Keeps a text that WhatsApp approved: it may be sent at any time. */
  approve(sid: string, approved: Content): void {
    this.#bySid.set(sid, approved)
    this.#approved.add(sid)
  }

  isApproved(sid: string): boolean {
    return this.#approved.has(sid)
  }

  list(): readonly object[] {
    return [...this.#bySid].map(([sid, kept]) => ({ sid, ...kept }))
  }

  find(sid: string): object | null {
    const kept = this.#bySid.get(sid)
    return kept === undefined ? null : { sid, ...kept }
  }

  /** Keeps a template; null when its form is not right. */
  create(body: unknown): object | null {
    const parsed = content.safeParse(body)
    if (!parsed.success) return null
    const sid = `HX${randomBytes(16).toString('hex')}`
    this.#bySid.set(sid, parsed.data)
    return { sid, ...parsed.data }
  }

  /** Fills a template in; null when it does not exist or WhatsApp would not take the result. */
  fill(sid: string, variables: Readonly<Record<string, string>>): FilledContent | null {
    const found = this.#bySid.get(sid)
    if (found === undefined || Object.values(variables).some(cannotBeValue)) return null
    const say = (text: string) =>
      text.replace(/\{\{(\d+)\}\}/g, (whole, number: string) => variables[number] ?? whole)
    const { types } = found
    if ('twilio/text' in types) return { body: say(types['twilio/text'].body), choices: null }
    const isQuick = 'twilio/quick-reply' in types
    const part = isQuick ? types['twilio/quick-reply'] : types['twilio/list-picker']
    const raw =
      'actions' in part
        ? part.actions.map(({ title, id }) => ({ label: title, value: id }))
        : part.items.map(({ item, id }) => ({ label: item, value: id }))
    const buttons = raw.map(({ label, value }) => ({ label: say(label), value: say(value) }))
    const longest = isQuick ? labelCharacters.quick : labelCharacters.list
    const fits = buttons.every(
      ({ label, value }) => label.length <= longest && value.length <= idCharacters,
    )
    const areDifferent = new Set(buttons.map(({ label }) => label)).size === buttons.length
    const body = say(part.body)
    if (!fits || !areDifferent || body.length > bodyCharacters) return null
    const choices: PhonePart =
      'button' in part
        ? { kind: 'list', opener: part.button, items: buttons }
        : { kind: 'buttons', rows: buttons.map((button) => [button]) }
    return { body, choices }
  }
}

const cannotBeValue = (value: string) => value === '' || /\n/.test(value)
