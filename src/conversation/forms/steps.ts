import { type Locale, locales } from '../../language/locale.ts'
import type { ReplyKey } from '../../language/translate.ts'
import { topics } from '../../understand/understood.ts'
import { type Text, type TextValue, text } from '../reply.ts'
import type { Filling, FormStep } from './form.ts'

/** Steps that several forms have. */

/** The language that the second texts of a draft are in, as a value for a question. */
export function otherLanguage(
  { locale }: { readonly locale: Locale | null },
  { turn }: Filling,
): { readonly language: TextValue } {
  const other = locales.find((each) => each !== (locale ?? turn.locale)) ?? locales[0]
  return { language: { kind: 'texts', texts: [text(`spoken.${other}`)] } }
}

interface TextStep<Draft> {
  readonly name: string
  readonly label: ReplyKey
  readonly question: (draft: Draft, filling: Filling) => Text
  readonly mostCharacters: number
  readonly set: (draft: Draft, typed: string | null) => Draft
  /** When it can be left open. */
  readonly canSkip?: boolean
  readonly isAsked?: (draft: Draft) => boolean
  readonly isAnswered: (draft: Draft) => boolean
}

/** Asks for a few words. */
export function textStep<Draft>(step: TextStep<Draft>): FormStep<Draft> {
  const { name, label, question, mostCharacters, set, canSkip = false, isAnswered } = step
  return {
    name,
    label,
    isAnswered,
    ...(step.isAsked !== undefined && { isAsked: step.isAsked }),
    takesNumbers: true,
    ask: (draft, filling) => ({
      paragraphs: [question(draft, filling)],
      choices: canSkip ? [{ label: text('forms.skip'), value: 'skip' }] : [],
    }),
    read(answer, draft) {
      if (answer.kind === 'picked' && canSkip) return { kind: 'taken', draft: set(draft, null) }
      const typed = answer.kind === 'typed' ? answer.text.replace(/\s+/g, ' ').trim() : ''
      if (typed === '') return { kind: 'again', why: text('forms.empty') }
      return typed.length > mostCharacters
        ? { kind: 'again', why: text('forms.tooLong', { most: mostCharacters }) }
        : { kind: 'taken', draft: set(draft, typed) }
    },
  }
}

interface ChoiceStep<Draft> {
  readonly name: string
  readonly label: ReplyKey
  readonly question: ReplyKey
  readonly options: readonly { readonly value: string; readonly label: Text }[]
  readonly set: (draft: Draft, value: string) => Draft
  readonly isAsked?: (draft: Draft) => boolean
  readonly isAnswered: (draft: Draft) => boolean
}

/** Asks to choose one of a few. */
export function choiceStep<Draft>(step: ChoiceStep<Draft>): FormStep<Draft> {
  const { name, label, question, options, set, isAnswered } = step
  return {
    name,
    label,
    isAnswered,
    ...(step.isAsked !== undefined && { isAsked: step.isAsked }),
    ask: () => ({ paragraphs: [text(question)], choices: options }),
    read(answer, draft) {
      const picked = answer.kind === 'picked' ? answer.value : null
      return options.some(({ value }) => value === picked) && picked !== null
        ? { kind: 'taken', draft: set(draft, picked) }
        : { kind: 'again', why: text('forms.pick') }
    },
  }
}

interface TopicStep<Draft> {
  readonly label: ReplyKey
  readonly question: ReplyKey
  readonly set: (draft: Draft, topic: (typeof topics)[number] | null) => Draft
  readonly canSkip?: boolean
  readonly isAnswered: (draft: Draft) => boolean
}

/** Asks what it is about: by button, or in any words that name the topic. */
export function topicStep<Draft>(step: TopicStep<Draft>): FormStep<Draft> {
  const { label, question, set, canSkip = false, isAnswered } = step
  return {
    name: 'topic',
    label,
    isAnswered,
    ask: () => ({
      paragraphs: [text(question)],
      choices: [
        ...topics.map((topic) => ({ label: text(`find.topic.${topic}`), value: topic })),
        ...(canSkip ? [{ label: text('forms.skip'), value: 'skip' }] : []),
      ],
    }),
    read(answer, draft) {
      if (answer.kind === 'picked' && canSkip && answer.value === 'skip') {
        return { kind: 'taken', draft: set(draft, null) }
      }
      const topic =
        answer.kind === 'picked'
          ? topics.find((known) => known === answer.value)
          : answer.understood.what.topic
      return topic == null
        ? { kind: 'again', why: text('making.why.topic') }
        : { kind: 'taken', draft: set(draft, topic) }
    },
  }
}
