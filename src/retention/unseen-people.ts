import { reply, text } from '../conversation/reply.ts'
import type { Database } from '../database/client.ts'
import { notify } from '../delivery/notify.ts'
import { forget } from '../learners/erase/forget.ts'
import { termStart, terms } from './terms.ts'

/** So many at once, so that the first run on an old database does not take all night. */
const mostAtOnce = 500

/**
 * Erases people from whom nothing was heard for two years, a month after telling them. Whoever said
 * *stop* or cannot be reached is not told, and has the same month. Badges stay valid.
 */
export async function leaveUnseenPeople(db: Database, now: Date): Promise<void> {
  const unseen = {
    erasingSince: null,
    createdAt: { lt: termStart('unseenPeople', now) },
    identities: { none: { lastMessageAt: { gte: termStart('unseenPeople', now) } } },
  }
  // Who wrote after being told is seen again, and is told again if they go once more.
  await db.person.updateMany({
    where: {
      leavingToldAt: { not: null },
      identities: { some: { lastMessageAt: { gte: termStart('unseenPeople', now) } } },
    },
    data: { leavingToldAt: null },
  })
  const past = await db.person.findMany({
    where: { ...unseen, leavingToldAt: { lt: termStart('leavingNotice', now) } },
    orderBy: { leavingToldAt: 'asc' },
    take: mostAtOnce,
    select: { id: true },
  })
  for (const { id: personId } of past) {
    await db.$transaction((tx) => forget(tx, { personId, identityId: null, badges: 'keep', now }))
  }
  const toTell = await db.person.findMany({
    where: { ...unseen, leavingToldAt: null },
    orderBy: { createdAt: 'asc' },
    take: mostAtOnce,
    select: { id: true },
  })
  const told = reply({
    paragraphs: [text('leaving.told', { days: terms.leavingNotice }), text('leaving.stay')],
  })
  for (const { id: personId } of toTell) {
    await db.$transaction(async (tx) => {
      await tx.person.update({
        where: { id: personId },
        data: { leavingToldAt: now },
        select: { id: true },
      })
      await notify(tx, { personId, replies: [told], now })
    })
  }
}
