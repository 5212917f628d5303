import { foldWords } from '../../language/fold-words.ts'
import { locales } from '../../language/locale.ts'
import { decodeChoice } from '../choice.ts'
import { authorise } from '../commands/authorise.ts'
import { reply, text } from '../reply.ts'
import { sayText } from '../speak.ts'
import type { OpenForm } from '../state.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { typedChoice } from '../typed-choice.ts'
import type { FormAnswer } from './form.ts'
import { controls } from './form-replies.ts'
import { forms } from './registry.ts'

const formOf = (open: OpenForm) => forms.find(({ name }) => name === open.form)

/** Hands an answer to the open form, once it is sure that the person may still fill it in. */
async function answerForm(turn: Turn, open: OpenForm, answer: FormAnswer): Promise<TurnResult> {
  const form = formOf(open)
  if (form === undefined) return formGone()
  const { role } = form
  const { organisationId } = open
  const authorised = await authorise(turn, { role, organisationId, command: '', rest: '' })
  if (authorised.kind === 'answered') return { ...authorised.result, formDone: open.form }
  return form.answer({ turn, actingFor: authorised.actingFor }, open, answer)
}

/** Takes a pressed button as an answer, when it belongs to the step that is open. */
export function pickedFormTurn(
  turn: Turn,
  picked: { readonly step: string; readonly value: string },
): Promise<TurnResult> {
  const { question } = turn.state
  if (question?.kind !== 'form' || question.step !== picked.step) {
    return Promise.resolve(question?.kind === 'form' ? { ...formGone(), question } : formGone())
  }
  return answerForm(turn, question, { kind: 'picked', value: picked.value })
}

/**
 * Takes typed words as an answer: the words or the number of one of the form's own buttons, or else
 * the answer itself.
 */
export function typedFormTurn(turn: TypedTurn, open: OpenForm): Promise<TurnResult> {
  const isNumber = /^\s*\d+\s*$/.test(turn.text)
  const numbersAreAnswers = formOf(open)?.takesNumbers(open.step) === true
  const picked = typedChoice(turn.text, turn.state.choices)
  if (picked.kind === 'picked' && !(isNumber && numbersAreAnswers)) {
    const meaning = decodeChoice(picked.value)
    if (meaning?.kind === 'form' && meaning.step === open.step) {
      return answerForm(turn, open, { kind: 'picked', value: meaning.value })
    }
  }
  const { text: typed, understood } = turn
  const control = typedControl(typed)
  if (control !== null) return answerForm(turn, open, { kind: 'picked', value: control })
  return answerForm(turn, open, { kind: 'typed', text: typed, understood })
}

/** "Terug" and "later" always work, also when other buttons came in between. */
function typedControl(typed: string): string | null {
  const words = foldWords(typed)
  const said = (['back', 'later'] as const).find((name) =>
    locales.some((locale) => foldWords(sayText(locale, text(`forms.${name}`))) === words),
  )
  return said === undefined ? null : controls[said]
}

const formGone = (): TurnResult => ({ replies: [reply({ paragraphs: [text('forms.gone')] })] })
