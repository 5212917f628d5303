import type { DatabaseOrTransaction } from '../../database/client.ts'
import type { Locale } from '../../language/locale.ts'
import { type ActivityDraft, activityDraft } from './draft.ts'
import { weeksLater } from './times.ts'

/** Which activity, whose, and in which language its maker speaks. */
export interface LoadDraft {
  readonly activityId: string
  readonly organisationId: string
  readonly locale: Locale
  /** `copy` makes a new one of it, at the times of its last day, a week later. */
  readonly as: 'edit' | 'copy'
  readonly timeZone: string
  readonly now: Date
}

/** Reads an activity of an organisation as a draft in which all is filled in; null when it is not theirs. */
export async function loadDraft(
  db: DatabaseOrTransaction,
  { activityId, organisationId, locale, as, timeZone, now }: LoadDraft,
): Promise<ActivityDraft | null> {
  const activity = await db.activity.findFirst({
    where: { id: activityId, organisationId, endedAt: null },
    select: {
      topic: true,
      isOnline: true,
      placeName: true,
      address: true,
      priceCents: true,
      capacity: true,
      isForChildren: true,
      wheelchairAccessible: true,
      neighbourhood: { select: { slug: true } },
      texts: { select: { locale: true, title: true, summary: true } },
      sessions: {
        orderBy: { startsAt: 'desc' },
        take: 1,
        select: { startsAt: true, endsAt: true },
      },
    },
  })
  if (activity === null) return null
  const { texts, sessions, neighbourhood, ...facts } = activity
  const wordsIn = (wanted: Locale) => texts.find((row) => row.locale === wanted)
  const main = wordsIn(locale) ?? texts[0]
  const other = texts.find((row) => row.locale !== main?.locale)
  return activityDraft.parse({
    ...facts,
    activityId: as === 'edit' ? activityId : null,
    isFilled: true,
    locale: main?.locale ?? locale,
    words: { title: main?.title ?? '', summary: main?.summary ?? '' },
    otherWords: other === undefined ? null : { title: other.title, summary: other.summary },
    neighbourhood: neighbourhood?.slug ?? null,
    times: as === 'edit' ? [] : comingTimes(sessions, timeZone, now),
    weeks: 1,
  })
}

/** The same times in the first week that is still to come. */
function comingTimes(
  sessions: readonly { readonly startsAt: Date; readonly endsAt: Date }[],
  timeZone: string,
  now: Date,
) {
  const last = sessions.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }))
  const [first] = last
  if (first === undefined) return []
  const weekMilliseconds = 7 * 86_400_000
  const passed = (now.getTime() - Date.parse(first.startsAt)) / weekMilliseconds
  return weeksLater(last, Math.max(1, Math.ceil(passed)), timeZone)
}
