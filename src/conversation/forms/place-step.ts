import type { ActivityDraft } from '../../activities/make/draft.ts'
import { activityLimits } from '../../activities/make/limits.ts'
import { text } from '../reply.ts'
import type { Filling, FormStep } from './form.ts'

const placesShown = 4

/** Where the organisation was before, newest first. */
async function earlierPlaces({ turn, actingFor }: Filling) {
  return turn.tx.activity.findMany({
    where: { organisationId: actingFor.organisationId, isOnline: false },
    distinct: ['placeName', 'address'],
    orderBy: { id: 'desc' },
    take: placesShown,
    select: {
      id: true,
      placeName: true,
      address: true,
      neighbourhood: { select: { slug: true } },
    },
  })
}

/** Asks where an activity is: where it was before, online, or somewhere new. */
export const placeStep: FormStep<ActivityDraft> = {
  name: 'place',
  label: 'making.label.place',
  isAnswered: ({ isFilled }) => isFilled,
  async ask(_, filling) {
    const places = await earlierPlaces(filling)
    return {
      paragraphs: [text('making.place')],
      choices: [
        ...places.map(({ id, placeName }) => ({
          label: text('plain.text', { text: placeName }),
          value: id,
        })),
        { label: text('making.placeOnline'), value: 'online' },
      ],
    }
  },
  async read(answer, draft, filling) {
    const online = { isOnline: true, placeName: null, address: null, neighbourhood: null }
    if (answer.kind === 'typed') {
      const placeName = answer.text.replace(/\s+/g, ' ').trim()
      if (placeName === '') return { kind: 'again', why: text('forms.empty') }
      if (placeName.length > activityLimits.placeCharacters) {
        return {
          kind: 'again',
          why: text('forms.tooLong', { most: activityLimits.placeCharacters }),
        }
      }
      const somewhere = { isOnline: false, placeName, address: null, neighbourhood: null }
      return { kind: 'taken', draft: { ...draft, ...somewhere } }
    }
    if (answer.value === 'online') return { kind: 'taken', draft: { ...draft, ...online } }
    const place = (await earlierPlaces(filling)).find(({ id }) => id === answer.value)
    if (place === undefined) return { kind: 'again', why: text('forms.pick') }
    const { placeName, address, neighbourhood } = place
    const there = {
      isOnline: false,
      placeName,
      address,
      neighbourhood: neighbourhood?.slug ?? null,
    }
    return { kind: 'taken', draft: { ...draft, ...there } }
  },
}
