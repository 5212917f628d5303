import { localDay } from '../../activities/local-day.ts'
import { type ActivityDraft, activityDraft, emptyActivity } from '../../activities/make/draft.ts'
import { saveActivity } from '../../activities/make/save-activity.ts'
import { everyWeek } from '../../activities/make/times.ts'
import { commandChoice } from '../commands/command-choice.ts'
import { tellWaitingListsOf } from '../notices/waiting-list.ts'
import { reply, type Text, type TextValue, text } from '../reply.ts'
import { activitySteps } from './activity-steps.ts'
import { defineForm } from './define-form.ts'
import type { Filling } from './form.ts'

/** How many times the preview names. */
const timesShown = 3

function sayPlace(
  { isOnline, placeName, address, neighbourhood }: ActivityDraft,
  filling: Filling,
) {
  if (isOnline !== false) return text('find.placeOnline')
  const known = filling.turn.city.places.find(({ slug }) => slug === neighbourhood)
  return text('making.preview.where', {
    place: placeName ?? '',
    address: address ?? '',
    neighbourhood: known?.name ?? '',
  })
}

function sayTimes({ times, weeks }: ActivityDraft, { turn }: Filling): readonly Text[] {
  const { timeZone } = turn.city
  const all = everyWeek(times, weeks ?? 1, timeZone)
  const shown = all.slice(0, timesShown).map(({ startsAt, endsAt }): Text => {
    const clock: TextValue = { kind: 'clock', from: startsAt, until: endsAt, timeZone }
    const day: TextValue = { kind: 'day', day: localDay(new Date(startsAt), timeZone) }
    return text('find.when', { day, clock })
  })
  return [
    ...shown,
    ...(all.length > shown.length
      ? [text('making.preview.timesMore', { count: all.length - shown.length })]
      : []),
  ]
}

/** `/activity new`, `edit` and `copy`: step by step, with a preview. */
export const activityForm = defineForm<ActivityDraft>({
  name: 'activity',
  role: 'admin',
  command: { name: 'activity', action: 'new' },
  draft: activityDraft,
  empty: emptyActivity,
  steps: activitySteps,
  saveLabel: 'making.save',
  preview(draft, filling) {
    const { words, otherWords, topic, priceCents, capacity, isForChildren } = draft
    const { wheelchairAccessible } = draft
    return {
      paragraphs: [
        text('making.preview.title', { title: words.title ?? '' }),
        text('making.preview.summary', { summary: words.summary ?? '' }),
        ...(otherWords?.title === undefined
          ? []
          : [text('making.preview.title', { title: otherWords.title })]),
        ...(otherWords?.summary === undefined
          ? []
          : [text('making.preview.summary', { summary: otherWords.summary })]),
        sayPlace(draft, filling),
        ...sayTimes(draft, filling),
        text('making.preview.facts', {
          topic: { kind: 'texts', texts: topic === null ? [] : [text(`find.topic.${topic}`)] },
          price: { kind: 'price', cents: priceCents ?? 0 },
          capacity: capacity ?? 0,
        }),
        ...(isForChildren === true ? [text('making.preview.children')] : []),
        ...(wheelchairAccessible === true ? [text('more.wheelchair')] : []),
      ],
    }
  },
  async save(draft, { turn, actingFor }) {
    const { tx, deps, person, city, locale } = turn
    const { organisationId } = actingFor
    const maker = { organisationId, personId: person.personId, city }
    const outcome = await saveActivity(tx, deps, maker, {
      ...draft,
      locale: draft.locale ?? locale,
    })
    if (outcome.kind === 'incomplete') {
      return { replies: [reply({ paragraphs: [text('making.gone')] })] }
    }
    await tellWaitingListsOf(tx, outcome.activityId, deps.clock())
    return {
      replies: [
        reply({
          paragraphs: [text(`making.${outcome.kind}`, { title: outcome.title })],
          choices: [
            commandChoice(text('making.weeksAgain'), 'activity', `repeat ${outcome.activityId}`),
          ],
        }),
      ],
    }
  },
})
