import type { z } from 'zod'
import type { ReplyKey } from '../../language/translate.ts'
import type { ActingFor, NeededRole } from '../../organisations/membership.ts'
import type { Understood } from '../../understand/understood.ts'
import type { WorkerCommandName } from '../commands.ts'
import type { Picture, Text } from '../reply.ts'
import type { OpenForm } from '../state.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** An answer to a step: a button of it, or words. */
export type FormAnswer =
  | { readonly kind: 'picked'; readonly value: string }
  | { readonly kind: 'typed'; readonly text: string; readonly understood: Understood }

/** Who fills in a form, and for whom. */
export interface Filling {
  readonly turn: Turn
  readonly actingFor: ActingFor
}

/** What a step asks; `value` comes back as it is: 1-40 characters of ASCII. */
export interface Asked {
  readonly paragraphs: readonly Text[]
  readonly choices: readonly { readonly label: Text; readonly value: string }[]
  readonly picture?: Picture | null
}

/** What became of an answer. */
export type StepResult<Draft> =
  | { readonly kind: 'taken'; readonly draft: Draft }
  /** Not understood: why, and the step asks again; `draft` when the answer changes what is asked. */
  | { readonly kind: 'again'; readonly why: Text; readonly draft?: Draft }

/** One question of a form. */
export interface FormStep<Draft> {
  /** Letters only, 20 at the most. */
  readonly name: string
  /** What it is called where an answer can be chosen to be changed. */
  readonly label: ReplyKey
  /** Left out, it is always asked. */
  readonly isAsked?: (draft: Draft) => boolean
  /** Left out, a form that is begun with part of it filled in begins here. */
  readonly isAnswered?: (draft: Draft) => boolean
  /** True when a bare number is an answer, and not the number of a button. */
  readonly takesNumbers?: boolean
  readonly ask: (draft: Draft, filling: Filling) => Asked | Promise<Asked>
  readonly read: (
    answer: FormAnswer,
    draft: Draft,
    filling: Filling,
  ) => StepResult<Draft> | Promise<StepResult<Draft>>
}

/** A guided conversation: its steps in order, then a preview, then it is saved. */
export interface FormSpecification<Draft extends Readonly<Record<string, unknown>>> {
  readonly name: string
  /** What one must be to fill it in; asked after again at every step. */
  readonly role: NeededRole
  /** The command that begins it, or goes on with it. */
  readonly command: { readonly name: WorkerCommandName; readonly action: string | null }
  readonly draft: z.ZodType<Draft>
  readonly empty: Draft
  readonly steps: readonly FormStep<Draft>[]
  readonly preview: (
    draft: Draft,
    filling: Filling,
  ) => Omit<Asked, 'choices'> | Promise<Omit<Asked, 'choices'>>
  /** What is on the button that saves. */
  readonly saveLabel: ReplyKey
  /** Ends it. */
  readonly save: (draft: Draft, filling: Filling) => Promise<TurnResult>
}

/** A form as the conversation knows it, whatever its draft holds. */
export interface Form {
  readonly name: string
  readonly role: NeededRole
  /** Takes the answer to the step that is open. */
  answer(filling: Filling, open: OpenForm, answer: FormAnswer): Promise<TurnResult>
  takesNumbers(step: string): boolean
}

/** A form that a command can begin. */
export interface StartableForm<Draft> extends Form {
  /** Begins with the first step that has no answer yet. */
  begin(filling: Filling, known?: Partial<Draft>): Promise<TurnResult>
  /** Goes on with what was left half-way, if anything was, and offers to begin anew. */
  beginOrResume(filling: Filling): Promise<TurnResult>
}
