import type { ActivityDraft } from '../../activities/make/draft.ts'
import { activityLimits, readPriceCents } from '../../activities/make/limits.ts'
import { readTimes } from '../../activities/make/times.ts'
import { text } from '../reply.ts'
import type { FormStep } from './form.ts'
import { placeStep } from './place-step.ts'
import { choiceStep, otherLanguage, textStep, topicStep } from './steps.ts'

type Step = FormStep<ActivityDraft>

const titleStep = textStep<ActivityDraft>({
  name: 'title',
  label: 'making.label.title',
  question: () => text('making.title'),
  mostCharacters: activityLimits.titleCharacters,
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, title) => ({ ...draft, words: { ...draft.words, title: title ?? '' } }),
})

const summaryStep = textStep<ActivityDraft>({
  name: 'summary',
  label: 'making.label.summary',
  question: () => text('making.summary'),
  mostCharacters: activityLimits.summaryCharacters,
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, summary) => ({ ...draft, words: { ...draft.words, summary: summary ?? '' } }),
})

const otherTitleStep = textStep<ActivityDraft>({
  name: 'otherTitle',
  label: 'making.label.otherTitle',
  question: (draft, filling) => text('making.otherTitle', otherLanguage(draft, filling)),
  mostCharacters: activityLimits.titleCharacters,
  canSkip: true,
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, title) => ({
    ...draft,
    otherWords: title === null ? null : { ...draft.otherWords, title },
  }),
})

const otherSummaryStep = textStep<ActivityDraft>({
  name: 'otherSummary',
  label: 'making.label.otherSummary',
  question: (draft, filling) => text('making.otherSummary', otherLanguage(draft, filling)),
  mostCharacters: activityLimits.summaryCharacters,
  canSkip: true,
  isAsked: ({ otherWords }) => otherWords !== null,
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, summary) =>
    summary === null ? draft : { ...draft, otherWords: { ...draft.otherWords, summary } },
})

const aboutStep = topicStep<ActivityDraft>({
  label: 'making.label.topic',
  question: 'making.topic',
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, topic) => ({ ...draft, topic }),
})

const addressStep = textStep<ActivityDraft>({
  name: 'address',
  label: 'making.label.address',
  question: () => text('making.address'),
  mostCharacters: activityLimits.addressCharacters,
  isAsked: ({ isOnline }) => isOnline === false,
  isAnswered: ({ isFilled, address }) => isFilled || address !== null,
  set: (draft, address) => ({ ...draft, address }),
})

const neighbourhoodStep: Step = {
  name: 'neighbourhood',
  label: 'making.label.neighbourhood',
  isAsked: ({ isOnline }) => isOnline === false,
  isAnswered: ({ isFilled, neighbourhood }) => isFilled || neighbourhood !== null,
  takesNumbers: true,
  ask: () => ({ paragraphs: [text('making.neighbourhood')], choices: [] }),
  read(answer, draft) {
    const neighbourhood = answer.kind === 'typed' ? answer.understood.where.neighbourhood : null
    return neighbourhood === null
      ? { kind: 'again', why: text('making.why.neighbourhood') }
      : { kind: 'taken', draft: { ...draft, neighbourhood } }
  },
}

const whenStep: Step = {
  name: 'when',
  label: 'making.label.when',
  // Times that people signed up for are cancelled or added, not moved.
  isAsked: ({ activityId }) => activityId === null,
  isAnswered: ({ isFilled }) => isFilled,
  takesNumbers: true,
  ask: () => ({ paragraphs: [text('making.when')], choices: [] }),
  read(answer, draft, { turn }) {
    if (answer.kind !== 'typed') return { kind: 'again', why: text('making.why.noDay') }
    const { timeZone, places } = turn.city
    const read = readTimes(answer.text, { now: turn.now, timeZone, places })
    if (read.kind !== 'read') return { kind: 'again', why: text(`making.why.${read.kind}`) }
    return { kind: 'taken', draft: { ...draft, times: [...read.times] } }
  },
}

const weeksStep: Step = {
  name: 'weeks',
  label: 'making.label.weeks',
  isAsked: ({ activityId }) => activityId === null,
  isAnswered: ({ isFilled }) => isFilled,
  takesNumbers: true,
  ask: () => ({
    paragraphs: [text('making.weeks')],
    choices: [
      { label: text('making.once'), value: '1' },
      ...[4, 8].map((count) => ({
        label: text('making.everyWeek', { count }),
        value: String(count),
      })),
    ],
  }),
  read(answer, draft) {
    const typed = answer.kind === 'picked' ? answer.value : (/\d+/.exec(answer.text)?.[0] ?? '')
    const weeks = Number(typed)
    return typed !== '' && weeks >= 1 && weeks <= activityLimits.weeks
      ? { kind: 'taken', draft: { ...draft, weeks } }
      : { kind: 'again', why: text('making.why.weeks') }
  },
}

const priceStep: Step = {
  name: 'price',
  label: 'making.label.price',
  isAnswered: ({ isFilled }) => isFilled,
  takesNumbers: true,
  ask: () => ({
    paragraphs: [text('making.price')],
    choices: [{ label: text('making.free'), value: '0' }],
  }),
  read(answer, draft) {
    const typed = answer.kind === 'picked' ? answer.value : answer.text
    if (answer.kind === 'typed' && answer.understood.what.free === true) {
      return { kind: 'taken', draft: { ...draft, priceCents: 0 } }
    }
    const priceCents = readPriceCents(typed)
    if (priceCents === null) return { kind: 'again', why: text('making.why.price') }
    return { kind: 'taken', draft: { ...draft, priceCents } }
  },
}

const capacityStep: Step = {
  name: 'capacity',
  label: 'making.label.capacity',
  isAnswered: ({ isFilled }) => isFilled,
  takesNumbers: true,
  ask: () => ({ paragraphs: [text('making.capacity')], choices: [] }),
  read(answer, draft) {
    const typed = answer.kind === 'typed' ? (/\d+/.exec(answer.text)?.[0] ?? '') : ''
    const capacity = Number(typed)
    return typed !== '' && capacity >= 1 && capacity <= activityLimits.people
      ? { kind: 'taken', draft: { ...draft, capacity } }
      : { kind: 'again', why: text('making.why.capacity') }
  },
}

const childrenStep = choiceStep<ActivityDraft>({
  name: 'children',
  label: 'making.label.children',
  question: 'making.children',
  options: [
    { value: 'everyone', label: text('making.everyone') },
    { value: 'children', label: text('making.forChildren') },
  ],
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, value) => ({ ...draft, isForChildren: value === 'children' }),
})

const wheelchairStep = choiceStep<ActivityDraft>({
  name: 'wheelchair',
  label: 'making.label.wheelchair',
  question: 'making.wheelchair',
  options: [
    { value: 'yes', label: text('making.yes') },
    { value: 'no', label: text('making.no') },
  ],
  isAsked: ({ isOnline }) => isOnline === false,
  isAnswered: ({ isFilled }) => isFilled,
  set: (draft, value) => ({ ...draft, wheelchairAccessible: value === 'yes' }),
})

/** What is asked of an activity, in this order. */
export const activitySteps: readonly Step[] = [
  titleStep,
  summaryStep,
  otherTitleStep,
  otherSummaryStep,
  aboutStep,
  placeStep,
  addressStep,
  neighbourhoodStep,
  whenStep,
  weeksStep,
  priceStep,
  capacityStep,
  childrenStep,
  wheelchairStep,
]
