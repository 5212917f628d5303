import type { types } from '@slack/bolt'
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

/** What `chat.postMessage` gets beside the channel. `text` is for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string
  readonly blocks: readonly (types.SectionBlock | types.ActionsBlock | types.ImageBlock)[]
}

/** Block Kit limits, and how many buttons look well in a row. */
const mostBlocks = 50
const sectionUnits = 3000
const buttonUnits = 75
const valueUnits = 2000
const urlUnits = 3000
const alternativeUnits = 2000
const buttonsInRow = 5
/** Longer texts are cut by some clients; Slack itself takes 40,000. */
const notificationUnits = 4000

/** When a reply has too many parts: 20 sections, 25 rows of buttons and a picture are 46 blocks. */
const mostCompactSections = 20
const mostCompactRows = 25

/** Gives a reply Slack's form: a section a card, with the card's own buttons right under it. */
export function renderSlack(reply: SpokenReply): SlackMessage {
  const choices = choicesOf(reply)
  const pressable = choices.filter(isPressable).slice(0, mostCompactRows * buttonsInRow)
  const typed = numberedLines(choices.filter((choice) => !pressable.includes(choice)))
  const words = [...blocksOf(reply), ...(typed.length > 0 ? [typed] : [])]
  const spoken = words.length > 0 ? words : [[{ text: '…', bold: false }]]
  const roomy = roomyBlocks(reply, pressable, typed)
  const blocks =
    roomy.length > 0 && roomy.length <= mostBlocks
      ? roomy
      : [...pictureOf(reply), ...compactSections(spoken), ...rowsOf(pressable, pressable)]
  return { text: mrkdwn(spoken, notificationUnits), blocks }
}

const isPressable = ({ value }: SpokenChoice) => value !== '' && value.length <= valueUnits

function roomyBlocks(reply: SpokenReply, pressable: readonly SpokenChoice[], typed: Block) {
  const rows = (choices: readonly SpokenChoice[]) =>
    rowsOf(
      choices.filter((choice) => pressable.includes(choice)),
      pressable,
    )
  const part = (words: Partial<SpokenReply>) =>
    blocksOf({ ...reply, paragraphs: [], cards: [], closing: [], ...words }).map(sectionOf)
  return [
    ...part({ paragraphs: reply.paragraphs }),
    ...pictureOf(reply),
    ...reply.cards.flatMap((card) => [...part({ cards: [card] }), ...rows(card.choices)]),
    ...part({ closing: reply.closing }),
    ...(typed.length > 0 ? [sectionOf(typed)] : []),
    ...rows(reply.choices),
  ]
}

/** Puts many blocks of words in few sections, each as full as it can be. */
function compactSections(words: readonly Block[]): readonly types.SectionBlock[] {
  const sections: Block[][] = [[]]
  for (const block of words) {
    const section = sections.at(-1)
    if (section !== undefined && lengthOf([...section, block]) <= sectionUnits) section.push(block)
    else sections.push([block])
  }
  return sections
    .filter((section) => section.length > 0)
    .slice(0, mostCompactSections)
    .map((section) => sectionWith(mrkdwn(section, sectionUnits)))
}

const escapedUnits = (text: string) => escapeMarkup(text).length

const lengthOf = (blocks: readonly Block[]) => joinBlocks(blocks, markUp).length

const sectionOf = (block: Block) => sectionWith(mrkdwn([block], sectionUnits))

const sectionWith = (text: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
})

/** The two stars of a bold line take room as well. */
const mrkdwn = (blocks: readonly Block[], units: number) =>
  joinBlocks(cutBlocks(blocks, units, escapedUnits, 2), markUp)

const markUp = ({ text, bold }: Line) =>
  bold ? `*${escapeMarkup(text).replaceAll('*', '∗')}*` : escapeMarkup(text)

function pictureOf({ picture }: SpokenReply): readonly types.ImageBlock[] {
  if (picture === null || picture.url.length > urlUnits) return []
  const alternative = cut(picture.alternative.trim() || '…', alternativeUnits)
  return [{ type: 'image', image_url: picture.url, alt_text: alternative }]
}

/** Rows of buttons; an `action_id` is the choice's place among all of them, and so unique. */
function rowsOf(
  choices: readonly SpokenChoice[],
  all: readonly SpokenChoice[],
): readonly types.ActionsBlock[] {
  const buttons = choices.map(
    (choice): types.Button => ({
      type: 'button',
      text: {
        type: 'plain_text',
        text: cut(choice.label.trim() || String(choice.number), buttonUnits),
        emoji: false,
      },
      action_id: `choice-${all.indexOf(choice)}`,
      value: choice.value,
    }),
  )
  const count = Math.ceil(buttons.length / buttonsInRow)
  return Array.from({ length: count }, (_, row) => ({
    type: 'actions',
    elements: buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  }))
}
