import { z } from 'zod'
import { topics } from '../../understand/understood.ts'

const words = z.object({ title: z.string(), summary: z.string() })

/** An activity as it is being made, changed or copied: what is not said yet is null. */
export const activityDraft = z.object({
  /** The activity that is changed; null makes a new one. */
  activityId: z.uuid().nullable(),
  /** Everything is filled in: then only what is chosen is asked. */
  isFilled: z.boolean(),
  /** The language of `words`; `otherWords` are in the other one. */
  locale: z.enum(['nl', 'en']).nullable(),
  words: words.partial(),
  otherWords: words.partial().nullable(),
  topic: z.enum(topics).nullable(),
  isOnline: z.boolean().nullable(),
  placeName: z.string().nullable(),
  address: z.string().nullable(),
  /** The neighbourhood's slug. */
  neighbourhood: z.string().nullable(),
  /** The first times, before they are repeated, as moments in UTC. */
  times: z.array(z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })),
  /** How many weeks in a row; 1 is once. */
  weeks: z.int().min(1).max(26).nullable(),
  priceCents: z.int().nonnegative().nullable(),
  capacity: z.int().min(1).max(500).nullable(),
  isForChildren: z.boolean().nullable(),
  wheelchairAccessible: z.boolean().nullable(),
})
export type ActivityDraft = z.infer<typeof activityDraft>

/** Nothing said yet. */
export const emptyActivity: ActivityDraft = {
  activityId: null,
  isFilled: false,
  locale: null,
  words: {},
  otherWords: null,
  topic: null,
  isOnline: null,
  placeName: null,
  address: null,
  neighbourhood: null,
  times: [],
  weeks: null,
  priceCents: null,
  capacity: null,
  isForChildren: null,
  wheelchairAccessible: null,
}
