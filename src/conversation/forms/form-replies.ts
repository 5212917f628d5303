import type { ReplyKey } from '../../language/translate.ts'
import { encodeChoice } from '../choice.ts'
import type { WorkerCommandName } from '../commands.ts'
import { actionWord, commandWord } from '../commands.ts'
import { type Choice, type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import type { Asked } from './form.ts'

/** What the buttons that every form has stand for, beside those of its steps. */
export const controls = {
  back: '.back',
  later: '.later',
  save: '.save',
  change: '.change',
  anew: '.anew',
} as const

/** A button of a step. */
export const stepChoice = (step: string, label: Text, value: string): Choice => ({
  label,
  value: encodeChoice({ kind: 'form', step, value }),
})

/** A button that every form has. */
export const control = (step: string, name: keyof typeof controls, label?: ReplyKey): Choice =>
  stepChoice(step, text(label ?? `forms.${name}`), controls[name])

/** A question of a form, with its own buttons first. */
export function askedReply(
  step: string,
  { paragraphs, choices, picture = null }: Asked,
  buttons: readonly (keyof typeof controls)[],
): Reply {
  return reply({
    paragraphs: [...paragraphs],
    choices: [
      ...choices.map(({ label, value }) => stepChoice(step, label, value)),
      ...buttons.map((name) => control(step, name)),
    ],
    picture,
  })
}

/** Puts words before the first reply of a result. */
export function saidBefore(result: TurnResult, ...said: readonly Text[]): TurnResult {
  const [first, ...others] = result.replies
  if (first === undefined || said.length === 0) return result
  return {
    ...result,
    replies: [{ ...first, paragraphs: [...said, ...first.paragraphs] }, ...others],
  }
}

/** Says that what was filled in is kept, and how to go on with it. */
export function keptForLater(
  turn: Turn,
  {
    command,
  }: { readonly command: { readonly name: WorkerCommandName; readonly action: string | null } },
): TurnResult {
  const { name, action } = command
  const word = commandWord(turn.locale, name).name
  const typed = action === null ? `/${word}` : `/${word} ${actionWord(turn.locale, name, action)}`
  return { replies: [reply({ paragraphs: [text('forms.kept', { command: typed })] })] }
}
