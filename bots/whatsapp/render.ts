import type { SpokenReply } from '../../src/conversation/channel.ts'
import {
  type Block,
  blocksOf,
  choicesOf,
  cut,
  cutBlocks,
  joinBlocks,
  numberedLines,
} from '../render-text.ts'
import { markUp } from './mark-up.ts'
import { type FilledTemplate, fillTemplate } from './template.ts'

/** One message to send. */
export interface WhatsAppPart {
  readonly body: string
  /** A picture that goes with the body; null when there is none. */
  readonly mediaUrl: string | null
  /** The same words with buttons; null when they have none, or do not fit. */
  readonly template: FilledTemplate | null
}

/** Twilio: characters of a body; WhatsApp: those under a picture. */
const bodyUnits = 1600
const captionUnits = 1024
/** The choices at the end keep this much when the words are long. */
const choicesUnits = 800

/**
 * Gives a reply WhatsApp's form: the words, then every choice with the number that can be typed, and
 * buttons where they fit. A picture goes with the words when there are no choices, before them when
 * there are: a message has either.
 */
export function renderWhatsApp(reply: SpokenReply): readonly WhatsAppPart[] {
  const choices = choicesOf(reply)
  const blocks = blocksWithin(blocksOf(reply), numberedLines(choices), bodyUnits)
  const body = joinBlocks(blocks, markUp)
  const words = { body, mediaUrl: null, template: fillTemplate(blocks, choices) }
  const { picture } = reply
  if (picture === null) return [words]
  if (words.template === null && body.length <= captionUnits) {
    return [{ ...words, mediaUrl: picture.url }]
  }
  const caption = cut(picture.alternative, captionUnits)
  return [{ body: caption, mediaUrl: picture.url, template: null }, words]
}

function blocksWithin(words: readonly Block[], choices: Block, units: number): readonly Block[] {
  const ending = cutBlocks(choices.length > 0 ? [choices] : [], choicesUnits)
  const taken = joinBlocks(ending, markUp).length
  const room = units - (taken > 0 ? taken + '\n\n'.length : 0)
  const beginning = cutBlocks(words, room, undefined, '**'.length)
  const blocks = [...beginning, ...ending]
  return blocks.length > 0 ? blocks : [[{ text: '…', bold: false }]]
}
