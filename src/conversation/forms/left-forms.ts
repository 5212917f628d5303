import type { ConversationState, OpenForm } from '../state.ts'
import type { TurnResult } from '../turn.ts'

/** How many forms that were left are kept. */
const mostKept = 4

/**
 * The forms to be kept after a turn: one that was open and is not any more was left, in whatever way,
 * unless it came to its end.
 */
export function leftForms(state: ConversationState, result: TurnResult): OpenForm[] {
  const { question, formDone } = result
  const open = state.question?.kind === 'form' ? [state.question] : []
  const now = question?.kind === 'form' ? question.form : formDone
  const left = [...open, ...state.leftForms].filter(({ form }) => form !== now && form !== formDone)
  const newest = left.filter(
    ({ form }, index) => left.findIndex((other) => other.form === form) === index,
  )
  return newest.slice(0, mostKept)
}
