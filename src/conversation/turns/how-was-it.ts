import type { HowWasIt } from '../choice.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

/** Answers how somebody found it. It is listened to, not written down. */
export const howWasItTurn = (_turn: Turn, said: HowWasIt): TurnResult => ({
  replies: [reply({ paragraphs: [text(`howWasIt.${said}`)], choices: [...suggestions] })],
})
