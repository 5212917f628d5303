import { foldWords } from '../language/fold-words.ts'
import { locales } from '../language/locale.ts'
import { numberChoices, type Reply } from './reply.ts'
import { sayText } from './speak.ts'
import type { ConversationState } from './state.ts'

/** What the replies offer, to be kept so that a number or the words on a button can be typed. */
export function offeredChoices(replies: readonly Reply[]): ConversationState['choices'] {
  // Of several replies the last with choices is the one on the screen.
  const last = replies.findLast((reply) => numberChoices(reply).length > 0)
  if (last === undefined) return []
  return numberChoices(last).map(({ choice }) => ({
    value: choice.value,
    labels: locales.map((locale) => foldWords(sayText(locale, choice.label))),
  }))
}

/** What a typed text picks from the choices on the screen. */
export type TypedChoice =
  | { readonly kind: 'picked'; readonly value: string }
  /** A bare number that is not on the list. */
  | { readonly kind: 'noSuchNumber' }
  | { readonly kind: 'none' }

const bareNumber = /^(?:nummer|nr|number|no|optie|option)?\s*\.?\s*(\d{1,3})\s*[.)]?$/i

/** Reads "2", "nummer 2" or the words of a button as a choice from the last answer. */
export function typedChoice(text: string, choices: ConversationState['choices']): TypedChoice {
  const number = bareNumber.exec(text.trim())?.[1]
  if (number !== undefined) {
    const picked = choices[Number(number) - 1]
    return picked === undefined ? { kind: 'noSuchNumber' } : { kind: 'picked', value: picked.value }
  }
  const words = foldWords(text)
  const picked = words === '' ? undefined : choices.find(({ labels }) => labels.includes(words))
  return picked === undefined ? { kind: 'none' } : { kind: 'picked', value: picked.value }
}
