import { anything, queryOf } from '../activities/find.ts'
import { findSessions } from '../activities/find-sessions.ts'
import { sessionDetails } from '../activities/session-details.ts'
import type { Cities } from '../cities/cities.ts'
import type { City } from '../cities/city.ts'
import { howWasItReply, reminderReply, weeklyTipReply } from '../conversation/notices.ts'
import type { Reply } from '../conversation/reply.ts'
import type { Database, Transaction } from '../database/client.ts'
import { type DueSignup, type DueTip, findDueSignups, findDueTips, noticeKey } from './find-due.ts'
import { type ToldOutcome, tellOnce } from './tell-once.ts'
import { earlier, type OpenWindow, openWindows } from './windows.ts'

/** The name of the task that tells people what is due. */
export const remindTask = 'remind'

/** Every five minutes; a window is open for hours, so that a sweep missed is made up for. */
export const remindTime = '*/5 * * * *'

/** What became of one notice, for counting. */
export interface ObservedNotice {
  readonly kind: OpenWindow['kind']
  readonly outcome: ToldOutcome
}

/** What a sweep needs from the service. */
export interface ReminderService {
  readonly db: Database
  readonly cities: Cities
  readonly observe: (notice: ObservedNotice) => void
}

/** How many are looked up at once. */
const batchSize = 200

/** How many results the weekly tip shows. */
const tipsShown = 3

/**
 * Tells everybody what is due at this moment, by the clock of each city. It follows from the sign-ups
 * as they stand, so it may be run at any time, by any number of processes, and after any pause.
 */
export async function remindAll(service: ReminderService, now: Date): Promise<void> {
  for (const city of service.cities.all()) {
    for (const window of openWindows(now, city)) {
      let size = batchSize
      while (size === batchSize) {
        size = await (window.kind === 'weekly'
          ? sendTips(service, city, window, now)
          : sendReminders(service, city, window, now))
      }
    }
  }
}

type Window<Kind extends OpenWindow['kind']> = Extract<OpenWindow, { readonly kind: Kind }>

async function sendReminders(
  { db, observe }: ReminderService,
  city: City,
  window: Window<'evening' | 'morning' | 'afterwards'>,
  now: Date,
): Promise<number> {
  const { kind, expiresAt } = window
  const due = await findDueSignups(db, window, { cityId: city.id, limit: batchSize })
  for (const signup of due) {
    const outcome = await tellOnce(db, {
      personId: signup.personId,
      key: noticeKey(kind, signup.signupId),
      now,
      expiresAt: kind === 'afterwards' ? expiresAt : earlier(expiresAt, signup.startsAt),
      words: (tx) => reminderWords(tx, city, signup, kind),
    })
    observe({ kind, outcome })
  }
  return due.length
}

/** The words for a sign-up as it stands in the transaction; null when it was just cancelled. */
async function reminderWords(
  tx: Transaction,
  city: City,
  { signupId, sessionId }: DueSignup,
  kind: 'evening' | 'morning' | 'afterwards',
): Promise<Reply | null> {
  const stands = await tx.signup.count({
    where: {
      id: signupId,
      status: kind === 'afterwards' ? { in: ['going', 'attended'] } : 'going',
    },
  })
  const session = await sessionDetails(tx, sessionId)
  if (stands === 0 || session === null || session.cancelledAt !== null) return null
  return kind === 'afterwards' ? howWasItReply(session) : reminderReply(city, session, kind)
}

async function sendTips(
  { db, observe }: ReminderService,
  city: City,
  window: Window<'weekly'>,
  now: Date,
): Promise<number> {
  const { saturday, expiresAt } = window
  const due = await findDueTips(db, window, { cityId: city.id, limit: batchSize })
  for (const tip of due) {
    const outcome = await tellOnce(db, {
      personId: tip.personId,
      key: noticeKey('weekly', saturday),
      now,
      expiresAt,
      words: (tx) => tipWords(tx, city, { ...tip, saturday, now }),
    })
    observe({ kind: 'weekly', outcome })
  }
  return due.length
}

/** What there is in the person's neighbourhood, or else in the city; null on an empty Saturday. */
async function tipWords(
  tx: Transaction,
  city: City,
  {
    personId,
    neighbourhoodSlug,
    saturday,
    now,
  }: DueTip & Pick<Window<'weekly'>, 'saturday'> & { now: Date },
): Promise<Reply | null> {
  const wanted = await tx.weeklyTip.count({ where: { personId } })
  if (wanted === 0) return null
  const find = (neighbourhood: string | null) =>
    findSessions(
      tx,
      { ...queryOf(anything(city, now)), days: { start: saturday, end: saturday }, neighbourhood },
      tipsShown,
    )
  const place = city.places.find(({ slug }) => slug === neighbourhoodSlug)
  const near = place === undefined ? [] : await find(place.slug)
  if (place !== undefined && near.length > 0) return weeklyTipReply(city, near, place.name)
  const anywhere = await find(null)
  return anywhere.length === 0 ? null : weeklyTipReply(city, anywhere, null)
}
