import { localDateTime } from '../activities/local-day.ts'
import { readFollowUp } from '../understand/follow-up.ts'
import { understand } from '../understand/understand.ts'
import type { Understood } from '../understand/understood.ts'
import { decodeChoice } from './choice.ts'
import { readCommand } from './commands.ts'
import type { Message } from './message.ts'
import { choiceRoute, commandRoutes, intentRoutes } from './routes.ts'
import type { Turn, TurnResult, TypedTurn } from './turn.ts'
import { locationTurn, neighbourhoodTurn } from './turns/find.ts'
import { followUpTurn } from './turns/follow-up.ts'
import { readName, typedNameTurn } from './turns/share.ts'
import { attachment, unknownButton, unknownCommand, unknownNumber } from './turns/small-talk.ts'
import { stillStopped } from './turns/stop-and-start.ts'
import { asksForStory, storyNameTurn, storyTextTurn, storyTurn } from './turns/story.ts'
import { typedChoice } from './typed-choice.ts'

/** A message with what was read in it, before it is answered. */
export type ReadMessage =
  | { readonly kind: 'typed'; readonly text: string; readonly understood: Understood }
  | Extract<Message['body'], { readonly kind: 'choice' | 'command' | 'attachment' | 'location' }>

/** Reads what a message says; a caption counts as typed words. */
export function readMessage(
  body: Exclude<Message['body'], { readonly kind: 'reachability' }>,
  city: Turn['city'],
  now: Date,
): ReadMessage {
  if (body.kind === 'choice' || body.kind === 'command' || body.kind === 'location') return body
  const typed = body.kind === 'text' ? body.text : body.caption
  if (body.kind === 'attachment' && typed.trim() === '') return body
  const context = { now: localDateTime(now, city.timeZone), places: city.places }
  return { kind: 'typed', text: typed, understood: understand(typed, context) }
}

/**
 * Answers one message: distress first, then *stop*, then what the last answer left open, then what
 * the words ask.
 */
export async function answer(turn: Turn, message: ReadMessage): Promise<TurnResult> {
  switch (message.kind) {
    case 'typed':
      return answerTyped(turn, message.text, message.understood)
    case 'choice':
      return answerChoice(turn, message.value)
    case 'command':
      return answerCommand(turn, message.name, message.rest)
    case 'attachment':
      return isStopped(turn) ? stillStopped() : attachment(message.attachment)
    case 'location':
      return isStopped(turn) ? stillStopped() : locationTurn(turn, message)
  }
}

const isStopped = (turn: Turn): boolean => turn.person.stoppedAt !== null

async function answerChoice(turn: Turn, value: string): Promise<TurnResult> {
  const meaning = decodeChoice(value)
  if (isStopped(turn) && meaning?.kind !== 'start') return stillStopped()
  return meaning === null ? unknownButton() : choiceRoute(turn, meaning)
}

async function answerCommand(turn: Turn, typed: string, rest: string): Promise<TurnResult> {
  const name = readCommand(typed)
  if (isStopped(turn) && name !== 'start') return stillStopped()
  return name === null ? unknownCommand(typed) : commandRoutes[name](turn, rest)
}

async function answerTyped(turn: Turn, text: string, understood: Understood): Promise<TurnResult> {
  const { intent } = understood
  const typed = { ...turn, text, understood }
  if (intent === 'crisis') return intentRoutes.crisis(typed)
  if (isStopped(turn) && intent !== 'start') {
    return decodedFrom(turn, text)?.kind === 'start' ? intentRoutes.start(typed) : stillStopped()
  }
  if (intent === 'stop') return intentRoutes.stop(typed)
  const picked = typedChoice(text, turn.state.choices)
  if (picked.kind === 'picked') return answerChoice(turn, picked.value)
  const answered = answerQuestion(typed)
  if (answered !== null) return answered
  if (picked.kind === 'noSuchNumber') return unknownNumber()
  if (asksForStory(text)) return storyTurn(turn, '')
  const followUp = readFollowUp(text)
  const continued = followUp === null ? null : followUpTurn(turn, followUp)
  return continued ?? intentRoutes[intent](typed)
}

function decodedFrom(turn: Turn, text: string) {
  const picked = typedChoice(text, turn.state.choices)
  return picked.kind === 'picked' ? decodeChoice(picked.value) : null
}

/** Intents whose words cannot be somebody's name. */
const neverAName: readonly Understood['intent'][] = [
  'help',
  'my_badges',
  'share_badge',
  'language',
  'delete_my_data',
  'export_my_data',
  'human',
]

/** Answers our open question with the words, unless they say something new. */
function answerQuestion(turn: TypedTurn): Promise<TurnResult> | null {
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
    case 'neighbourhood':
      // Asked once: a place that is not known is searched for everywhere.
      return where.neighbourhood !== null || intent === 'unknown' ? neighbourhoodTurn(turn) : null
  }
}

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
