import { z } from 'zod'
import { isLocalDay } from '../activities/local-day.ts'
import { type LocalDay, partsOfDay, topics } from '../understand/understood.ts'

const localDay = z.custom<LocalDay>(isLocalDay)

/** What somebody looked for last, so that "another day" knows what it is about. */
const search = z.object({
  days: z.object({ start: localDay, end: localDay }).nullable(),
  partOfDay: z.enum(partsOfDay).nullable(),
  topic: z.enum(topics).nullable(),
  /** Words that the city's activities have; never others that somebody typed. */
  words: z.array(z.string()).default([]),
  neighbourhood: z.string().nullable(),
  online: z.boolean().nullable(),
  free: z.boolean().nullable(),
  children: z.boolean().nullable(),
  wheelchair: z.boolean().nullable(),
  maximumPriceCents: z.int().nonnegative().nullable().default(null),
  spokenLanguage: z.string().nullable().default(null),
  placesNeeded: z.int().positive().nullable().default(null),
  /** How many results were shown already. */
  skip: z.int().nonnegative(),
})
export type Search = z.infer<typeof search>

/** What a form keeps of its answers. */
export const storedDraft = z.record(z.string(), z.json())

const openForm = z.object({
  kind: z.literal('form'),
  /** The form's name; one that is no longer known is let go. */
  form: z.string(),
  /** Whom it is filled in for; the role is asked after again at every step. */
  organisationId: z.uuid(),
  step: z.string(),
  /** What was answered so far; each form reads its own. */
  draft: storedDraft,
  /** One answer is being changed: then the preview comes next. */
  changing: z.boolean(),
})
/** A guided conversation at one of its steps. */
export type OpenForm = z.infer<typeof openForm>

/** A question of ours that the next message may answer in free words. */
const question = z.discriminatedUnion('kind', [
  /** In which city somebody learns; the words that are answered after that, sealed. */
  z.object({ kind: z.literal('city'), keptSealed: z.string().nullable() }),
  /** Where somebody is who asked for what is near. */
  z.object({ kind: z.literal('neighbourhood') }),
  z.object({
    kind: z.literal('shareName'),
    name: z.enum(['first', 'full']),
    /** Null for all badges in one link. */
    awardId: z.uuid().nullable(),
  }),
  /** The learner's own word for a link, such as the employer it is for. */
  z.object({ kind: z.literal('shareLabel'), shareId: z.uuid() }),
  /** The story that somebody wants to tell. */
  z.object({ kind: z.literal('story') }),
  z.object({ kind: z.literal('storyName'), name: z.enum(['first', 'full']), storyId: z.uuid() }),
  openForm,
  /** For which organisation a command was meant; it is carried out once that is said. */
  z.object({ kind: z.literal('actFor'), command: z.string(), rest: z.string() }),
  /** Why a session is to be cancelled, until the worker says yes. */
  z.object({
    kind: z.literal('cancelSession'),
    sessionId: z.uuid(),
    reason: z.string().nullable(),
  }),
  /** What the conversation with a person is about, while nobody has taken it. */
  z.object({ kind: z.literal('handOver'), handOverId: z.uuid() }),
  /** Where a learner is to be referred to, and then what for. */
  z.object({ kind: z.literal('referTo'), code: z.string() }),
  z.object({ kind: z.literal('referNeed'), code: z.string(), organisationId: z.uuid() }),
  /** What an organisation answers to a learner who was referred to it. */
  z.object({
    kind: z.literal('referralAnswer'),
    referralId: z.uuid(),
    /** What was typed and waits for a yes. */
    words: z.string().nullable().default(null),
  }),
])
export type Question = z.infer<typeof question>

const state = z.object({
  /** What the last answer offered, by the number that can be typed. */
  choices: z.array(z.object({ value: z.string(), labels: z.array(z.string()) })),
  question: question.nullable(),
  search: search.nullable(),
  /** Forms that were left half-way, newest first. */
  leftForms: z.array(openForm).default([]),
})

/** What the last answer left open. */
export type ConversationState = z.infer<typeof state>

export const emptyState: ConversationState = {
  choices: [],
  question: null,
  search: null,
  leftForms: [],
}

/** Reads a stored state; one that an earlier version wrote in another shape counts as empty. */
export function readState(stored: unknown): ConversationState {
  const parsed = state.safeParse(stored)
  return parsed.success ? parsed.data : emptyState
}
