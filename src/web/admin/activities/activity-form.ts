import { z } from 'zod'
import { type ActivityDraft, emptyActivity } from '../../../activities/make/draft.ts'
import { activityLimits, readPriceCents } from '../../../activities/make/limits.ts'
import { readTimes } from '../../../activities/make/times.ts'
import type { City } from '../../../cities/city.ts'
import { type Text, text } from '../../../conversation/reply.ts'
import { topics } from '../../../understand/understood.ts'

const line = z.string().trim().catch('')
const tick = z.literal('yes').or(z.literal('')).catch('')

/** An activity as its form has it: what was typed, not yet read. */
export const activityFields = z.object({
  titleNl: line,
  summaryNl: line,
  titleEn: line,
  summaryEn: line,
  topic: line,
  isOnline: tick,
  placeName: line,
  address: line,
  neighbourhood: line,
  when: line,
  weeks: line,
  price: line,
  capacity: line,
  isForChildren: tick,
  wheelchairAccessible: tick,
})
export type ActivityFields = z.infer<typeof activityFields>

/** What is wrong, by the field. */
export type ActivityFaults = Partial<Record<keyof ActivityFields, Text>>

export type ReadActivity =
  | { readonly kind: 'read'; readonly draft: ActivityDraft }
  | { readonly kind: 'faults'; readonly faults: ActivityFaults }

/**
 * Reads a form as a draft, in the words and within the limits that the chat has.
 *
 * @param activityId the activity that is changed: then it needs no further times. Null makes a new one.
 */
export function readActivityForm(
  fields: ActivityFields,
  where: { readonly activityId: string | null; readonly city: City; readonly now: Date },
): ReadActivity {
  const { activityId, city, now } = where
  const { titleCharacters, summaryCharacters, placeCharacters, addressCharacters } = activityLimits
  const faults: ActivityFaults = {}
  const words = (name: 'titleNl' | 'titleEn' | 'summaryNl' | 'summaryEn', most: number) => {
    if (fields[name].length > most) faults[name] = text('forms.tooLong', { most })
    return fields[name].replace(/\s+/g, ' ')
  }
  const nl = {
    title: words('titleNl', titleCharacters),
    summary: words('summaryNl', summaryCharacters),
  }
  const en = {
    title: words('titleEn', titleCharacters),
    summary: words('summaryEn', summaryCharacters),
  }
  const isDutch = nl.title !== '' || en.title === ''
  if (isDutch && nl.title === '') faults.titleNl = text('forms.empty')
  if (isDutch && nl.summary === '') faults.summaryNl = text('forms.empty')
  if (!isDutch && en.summary === '') faults.summaryEn = text('forms.empty')

  const topic = topics.find((known) => known === fields.topic) ?? null
  if (topic === null) faults.topic = text('making.why.topic')

  const isOnline = fields.isOnline === 'yes'
  if (!isOnline) {
    if (fields.placeName === '') faults.placeName = text('forms.empty')
    if (fields.placeName.length > placeCharacters) {
      faults.placeName = text('forms.tooLong', { most: placeCharacters })
    }
    if (fields.address === '') faults.address = text('forms.empty')
    if (fields.address.length > addressCharacters) {
      faults.address = text('forms.tooLong', { most: addressCharacters })
    }
    if (city.places.every(({ slug }) => slug !== fields.neighbourhood)) {
      faults.neighbourhood = text('making.why.neighbourhood')
    }
  }

  const { timeZone, places } = city
  const mayBeEmpty = activityId !== null && fields.when === ''
  const times = mayBeEmpty
    ? ({ kind: 'read', times: [] } as const)
    : readTimes(fields.when, { now, timeZone, places })
  if (times.kind !== 'read') faults.when = text(`making.why.${times.kind}`)
  const weeks = wholeNumber(fields.weeks || '1', activityLimits.weeks)
  if (weeks === null) faults.weeks = text('making.why.weeks')

  const priceCents = fields.price === '' ? 0 : readPriceCents(fields.price)
  if (priceCents === null) faults.price = text('making.why.price')
  const capacity = wholeNumber(fields.capacity, activityLimits.people)
  if (capacity === null) faults.capacity = text('making.why.capacity')

  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const other = isDutch ? en : null
  return {
    kind: 'read',
    draft: {
      ...emptyActivity,
      activityId,
      isFilled: true,
      locale: isDutch ? 'nl' : 'en',
      words: isDutch ? nl : en,
      otherWords: other === null || other.title === '' ? null : withoutEmpty(other),
      topic,
      isOnline,
      placeName: isOnline ? null : fields.placeName,
      address: isOnline ? null : fields.address,
      neighbourhood: isOnline ? null : fields.neighbourhood,
      times: times.kind === 'read' ? [...times.times] : [],
      weeks,
      priceCents,
      capacity,
      isForChildren: fields.isForChildren === 'yes',
      wheelchairAccessible: fields.wheelchairAccessible === 'yes',
    },
  }
}

const withoutEmpty = ({ title, summary }: { title: string; summary: string }) =>
  summary === '' ? { title } : { title, summary }

function wholeNumber(typed: string, most: number): number | null {
  const number = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
  return number >= 1 && number <= most ? number : null
}

/** A draft as the form shows it: of an activity that is changed, or an empty one. */
export function fieldsOfDraft(draft: ActivityDraft): ActivityFields {
  const { locale, words, otherWords, priceCents, capacity } = draft
  const nl = locale === 'en' ? otherWords : words
  const en = locale === 'en' ? words : otherWords
  return {
    titleNl: nl?.title ?? '',
    summaryNl: nl?.summary ?? '',
    titleEn: en?.title ?? '',
    summaryEn: en?.summary ?? '',
    topic: draft.topic ?? '',
    isOnline: draft.isOnline === true ? 'yes' : '',
    placeName: draft.placeName ?? '',
    address: draft.address ?? '',
    neighbourhood: draft.neighbourhood ?? '',
    when: '',
    weeks: '1',
    price: ((priceCents ?? 0) / 100).toFixed(2).replace('.', ','),
    capacity: capacity === null ? '' : String(capacity),
    isForChildren: draft.isForChildren === true ? 'yes' : '',
    wheelchairAccessible: draft.wheelchairAccessible === true ? 'yes' : '',
  }
}
