import { readSessionCode } from '../activities/session-code.ts'
import type { City } from '../cities/city.ts'
import { asksForOtherCity, cityMentioned, citySaid, cityTyped } from '../cities/named-city.ts'
import { readLinkCode } from '../learners/join/link-code.ts'
import type { Understood } from '../understand/understood.ts'
import { answer, isInDistress, type ReadMessage, readMessage } from './answer.ts'
import { type ChoiceMeaning, decodeChoice } from './choice.ts'
import { readCityChoice } from './city-choice.ts'
import { type CommandName, readCommand } from './commands.ts'
import { bodyOfText } from './message.ts'
import { reply, text } from './reply.ts'
import { readStartPayload } from './start-payload.ts'
import type { ConversationState } from './state.ts'
import type { Turn, TurnResult } from './turn.ts'
import { suggestions } from './turns/suggestions.ts'
import { askCity, keptWords, settleIn } from './turns/which-city.ts'
import { typedChoice } from './typed-choice.ts'

/** What is done at once for whoever has not said a city: their rights, and what a code leads to. */
const anywhere: {
  readonly intents: readonly Understood['intent'][]
  readonly commands: readonly CommandName[]
  readonly choices: readonly ChoiceMeaning['kind'][]
} = {
  intents: ['stop', 'language', 'delete_my_data', 'export_my_data', 'connect', 'disconnect'],
  commands: ['stop', 'language', 'data', 'forget', 'connect', 'disconnect', 'join'],
  choices: ['setLanguage', 'forget', 'forgetNot', 'start', 'disconnect'],
}

/**
 * Answers a message in the person's own city. Where there are several, a person who is new is asked once
 * which one, and their first words are answered after that; "other city" asks again at any time.
 * Distress is answered before all of this.
 */
export async function answerInCity(turn: Turn, message: ReadMessage): Promise<TurnResult> {
  const { person, cities, state } = turn
  const goesOn = cities.all().length === 1 || person.stoppedAt !== null
  if (goesOn || person.erasingSince !== null || isInDistress(message)) return answer(turn, message)
  const picked = cityPicked(turn, message)
  if (picked === 'ask') return askCity(turn, 'city.which', null)
  if (picked !== null) return answerKept(await settleIn(turn, picked), await keptWords(turn))
  if (person.cityChosen || !needsCity(state.choices, message)) return answer(turn, message)
  const said = wordsOf(message)
  const mentioned = cityMentioned(said, cities.all())
  if (mentioned !== null) return answerKept(await settleIn(turn, mentioned), said)
  const { question } = state
  if (question?.kind === 'city' && isShort(said)) {
    return askCity(turn, 'city.unknown', question.keptSealed)
  }
  const kept = said === '' ? null : await turn.deps.seals.seal('note', said)
  return askCity(turn, 'city.which', kept)
}

/** The city that a message picks by a link, a button or its name; `ask` when it wants to pick one. */
function cityPicked({ cities, state }: Turn, message: ReadMessage): City | 'ask' | null {
  if (message.kind === 'choice') return bySlug(cities, readCityChoice(message.value))
  if (message.kind === 'command') {
    const link = readCommand(message.name) === 'start' ? readStartPayload(message.rest) : null
    return link?.purpose === 'city' ? (cities.bySlug(link.code) ?? 'ask') : null
  }
  if (message.kind !== 'typed') return null
  const { text: typed } = message
  if (asksForOtherCity(typed)) return 'ask'
  const choice = typedChoice(typed, state.choices)
  if (choice.kind === 'picked') return bySlug(cities, readCityChoice(choice.value))
  if (state.question?.kind === 'city') return cityTyped(typed, cities.all())
  return citySaid(typed, cities.all())
}

const bySlug = (cities: Turn['cities'], slug: string | null): City | null =>
  slug === null ? null : cities.bySlug(slug)

function needsCity(choices: ConversationState['choices'], message: ReadMessage): boolean {
  switch (message.kind) {
    case 'choice':
      return !anywhere.choices.some((kind) => decodeChoice(message.value)?.kind === kind)
    case 'command': {
      const name = readCommand(message.name)
      if (name === 'start') return readStartPayload(message.rest) === null
      return name === null || !anywhere.commands.includes(name)
    }
    case 'typed': {
      const { text: typed, understood } = message
      const picked = typedChoice(typed, choices)
      if (picked.kind === 'picked') {
        return needsCity(choices, { kind: 'choice', value: picked.value })
      }
      const isCode = readLinkCode(typed) !== null || readSessionCode(typed) !== null
      return !isCode && !anywhere.intents.includes(understood.intent)
    }
    case 'attachment':
    case 'location':
      return true
  }
}

/** An answer to "which city?" is a few words; more is something else that is asked. */
const isShort = (said: string): boolean => said.split(/\s+/).length <= 3

/** What is kept of a message: its words. A picture without any is sent again. */
function wordsOf(message: ReadMessage): string {
  switch (message.kind) {
    case 'typed':
      return message.text
    case 'command':
      return `/${message.name} ${message.rest}`.trim()
    case 'attachment':
      return message.caption
    case 'choice':
    case 'location':
      return ''
  }
}

/** Says where somebody learns now, and answers the words that were waiting for it. */
async function answerKept(turn: Turn, words: string | null): Promise<TurnResult> {
  const { city, now } = turn
  const here = text('city.now', { city: { kind: 'either', ...city.name } })
  if (words === null) {
    return { replies: [reply({ paragraphs: [here], choices: [...suggestions] })], privacyOf: city }
  }
  const body = bodyOfText(words)
  if (body.kind !== 'text' && body.kind !== 'command') {
    return { replies: [reply({ paragraphs: [here] })], privacyOf: city }
  }
  const result = await answer(turn, readMessage(body, city, now))
  const [first, ...others] = result.replies
  if (first === undefined) return { ...result, privacyOf: city }
  const withHere = { ...first, paragraphs: [here, ...first.paragraphs] }
  return { ...result, replies: [withHere, ...others], privacyOf: city }
}
