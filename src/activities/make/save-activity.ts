import { z } from 'zod'
import type { City } from '../../cities/city.ts'
import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { locales } from '../../language/locale.ts'
import { slugOf } from '../../language/slug.ts'
import { audit } from '../../organisations/audit.ts'
import { topics } from '../../understand/understood.ts'
import { addSessions } from './add-sessions.ts'
import { type ActivityDraft, activityDraft } from './draft.ts'
import { everyWeek } from './times.ts'

/** A draft in which nothing is missing. */
const complete = activityDraft.extend({
  locale: z.enum(locales),
  words: z.object({ title: z.string(), summary: z.string() }),
  topic: z.enum(topics),
  isOnline: z.boolean(),
  priceCents: z.int(),
  capacity: z.int(),
})

/** For whom and by whom an activity is made or changed. */
export interface ActivityMaker {
  readonly organisationId: string
  readonly personId: string
  readonly city: City
}

export type SaveActivityOutcome =
  | { readonly kind: 'saved' | 'changed'; readonly activityId: string; readonly title: string }
  /** Something is missing, or the activity to be changed is not theirs. */
  | { readonly kind: 'incomplete' }

/** Puts an activity in, or changes it, with its texts and its sessions. */
export async function saveActivity(
  tx: Transaction,
  deps: Deps,
  maker: ActivityMaker,
  draft: ActivityDraft,
): Promise<SaveActivityOutcome> {
  const parsed = complete.safeParse(draft)
  if (!parsed.success) return { kind: 'incomplete' }
  const { data } = parsed
  const { organisationId, personId, city } = maker
  const place = city.places.find(({ slug }) => slug === data.neighbourhood)
  const neighbourhood =
    place === undefined || data.isOnline
      ? null
      : await tx.neighbourhood.findUnique({
          where: { cityId_slug: { cityId: city.id, slug: place.slug } },
          select: { id: true },
        })
  const fields = {
    topic: data.topic,
    neighbourhoodId: neighbourhood?.id ?? null,
    placeName: data.isOnline ? '' : (data.placeName ?? ''),
    address: data.isOnline ? '' : (data.address ?? ''),
    latitude: data.isOnline ? null : (place?.latitude ?? null),
    longitude: data.isOnline ? null : (place?.longitude ?? null),
    priceCents: data.priceCents,
    isOnline: data.isOnline,
    isForChildren: data.isForChildren ?? false,
    maximumAge: data.isForChildren === true ? oldestChild : null,
    wheelchairAccessible: data.wheelchairAccessible ?? false,
    capacity: data.capacity,
  }
  const activityId = data.activityId ?? deps.newId()
  const { title, summary } = data.words
  if (data.activityId === null) {
    const slug = `${slugOf(title)}-${activityId.slice(-8)}`
    await tx.activity.create({
      data: {
        id: activityId,
        organisationId,
        slug,
        spokenLanguages: [data.locale],
        ...fields,
      },
      select: { id: true },
    })
  } else {
    const changed = await tx.activity.updateMany({
      where: { id: activityId, organisationId, endedAt: null },
      data: fields,
    })
    if (changed.count === 0) return { kind: 'incomplete' }
    // Nobody who has a place loses it.
    await tx.$executeRaw`
      UPDATE "Session" SET capacity = GREATEST(${data.capacity}, "goingCount")
      WHERE "activityId" = ${activityId}::uuid AND "startsAt" > ${deps.clock()}`
  }
  for (const locale of locales) {
    // Who looks in the other language finds it too, in the words there are.
    const other = locale === data.locale ? null : data.otherWords
    const words = { title: other?.title ?? title, summary: other?.summary ?? summary }
    await tx.activityText.upsert({
      where: { activityId_locale: { activityId, locale } },
      create: { activityId, locale, ...words },
      update: words,
      select: { locale: true },
    })
  }
  const times = everyWeek(data.times, data.weeks ?? 1, city.timeZone)
  await addSessions(tx, { activityId, capacity: data.capacity, times })
  await audit(tx, deps, {
    actorId: personId,
    organisationId,
    action: data.activityId === null ? 'activity.made' : 'activity.changed',
    subjectType: 'activity',
    subjectId: activityId,
  })
  return { kind: data.activityId === null ? 'saved' : 'changed', activityId, title }
}

/** The oldest age that is a child's: who is 18 looks for what is for adults. */
const oldestChild = 17
