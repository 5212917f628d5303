import { text } from '../reply.ts'
import { type OpenForm, storedDraft } from '../state.ts'
import type { TurnResult } from '../turn.ts'
import type { Filling, FormAnswer, FormSpecification, FormStep, StartableForm } from './form.ts'
import { askedReply, control, controls, keptForLater, saidBefore } from './form-replies.ts'

/** The steps that every form ends with: the preview, and from there which answer to change. */
const previewStep = 'preview'
const changeStep = 'change'

/** Makes a form of its steps: asking, going back, changing, the preview and saving are the same in all. */
export function defineForm<Draft extends Readonly<Record<string, unknown>>>(
  form: FormSpecification<Draft>,
): StartableForm<Draft> {
  const { name, role, steps } = form
  const asked = (draft: Draft) => steps.filter((step) => step.isAsked?.(draft) ?? true)
  const openAt = ({ actingFor }: Filling, step: string, draft: Draft, changing = false) =>
    ({
      kind: 'form',
      form: name,
      organisationId: actingFor.organisationId,
      step,
      draft: storedDraft.parse(draft),
      changing,
    }) satisfies OpenForm

  async function ask(filling: Filling, step: FormStep<Draft>, draft: Draft, changing = false) {
    const canGoBack = changing || asked(draft)[0] !== step
    const reply = askedReply(step.name, await step.ask(draft, filling), [
      ...(canGoBack ? (['back'] as const) : []),
      'later',
    ])
    return { replies: [reply], question: openAt(filling, step.name, draft, changing) }
  }

  async function preview(filling: Filling, draft: Draft): Promise<TurnResult> {
    const shown = await form.preview(draft, filling)
    const paragraphs = [text('forms.preview'), ...shown.paragraphs]
    const choices = [{ label: text(form.saveLabel), value: controls.save }]
    const reply = askedReply(previewStep, { ...shown, paragraphs, choices }, ['change', 'later'])
    return { replies: [reply], question: openAt(filling, previewStep, draft) }
  }

  function askWhichToChange(filling: Filling, draft: Draft): TurnResult {
    const choices = asked(draft).map((step) => ({ label: text(step.label), value: step.name }))
    const paragraphs = [text('forms.whichChange')]
    const reply = askedReply(changeStep, { paragraphs, choices }, ['back'])
    return { replies: [reply], question: openAt(filling, changeStep, draft) }
  }

  /** Asks what comes after a step, or before it; past the last there is the preview. */
  function goOn(filling: Filling, from: string, draft: Draft, by: 1 | -1): Promise<TurnResult> {
    const inOrder = asked(draft)
    const at = inOrder.findIndex((step) => step.name === from)
    // Forward, what is known already is not asked.
    const next =
      at === -1
        ? undefined
        : by === -1
          ? inOrder[at - 1]
          : inOrder.slice(at + 1).find((step) => !(step.isAnswered?.(draft) ?? false))
    return next === undefined ? preview(filling, draft) : ask(filling, next, draft)
  }

  function openStep(filling: Filling, open: OpenForm, draft: Draft): Promise<TurnResult> {
    const step = asked(draft).find((each) => each.name === open.step)
    return step === undefined ? preview(filling, draft) : ask(filling, step, draft, open.changing)
  }

  function beginAt(filling: Filling, draft: Draft): Promise<TurnResult> {
    const first = asked(draft).find((step) => !(step.isAnswered?.(draft) ?? false))
    return first === undefined ? preview(filling, draft) : ask(filling, first, draft)
  }

  async function answerStep(
    filling: Filling,
    open: OpenForm,
    draft: Draft,
    answer: FormAnswer,
  ): Promise<TurnResult> {
    const step = asked(draft).find((each) => each.name === open.step)
    if (step === undefined) return preview(filling, draft)
    const read = await step.read(answer, draft, filling)
    if (read.kind === 'again') {
      return saidBefore(await ask(filling, step, read.draft ?? draft, open.changing), read.why)
    }
    if (!open.changing) return goOn(filling, step.name, read.draft, 1)
    // A changed answer may call for one that was not asked before.
    const fresh = asked(read.draft).find((each) => !asked(draft).includes(each))
    return fresh === undefined
      ? preview(filling, read.draft)
      : ask(filling, fresh, read.draft, true)
  }

  async function answerDraft(filling: Filling, open: OpenForm, draft: Draft, answer: FormAnswer) {
    const picked = answer.kind === 'picked' ? answer.value : null
    if (picked === controls.later) return keptForLater(filling.turn, form)
    if (picked === controls.anew) return beginAt(filling, form.empty)
    if (picked === controls.back) {
      return open.changing ? preview(filling, draft) : goOn(filling, open.step, draft, -1)
    }
    if (open.step === changeStep) {
      const step = asked(draft).find((each) => each.name === picked)
      return step === undefined
        ? saidBefore(askWhichToChange(filling, draft), text('forms.pick'))
        : ask(filling, step, draft, true)
    }
    if (open.step !== previewStep) return answerStep(filling, open, draft, answer)
    if (picked === controls.change) return askWhichToChange(filling, draft)
    if (picked !== controls.save) {
      return saidBefore(await preview(filling, draft), text('forms.pick'))
    }
    return { ...(await form.save(draft, filling)), formDone: name }
  }

  return {
    name,
    role,
    takesNumbers: (step) => steps.find((each) => each.name === step)?.takesNumbers === true,
    answer(filling, open, answer) {
      const draft = form.draft.safeParse(open.draft)
      return draft.success
        ? answerDraft(filling, open, draft.data, answer)
        : beginAt(filling, form.empty)
    },
    begin: (filling, known = {}) => beginAt(filling, { ...form.empty, ...known }),
    async beginOrResume(filling) {
      const { question, leftForms } = filling.turn.state
      const { organisationId } = filling.actingFor
      const left = [question, ...leftForms].find(
        (open): open is OpenForm =>
          open?.kind === 'form' && open.form === name && open.organisationId === organisationId,
      )
      const draft = form.draft.safeParse(left?.draft)
      if (left === undefined || !draft.success) return beginAt(filling, form.empty)
      const result = await openStep(filling, left, draft.data)
      const [reply] = result.replies
      if (reply === undefined) return result
      const { step } = left
      const choices = [...reply.choices, control(step, 'anew')]
      return saidBefore({ ...result, replies: [{ ...reply, choices }] }, text('forms.resume'))
    },
  }
}
