import { understandingOf } from '../cities/understanding-of.ts'
import { readLinkCode } from '../learners/join/link-code.ts'
import { readAsk } from '../understand/asks.ts'
import { readFollowUp } from '../understand/follow-up.ts'
import { readPreference } from '../understand/preferences.ts'
import { understand } from '../understand/understand.ts'
import type { Understood } from '../understand/understood.ts'
import { type ChoiceMeaning, decodeChoice } from './choice.ts'
import { runWorkerCommand } from './commands/run.ts'
import { type CommandName, isOpenCommand, isWorkerCommand, readCommand } from './commands.ts'
import { typedFormTurn } from './forms/answer-form.ts'
import type { Message } from './message.ts'
import { askRoutes, choiceRoute, commandRoutes, intentRoutes } from './routes.ts'
import type { Turn, TurnResult, TypedTurn } from './turn.ts'
import { shareLabelTurn } from './turns/badge-links.ts'
import { typedCheckInTurn } from './turns/check-in.ts'
import { connectTurn } from './turns/connect.ts'
import { crisisTurn } from './turns/crisis.ts'
import { locationTurn, neighbourhoodTurn } from './turns/find.ts'
import { followUpTurn } from './turns/follow-up.ts'
import { stillForgetting } from './turns/forget.ts'
import { currentHandOver, relayTurn, wordsTurn } from './turns/hand-over.ts'
import {
  importBadgeTurn,
  readBadgeLink,
  readGivenBadge,
  wordsAround,
} from './turns/import-badge.ts'
import { preferenceTurn } from './turns/preference.ts'
import { referralAnswerTurn, referralNeedTurn } from './turns/referral.ts'
import { readName, typedNameTurn } from './turns/share.ts'
import { attachment, unknownButton, unknownCommand, unknownNumber } from './turns/small-talk.ts'
import { stillStopped } from './turns/stop-and-start.ts'
import { storyNameTurn, storyTextTurn } from './turns/story.ts'
import { typedChoice } from './typed-choice.ts'

/** A message with what was read in it, before it is answered. */
export type ReadMessage =
  | {
      readonly kind: 'typed'
      readonly text: string
      readonly understood: Understood
      /** What the words stood under. */
      readonly file?: string
    }
  | (Extract<Message['body'], { readonly kind: 'command' }> & {
      /** What a person says of themselves after a command, or as one that there is not: "/i want to die". */
      readonly understood: Understood | null
    })
  | Extract<Message['body'], { readonly kind: 'choice' | 'attachment' | 'location' }>

/** Reads what a message says; a caption counts as typed words. */
export function readMessage(
  body: Exclude<Message['body'], { readonly kind: 'reachability' }>,
  city: Turn['city'],
  now: Date,
): ReadMessage {
  if (body.kind === 'choice' || body.kind === 'location') return body
  const context = understandingOf(city, now)
  if (body.kind === 'command') {
    // What a worker types after a command is about somebody else.
    const isOwn = !isWorkerCommand(body.name)
    return { ...body, understood: isOwn ? understand(`${body.name} ${body.rest}`, context) : null }
  }
  const typed = body.kind === 'text' ? body.text : body.caption
  if (body.kind === 'attachment' && typed.trim() === '') return body
  const understood = understand(wordsAround(typed), context)
  const file = body.kind === 'attachment' ? body.file : undefined
  return { kind: 'typed', text: typed, understood, ...(file !== undefined && { file }) }
}

/** Tells whether somebody says that they are in distress: nothing else in the message counts then. */
export function isInDistress(message: ReadMessage): boolean {
  const isSaid = message.kind === 'typed' || message.kind === 'command'
  return isSaid && message.understood?.intent === 'crisis'
}

/** What was typed, as somebody who talks with the person may read it. */
function wordsOf(message: ReadMessage): string {
  if (message.kind === 'typed') return message.text
  return message.kind === 'command' ? `${message.name} ${message.rest}`.trim() : ''
}

/**
 * Answers one message: distress first, then *stop*, then what the last answer left open, then what
 * the words ask.
 */
export async function answer(turn: Turn, message: ReadMessage): Promise<TurnResult> {
  if (isInDistress(message)) return crisisTurn(turn, wordsOf(message))
  if (turn.person.erasingSince !== null) return stillForgetting()
  switch (message.kind) {
    case 'typed':
      return answerTyped(turn, message)
    case 'choice':
      return answerChoice(turn, message.value)
    case 'command':
      return answerCommand(turn, message.name, message.rest)
    case 'attachment':
      return isStopped(turn) ? stillStopped() : attachmentTurn(turn, message)
    case 'location':
      return isStopped(turn) ? stillStopped() : locationTurn(turn, message)
  }
}

/** What cannot be read is no answer, and does not end a form. */
function keepForm({ state }: Turn, result: TurnResult): TurnResult {
  return state.question?.kind === 'form' ? { ...result, question: state.question } : result
}

/** What is still done for a person who said *stop*: to begin again, and their rights. */
const afterStop: {
  readonly intents: readonly Understood['intent'][]
  readonly commands: readonly CommandName[]
  readonly choices: readonly ChoiceMeaning['kind'][]
} = {
  intents: ['start', 'export_my_data', 'delete_my_data'],
  commands: ['start', 'data', 'forget'],
  choices: ['start', 'forget', 'forgetNot'],
}

const isStopped = (turn: Turn): boolean => turn.person.stoppedAt !== null

async function answerChoice(turn: Turn, value: string): Promise<TurnResult> {
  const meaning = decodeChoice(value)
  if (isStopped(turn) && (meaning === null || !afterStop.choices.includes(meaning.kind))) {
    return stillStopped()
  }
  return meaning === null ? unknownButton() : choiceRoute(turn, meaning)
}

async function answerCommand(turn: Turn, typed: string, rest: string): Promise<TurnResult> {
  const name = readCommand(typed)
  if (isStopped(turn) && (name === null || !afterStop.commands.includes(name))) {
    return stillStopped()
  }
  if (name === null) return unknownCommand(typed)
  return isOpenCommand(name) ? commandRoutes[name](turn, rest) : runWorkerCommand(turn, name, rest)
}

async function attachmentTurn(
  turn: Turn,
  { attachment: kind, file }: Extract<ReadMessage, { readonly kind: 'attachment' }>,
): Promise<TurnResult> {
  const result =
    file === undefined ? attachment(kind) : await importBadgeTurn(turn, { kind: 'file', file })
  return keepForm(turn, result)
}

async function answerTyped(
  turn: Turn,
  { text, understood, file }: Extract<ReadMessage, { readonly kind: 'typed' }>,
): Promise<TurnResult> {
  const { intent } = understood
  const typed = { ...turn, text, understood }
  if (isStopped(turn) && !afterStop.intents.includes(intent)) {
    const picked = typedChoice(text, turn.state.choices)
    return picked.kind === 'picked' ? answerChoice(turn, picked.value) : stillStopped()
  }
  const preference = readPreference(text)
  if (preference !== null) return preferenceTurn(typed, preference)
  if (intent === 'stop') return intentRoutes.stop(typed)
  const { question } = turn.state
  if (question?.kind === 'form') return typedFormTurn(typed, question)
  const talking = await currentHandOver(turn)
  if (talking !== null && !endsHandOver(turn, text)) {
    return relayTurn(typed, talking)
  }
  const linkCode = readLinkCode(text)
  if (linkCode !== null) return connectTurn(turn, linkCode)
  if (file !== undefined) return importBadgeTurn(turn, { kind: 'file', file })
  const picked = typedChoice(text, turn.state.choices)
  if (picked.kind === 'picked') return answerChoice(turn, picked.value)
  const checkedIn = typedCheckInTurn(typed)
  if (checkedIn !== null) return checkedIn
  const given = readGivenBadge(text)
  if (given !== null) return importBadgeTurn(turn, { kind: 'text', text: given })
  const answered = await answerQuestion(typed)
  if (answered !== null) return answered
  if (picked.kind === 'noSuchNumber') return unknownNumber()
  const link = readBadgeLink(text, intent)
  if (link !== null) return importBadgeTurn(turn, { kind: 'text', text: link })
  const ask = readAsk(text)
  if (ask !== null) return askRoutes[ask](turn)
  const followUp = readFollowUp(text)
  const continued = followUp === null ? null : followUpTurn(turn, followUp)
  return continued ?? intentRoutes[intent](typed)
}

/** Tells whether words are those on the button that ends a conversation with a person. */
function endsHandOver({ state }: Turn, text: string): boolean {
  const picked = typedChoice(text, state.choices)
  return picked.kind === 'picked' && decodeChoice(picked.value)?.kind === 'endHandOver'
}

/** Intents whose words cannot be somebody's name. */
const neverAName: readonly Understood['intent'][] = [
  'help',
  'my_badges',
  'share_badge',
  'language',
  'delete_my_data',
  'export_my_data',
  'connect',
  'disconnect',
  'human',
]

/** What words can be that tell what a conversation is about; other intents ask something of us. */
const waitsFor: readonly Understood['intent'][] = [
  'help',
  'unknown',
  'find',
  'human',
  'greet',
  'thanks',
  'checkin',
  'referral',
]

/** Answers our open question with the words, unless they say something new. */
async function answerQuestion(turn: TypedTurn): Promise<TurnResult | null> {
  const { question } = turn.state
  const { intent, where } = turn.understood
  if (question === null) return null
  switch (question.kind) {
    case 'shareName':
      return isName(turn.text, intent) ? typedNameTurn(turn, question, turn.text) : null
    case 'story':
      return isStory(turn.text, intent) ? storyTextTurn(turn, turn.text) : null
    case 'storyName':
      return isName(turn.text, intent) ? storyNameTurn(turn, question, turn.text) : null
    case 'shareLabel':
      return neverAName.includes(intent) ? null : shareLabelTurn(turn, question.shareId, turn.text)
    case 'neighbourhood':
      // Asked once: a place that is not known is searched for everywhere.
      return where.neighbourhood !== null || intent === 'unknown' ? neighbourhoodTurn(turn) : null
    case 'handOver':
      return waitsFor.includes(intent) ? wordsTurn(turn, question.handOverId) : null
    case 'referNeed':
      return isForSomebody(turn) ? referralNeedTurn(turn, question) : null
    case 'referralAnswer':
      return isForSomebody(turn) ? referralAnswerTurn(turn, question) : null
    case 'city':
    case 'referTo':
    case 'form':
    case 'actFor':
    case 'cancelSession':
      return null
  }
}

/** Intents that ask something of us for the person alone. */
const forOneself: readonly Understood['intent'][] = [
  'my_badges',
  'share_badge',
  'delete_my_data',
  'export_my_data',
  'connect',
  'disconnect',
]

/** Tells whether words are meant for somebody else, rather than asking something of us or saying no. */
const isForSomebody = ({ text, understood }: TypedTurn): boolean =>
  !forOneself.includes(understood.intent) && readFollowUp(text)?.kind !== 'no'

/** Tells whether words are a name, or meant for one, rather than something new. */
function isName(text: string, intent: Understood['intent']): boolean {
  if (neverAName.includes(intent)) return false
  const few = text.trim().split(/\s+/).length <= 2
  return intent === 'unknown' || (few && readName(text) !== null)
}

/** A story is told in a sentence or more; a few words are mostly something new. */
function isStory(text: string, intent: Understood['intent']): boolean {
  // "It was fun" would tell of a step elsewhere; here it is the beginning of a story.
  return text.trim().split(/\s+/).length >= 6 || intent === 'unknown' || intent === 'checkin'
}
