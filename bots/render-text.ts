import type { SpokenChoice, SpokenReply } from '../src/conversation/channel.ts'

/** One line of a message, before a platform's mark-up. */
export interface Line {
  readonly text: string
  readonly bold: boolean
}

/** Lines that stand together; blocks have an empty line between them. */
export type Block = readonly Line[]

/** Stands at the place where a text was cut. */
const ellipsis = '…'

const plain = (text: string): Line => ({ text, bold: false })

/** Splits what we were given into lines, since names from the data can hold line breaks. */
const linesOf = (text: string): Line[] =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => plain(line.trim()))
    .filter((line) => line.text !== '')

/** How long a text is on a platform; of joined characters it is the sum of each. */
export type Size = (text: string) => number

const utf16Units: Size = (text) => text.length

/**
 * Cuts a text to a size, never through a character, with an ellipsis.
 *
 * @param size UTF-16 code units unless told otherwise; `room` is in its unit, at least the ellipsis.
 */
export function cut(text: string, room: number, size: Size = utf16Units): string {
  if (size(text) <= room) return text
  let left = room - size(ellipsis)
  let end = 0
  for (const character of text) {
    left -= size(character)
    if (left < 0) break
    end += character.length
  }
  return text.slice(0, end) + ellipsis
}

/**
 * The words of a reply as blocks: paragraphs, then each card with its number and title, then the
 * closing. The card's number is that of its first choice, which is what a person can type; a
 * card alone needs none.
 */
export function blocksOf(reply: SpokenReply): readonly Block[] {
  const cards = reply.cards.map(({ title, lines, choices: [first] }): Block => {
    const number = first === undefined || reply.cards.length === 1 ? '' : `${first.number}. `
    const [heading = plain(''), ...rest] = linesOf(title)
    return [
      { text: `${number}${heading.text}`.trim(), bold: true },
      ...rest.map(({ text }) => ({ text, bold: true })),
      ...lines.flatMap(linesOf),
    ]
  })
  return [...reply.paragraphs.map(linesOf), ...cards, ...reply.closing.map(linesOf)]
    .map((block) => block.filter(({ text }) => text !== ''))
    .filter((block) => block.length > 0)
}

/** Every choice of a reply, in the order of the numbers. */
export function choicesOf(reply: SpokenReply): readonly SpokenChoice[] {
  return [...reply.cards.flatMap(({ choices }) => choices), ...reply.choices].toSorted(
    (one, other) => one.number - other.number,
  )
}

/** Choices as lines to be typed by number: "1. Ik kom". */
export function numberedLines(choices: readonly SpokenChoice[]): Block {
  return choices.map(({ number, label }) =>
    plain(`${number}. ${label.replace(/\s+/g, ' ').trim()}`),
  )
}

/**
 * Shortens blocks from the end until they fit, joined by {@link joinBlocks}.
 *
 * @param size of a line's text, in the unit of `room`.
 * @param boldRoom what the mark-up of a bold line takes, in the same unit.
 */
export function cutBlocks(
  blocks: readonly Block[],
  room: number,
  size: Size = utf16Units,
  boldRoom = 0,
): readonly Block[] {
  let left = room
  const kept: Block[] = []
  for (const block of blocks) {
    const lines: Line[] = []
    for (const line of block) {
      const separator = lines.length > 0 ? 1 : kept.length > 0 ? 2 : 0
      const space = left - separator - (line.bold ? boldRoom : 0)
      if (space < size(ellipsis)) break
      const text = cut(line.text, space, size)
      left = text === line.text ? space - size(text) : 0
      lines.push({ ...line, text })
    }
    if (lines.length > 0) kept.push(lines)
    if (lines.length < block.length || left === 0) break
  }
  return kept
}

/** Joins blocks into one text, each line in the platform's mark-up. */
export function joinBlocks(blocks: readonly Block[], markUp: (line: Line) => string): string {
  return blocks.map((block) => block.map(markUp).join('\n')).join('\n\n')
}

/** Takes the meaning from the three characters that are mark-up to Telegram's HTML and to Slack. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
