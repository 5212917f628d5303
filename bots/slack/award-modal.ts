import type { App, types } from '@slack/bolt'
import { z } from 'zod'
import type { Message } from '../../src/conversation/message.ts'
import {
  type AwardField,
  type AwardSheet,
  awardFields,
} from '../../src/conversation/sheets/award-sheet.ts'
import { findLearnerCode } from '../../src/learners/learner-code.ts'
import type { ChannelContext } from '../channel.ts'
import { cut } from '../render-text.ts'

/** What the shortcuts and the modal are called in the app's manifest (`manifest.json`). */
export const awardCallbackId = 'give_badge'

const shortcutTypes = ['shortcut', 'message_action'] as const

const id = z.string().regex(/^[A-Z0-9]{1,40}$/i)
const sent = z.object({
  trigger_id: z.string().min(1),
  team: z.object({ id }).nullish(),
  user: z.object({ id, team_id: id.nullish() }),
})
/** The shortcut in Slack's menu, or that of a message. */
const shortcut = sent.extend({
  type: z.enum(shortcutTypes),
  callback_id: z.literal(awardCallbackId),
  message: z.object({ text: z.string().nullish() }).nullish(),
})
const typedValue = z.object({ answer: z.object({ value: z.string().nullish() }) })
const pickedValue = z.object({
  answer: z.object({ selected_option: z.object({ value: z.string() }).nullish() }),
})
/** The modal, filled in. */
const submission = sent.extend({
  type: z.literal('view_submission'),
  view: z.object({
    callback_id: z.literal(awardCallbackId),
    state: z.object({
      values: z.object({ code: typedValue, badge: pickedValue, note: typedValue }),
    }),
  }),
})
const modalBody = z.discriminatedUnion('type', [shortcut, submission])

/** Tells whether Slack's payload is about the modal for giving a badge. */
export const isAboutAwardModal = (payload: unknown): boolean => modalBody.safeParse(payload).success

/** Opens a view for whoever pressed; `triggerId` counts for three seconds. */
export type OpenView = (
  user: Pick<Message, 'sender'>,
  triggerId: string,
  view: types.ModalView,
) => Promise<void>

/**
 * Shows the modal at the shortcut and takes what is filled in: what will not do is said at its own
 * question, and what is well is given as by a typed command, whose answer comes in the person's chat.
 */
export function offerAwardModal(
  app: Pick<App, 'shortcut' | 'view'>,
  { awardSheets, handle }: Pick<ChannelContext, 'awardSheets' | 'handle'>,
  openView: OpenView,
): void {
  app.shortcut(awardCallbackId, async ({ body, ack }) => {
    const { trigger_id: triggerId, message, ...rest } = shortcut.parse(body)
    const user = userOf(rest)
    await ack()
    if (user === null) return
    const sheet = await awardSheets.open(user)
    await openView(user, triggerId, viewOf(sheet, findLearnerCode(message?.text ?? '')))
  })
  app.view({ type: 'view_submission', callback_id: awardCallbackId }, async ({ body, ack }) => {
    const { trigger_id: updateId, view, ...rest } = submission.parse(body)
    const user = userOf(rest)
    if (user === null) return ack()
    const { code, badge, note } = view.state.values
    const checked = await awardSheets.check(user, {
      code: code.answer.value ?? '',
      badge: badge.answer.selected_option?.value ?? '',
      note: note.answer.value ?? '',
    })
    switch (checked.kind) {
      case 'wrong':
        return ack({ response_action: 'errors', errors: { ...checked.why } })
      case 'closed':
        return ack({ response_action: 'update', view: viewOf(checked, null) })
      case 'ready': {
        const { body: command } = checked
        const message: Message = { ...user, updateId, body: command, interaction: null }
        await handle(message)
        return ack()
      }
    }
  })
}

function userOf({ team, user }: Pick<z.infer<typeof sent>, 'team' | 'user'>) {
  const teamId = team?.id ?? user.team_id
  return teamId == null ? null : { channel: 'slack', sender: `${teamId}/${user.id}` }
}

const titleUnits = 24
const labelUnits = 75
const mostOptions = 100

const plain = (text: string, units: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, units),
  emoji: false,
})

/** Words of a section are put in as plain text: nothing in them is mark-up. */
const sectionOf = (text: string): types.SectionBlock => ({
  type: 'section',
  text: plain(text, 3000),
})

/**
 * The sheet as a modal. Each question is a block by its own name, which is where Slack shows an error.
 *
 * @param code what the message had that the shortcut was opened at.
 */
export function viewOf(sheet: AwardSheet, code: string | null): types.ModalView {
  const { title, close } = sheet
  const view = {
    type: 'modal',
    callback_id: awardCallbackId,
    title: plain(title, titleUnits),
    close: plain(close, titleUnits),
  } as const
  if (sheet.kind === 'closed') return { ...view, blocks: sheet.says.map(sectionOf) }
  const { questions, badges, mostNoteCharacters, intro, submit } = sheet
  const elements: Readonly<Record<AwardField, types.InputBlock['element']>> = {
    code: {
      type: 'plain_text_input',
      action_id: 'answer',
      max_length: 40,
      ...(code !== null && { initial_value: code }),
    },
    badge: {
      type: 'static_select',
      action_id: 'answer',
      placeholder: plain(questions.badge.hint, labelUnits),
      options: badges
        .slice(0, mostOptions)
        .map(({ value, label }) => ({ value, text: plain(label, labelUnits) })),
    },
    note: {
      type: 'plain_text_input',
      action_id: 'answer',
      multiline: true,
      max_length: mostNoteCharacters,
    },
  }
  const inputs = awardFields.map(
    (field): types.InputBlock => ({
      type: 'input',
      block_id: field,
      label: plain(questions[field].label, labelUnits),
      ...(field !== 'badge' && { hint: plain(questions[field].hint, labelUnits) }),
      optional: field === 'note',
      element: elements[field],
    }),
  )
  return { ...view, submit: plain(submit, titleUnits), blocks: [sectionOf(intro), ...inputs] }
}
