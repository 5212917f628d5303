import type { InlineKeyboardButton } from 'grammy/types'
import type { SpokenChoice, SpokenReply } from '../../src/conversation/channel.ts'
import {
  type Block,
  blocksOf,
  choicesOf,
  cut,
  cutBlocks,
  escapeMarkup,
  joinBlocks,
  type Line,
  numberedLines,
} from '../render-text.ts'

/** One message to send; `html` is in Telegram's HTML mark-up. */
export type TelegramPart = { readonly keyboard: readonly (readonly InlineKeyboardButton[])[] } & (
  | { readonly kind: 'text'; readonly html: string }
  | { readonly kind: 'photo'; readonly url: string; readonly html: string }
)

/** Bot API limits: characters are counted after the mark-up is taken out. */
const textUnits = 4096
const captionUnits = 1024
const callbackBytes = 64
const mostButtons = 100

/** What a narrow phone shows on one row without cutting words off. */
const labelUnits = 64
const rowUnits = 30
const mostInRow = 3

/**
 * Gives a reply Telegram's form: a picture with the words under it when they fit there, the picture
 * before the words when not. The last part has the buttons.
 */
export function renderTelegram(reply: SpokenReply): readonly TelegramPart[] {
  const choices = choicesOf(reply)
  const pressable = choices.filter(isPressable).slice(0, mostButtons)
  const typed = numberedLines(choices.filter((choice) => !pressable.includes(choice)))
  const blocks = [...blocksOf(reply), ...(typed.length > 0 ? [typed] : [])]
  const words = blocks.length > 0 ? blocks : [[{ text: '…', bold: false }]]
  const keyboard = keyboardOf(reply, pressable)
  const { picture } = reply
  if (picture === null) return [{ kind: 'text', html: htmlOf(words, textUnits), keyboard }]
  const { url } = picture
  if (lengthOf(words) <= captionUnits) {
    return [{ kind: 'photo', url, html: htmlOf(words, captionUnits), keyboard }]
  }
  const caption: Block = [{ text: picture.alternative, bold: false }]
  return [
    { kind: 'photo', url, html: htmlOf([caption], captionUnits), keyboard: [] },
    { kind: 'text', html: htmlOf(words, textUnits), keyboard },
  ]
}

const isPressable = ({ value }: SpokenChoice) =>
  value !== '' && Buffer.byteLength(value) <= callbackBytes

const lengthOf = (blocks: readonly Block[]) => joinBlocks(blocks, ({ text }) => text).length

const htmlOf = (blocks: readonly Block[], units: number) =>
  joinBlocks(cutBlocks(blocks, units), markUp)

const markUp = ({ text, bold }: Line) =>
  bold ? `<b>${escapeMarkup(text)}</b>` : escapeMarkup(text)

/** The buttons of each card start a row of their own, and so do those of the reply itself. */
function keyboardOf(reply: SpokenReply, pressable: readonly SpokenChoice[]) {
  const groups = [...reply.cards.map(({ choices }) => choices), reply.choices]
  return groups.flatMap((choices) =>
    rowsOf(choices.filter((choice) => pressable.includes(choice)).map(buttonOf)),
  )
}

const buttonOf = ({ label, value, number }: SpokenChoice) => ({
  text: cut(label.trim() || String(number), labelUnits),
  callback_data: value,
})

function rowsOf(buttons: readonly InlineKeyboardButton.CallbackButton[]) {
  const rows: InlineKeyboardButton[][] = []
  let used = 0
  for (const button of buttons) {
    const row = rows.at(-1)
    used += button.text.length
    if (row === undefined || row.length === mostInRow || used > rowUnits) {
      rows.push([button])
      used = button.text.length
    } else {
      row.push(button)
    }
  }
  return rows
}
