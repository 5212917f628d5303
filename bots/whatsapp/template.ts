import type { SpokenChoice } from '../../src/conversation/channel.ts'
import { type Block, cut, joinBlocks } from '../render-text.ts'
import { markUp } from './mark-up.ts'

/**
 * A message with buttons, which WhatsApp gets as a template of Twilio's Content API that is filled
 * in. A value cannot hold a line break (Twilio error 21656), so the template has the line breaks
 * and a variable a line: templates differ by the shape of the text and the number of choices only.
 */
export interface FilledTemplate {
  /** Two templates with one name are the same. */
  readonly name: string
  /** The `types` of the Content API. */
  readonly types: Readonly<Record<string, unknown>>
  readonly variables: Readonly<Record<string, string>>
}

/** Limits of Twilio and WhatsApp within the 24 hours; `ButtonPayload` is at most 256. */
const bodyUnits = 1024
const mostQuickReplies = 3
const mostItems = 10
const quickReplyUnits = 20
const itemUnits = 24
const idUnits = 200
const mostVariables = 100
const nameUnits = 64

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/**
 * Fills in a template for a text with choices.
 *
 * @returns null when it does not fit: too many choices or lines, or too long.
 */
export function fillTemplate(
  blocks: readonly Block[],
  choices: readonly SpokenChoice[],
): FilledTemplate | null {
  const lines = blocks.flat().map((line) => markUp({ ...line, text: oneLine(line.text) }))
  const isQuick = choices.length <= mostQuickReplies
  const labels = labelsOf(choices, isQuick ? quickReplyUnits : itemUnits)
  const values = [...lines, ...labels, ...choices.map(({ value }) => value)]
  const shape = blocks.map((block) => block.length).join('-')
  const name = `stapje_${isQuick ? 'quick' : 'list'}_${choices.length}_${shape}`
  if (
    choices.length === 0 ||
    choices.length > mostItems ||
    choices.some(({ value }) => value.length > idUnits || value !== oneLine(value)) ||
    new Set(choices.map(({ value }) => value)).size < choices.length ||
    joinBlocks(blocks, markUp).length > bodyUnits ||
    values.length > mostVariables ||
    values.some((value) => value === '') ||
    name.length > nameUnits
  ) {
    return null
  }
  const variable = (index: number) => `{{${index + 1}}}`
  let next = 0
  const body = joinBlocks(blocks, () => variable(next++))
  const buttons = choices.map((_, index) => ({
    label: variable(lines.length + index),
    id: variable(lines.length + choices.length + index),
  }))
  return {
    name,
    types: isQuick ? quickReplies(body, buttons) : listPicker(body, buttons),
    variables: Object.fromEntries(values.map((value, index) => [String(index + 1), value])),
  }
}

type Buttons = readonly { readonly label: string; readonly id: string }[]

const quickReplies = (body: string, buttons: Buttons) => ({
  'twilio/quick-reply': {
    body,
    actions: buttons.map(({ label, id }) => ({ type: 'QUICK_REPLY', title: label, id })),
  },
})

/** The button that opens the list says which numbers are in it, in any language. */
const listPicker = (body: string, buttons: Buttons) => ({
  'twilio/list-picker': {
    body,
    button: `1–${buttons.length}`,
    items: buttons.map(({ label, id }) => ({ item: label, id })),
  },
})

/** WhatsApp takes no two buttons with the same words: when cutting makes them so, they get numbers. */
function labelsOf(choices: readonly SpokenChoice[], units: number): readonly string[] {
  const labels = choices.map(({ label }) => cut(oneLine(label), units))
  if (new Set(labels).size === labels.length) return labels
  return choices.map(({ label, number }) => cut(`${number}. ${oneLine(label)}`, units))
}
