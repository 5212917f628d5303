import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { PersonForms } from '../person.ts'
import type { PhoneField, PhoneForm, PhoneOwner, Phones } from '../phones.ts'
import type { Webhook } from '../webhook.ts'
import { interaction, type signer } from './webhooks.ts'

/** The limits are those of Slack's reference of views and of the input block. */
const plain = (most: number) =>
  z
    .object({ type: z.literal('plain_text'), text: z.string().min(1).max(most) })
    .transform(({ text }) => text)
const actionId = z.string().min(1).max(255)
const option = z
  .object({ text: plain(75), value: z.string().min(1).max(150) })
  .transform(({ text: label, value }) => ({ label, value }))
const element = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('plain_text_input'),
    action_id: actionId,
    initial_value: z.string().optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.object({
    type: z.literal('static_select'),
    action_id: actionId,
    placeholder: plain(150).optional(),
    options: z.array(option).min(1).max(100),
  }),
])
const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('section'), text: plain(3000) }),
  z.object({
    type: z.literal('input'),
    block_id: z.string().min(1).max(255),
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().default(false),
    element,
  }),
])
const modal = z.object({
  type: z.literal('modal'),
  callback_id: z.string().min(1).max(255),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: z.array(block).max(100),
})

/** Reads a modal as the phone shows it; null when Slack would not take it. */
export function readModal(json: unknown): PhoneForm | null {
  try {
    return formOf(modal.parse(typeof json === 'string' ? JSON.parse(json) : json))
  } catch {
    return null
  }
}

function formOf({ callback_id: name, title, submit, blocks }: z.infer<typeof modal>): PhoneForm {
  const fields = blocks.flatMap((each): readonly PhoneField[] => {
    if (each.type === 'section') return []
    const { element: asked } = each
    const isTyped = asked.type === 'plain_text_input'
    return [
      {
        name: each.block_id,
        label: each.label,
        hint: each.hint ?? null,
        options: isTyped ? null : asked.options,
        filled: isTyped ? (asked.initial_value ?? '') : '',
        isOptional: each.optional,
        error: null,
      },
    ]
  })
  const says = blocks.flatMap((each) => (each.type === 'section' ? [each.text] : []))
  return { kind: 'form', name, title, says, fields, submit: submit ?? null }
}

/** Whose trigger it is; null when it is none of ours. */
export const userOfTrigger = (triggerId: string): string | null =>
  /^[\w-]+\.(U\w+)$/.exec(triggerId)?.[1] ?? null

const responseAction = z.discriminatedUnion('response_action', [
  z.object({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)),
  }),
  z.object({ response_action: z.literal('update'), view: modal }),
])

interface ModalParts {
  readonly owner: PhoneOwner
  readonly phones: Phones
  readonly sign: ReturnType<typeof signer>
  readonly exchange: (webhook: Webhook) => Promise<{ readonly status: number; text: string }>
}

/** Somebody's modals on Slack: opened by a shortcut, filled in, and sent. */
export function slackModals({ owner, phones, sign, exchange }: ModalParts): PersonForms {
  const [team = '', user = ''] = owner.address.split('/')
  const by = () => ({
    trigger_id: `${randomUUID()}.${user}`,
    team: { id: team },
    user: { id: user, team_id: team },
  })
  const show = (form: PhoneForm) => phones.show(owner, { from: 'bot', parts: [form] })
  return {
    async open(shortcut, atWords = '') {
      const payload =
        atWords === ''
          ? { type: 'shortcut', callback_id: shortcut }
          : { type: 'message_action', callback_id: shortcut, message: { text: atWords } }
      return (await exchange(sign(interaction({ ...payload, ...by() })))).status
    },
    async fill(answers) {
      const parts = phones.messagesOf(owner).flatMap((message) => message.parts)
      const form = parts.findLast((part): part is PhoneForm => part.kind === 'form')
      if (form === undefined) throw new Error('There is no form on the screen.')
      const filled = form.fields.map((field, at) => ({ ...field, filled: answers[at] ?? '' }))
      const values = Object.fromEntries(filled.map((field) => [field.name, stateOf(field)]))
      const view = { id: 'V1', callback_id: form.name, state: { values } }
      const sent = interaction({ type: 'view_submission', ...by(), view })
      const { status, text } = await exchange(sign(sent))
      if (status !== 200 || text === '') return status
      const answer = responseAction.parse(JSON.parse(text))
      if (answer.response_action === 'update') show(formOf(answer.view))
      else {
        const { errors } = answer
        const fields = filled.map((field) => ({ ...field, error: errors[field.name] ?? null }))
        show({ ...form, fields })
      }
      return status
    },
  }
}

/** What Slack tells of an answer; an option is chosen by the words on it. */
function stateOf({ options, filled }: PhoneField) {
  if (options === null) {
    return { answer: { type: 'plain_text_input', value: filled === '' ? null : filled } }
  }
  const picked = options.find(({ label, value }) => label === filled || value === filled)
  const chosen = picked === undefined ? null : { value: picked.value }
  return { answer: { type: 'static_select', selected_option: chosen } }
}
