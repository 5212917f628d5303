import { locales } from '../../language/locale.ts'
import { encodeChoice } from '../choice.ts'
import type { AttachmentKind } from '../message.ts'
import { type Reply, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

const withSuggestions = (...paragraphs: Reply['paragraphs']): TurnResult => ({
  replies: [reply({ paragraphs, choices: [...suggestions] })],
})

/** Answers "hoi"; the other languages are one press away. */
export const greet = (turn: Turn): TurnResult => ({
  replies: [
    reply({
      paragraphs: [text('greet.hello')],
      choices: [
        ...suggestions,
        ...locales
          .filter((locale) => locale !== turn.locale)
          .map((locale) => ({
            label: text(`language.${locale}`),
            value: encodeChoice({ kind: 'setLanguage', locale }),
          })),
      ],
    }),
  ],
})

/** Answers "dank je". */
export const thanks = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('thanks.welcome')] })],
})

/** Answers words that were not understood. */
export const unknown = (typed: string): TurnResult => {
  if (typed.trim() === '') return withSuggestions(text('unknown.empty'))
  const hasWords = /[\p{L}\p{N}]/u.test(typed)
  return withSuggestions(text(hasWords ? 'unknown.text' : 'unknown.emoji'))
}

/** Answers a button that is no longer known. */
export const unknownButton = (): TurnResult => withSuggestions(text('unknown.button'))

/** Answers a number that was not on the list. */
export const unknownNumber = (): TurnResult => withSuggestions(text('unknown.number'))

/** Answers a command that there is not. */
export const unknownCommand = (name: string): TurnResult =>
  withSuggestions(text('unknown.command', { name }))

/** Says kindly that this cannot be read, and how to type it. */
export const attachment = (kind: AttachmentKind): TurnResult =>
  withSuggestions(text(`attachment.${kind}`))

/** Tells how to reach a person. */
export const human = (turn: Turn): TurnResult => ({
  replies: [
    reply({
      paragraphs: [
        text('human.mail', { contact: turn.city.privacyContact }),
        text('human.organisation'),
      ],
    }),
  ],
})
